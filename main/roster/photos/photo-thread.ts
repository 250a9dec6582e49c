import type { Worker } from 'node:worker_threads';
import type { TakenPhoto } from '../../../intake/photo/take-photo.ts';
import { onDemand } from '../../../platform/threads/on-demand.ts';
import { threadPort } from '../../../platform/threads/port.ts';
import { CallFailure } from '../../base/call-failure.ts';

/** What photos/worker answers: a stored photo of a file's path or of a picture's bytes. */
export interface PhotoService {
  take(source: string | Uint8Array): Promise<TakenPhoto>;
}

/** The thread that decodes photos; the first one starts it. No check-in waits for a picture. */
export interface PhotoThread {
  warmUp(): void;
  /**
   * Makes a stored photo of a file's path or of a picture's bytes, in the order of the calls.
   * Throws CallFailure `internal` if the thread dies.
   */
  take(source: string | Uint8Array): Promise<TakenPhoto>;
  /**
   * Ends the thread after the photos that were asked for, and with it the memory of large pictures.
   * The next photo starts another.
   */
  end(): Promise<void>;
}

/** @param startWorker starts photos/worker */
export function createPhotoThread(startWorker: () => Worker): PhotoThread {
  const thread = onDemand<PhotoService>(() => threadPort(startWorker()), {
    errorOf: (cause) => new CallFailure('internal', 'photo thread', cause),
  });
  return {
    warmUp: thread.start,
    take: (source) => thread.ask.take(source),
    end: thread.retire,
  };
}
