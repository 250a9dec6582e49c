import { Worker } from 'node:worker_threads';
import { createReadingThread, type ReadingThread } from '../../main/reading/reading-thread.ts';
import type { DeskContext } from './desk-context.ts';

/** The desk's long reads on a real thread. `publicKey`: the station's, base64. */
export function readingThreadOf(
  { context, location }: DeskContext,
  publicKey: string,
  change: {
    idleMilliseconds?: number;
    onStart?: () => void;
    onCrash?: (error: unknown) => void;
  } = {},
): ReadingThread {
  const { path, key } = location;
  const { event, kiosk, kioskName, training } = context;
  const workerData = {
    ...{ location: { path, key: Uint8Array.from(key) }, event: event.file, kiosk: kiosk.kiosk },
    ...{ kioskName, training, publicKey },
  };
  return createReadingThread({
    startWorker: () => {
      change.onStart?.();
      return new Worker(new URL('../../main/reading/worker.ts', import.meta.url), { workerData });
    },
    onCrash: change.onCrash ?? (() => {}),
    idleMilliseconds: change.idleMilliseconds ?? 60_000,
  });
}
