import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { recordPrintOutcome } from '../../main/badges/badges.ts';
import { contentOfJob } from '../../main/printing/badge-content.ts';
import type { RendererPaths } from '../../main/printing/render/worker-messages.ts';
import { createWorkerRenderer } from '../../main/printing/render/worker-renderer.ts';
import { root } from '../../tools/runtime.mjs';
import { makeQueue } from '../printing/support.ts';
import { makeDeskContext } from '../support/desk-context.ts';

/**
 * A desk with the real queue and renderer on the store in `folder`; the caller gives the queue its
 * printers and starts it.
 */
export function openPrintingDesk(folder: string, onJobChanged = (): void => {}) {
  const desk = makeDeskContext({ folder });
  const { context } = desk;
  const workerData: RendererPaths = {
    fontFolder: join(root, 'node_modules'),
    qrReaderWasm: join(root, 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'),
  };
  const renderer = createWorkerRenderer(
    () => new Worker(join(root, 'main/printing/render/worker.ts'), { workerData }),
  );
  const queue = makeQueue({
    db: context.db,
    clock: context.clock,
    renderer,
    contentOf: (job) => contentOfJob(context, job),
    recordChange: ({ badgeSerial, state }) => {
      if (badgeSerial !== null) recordPrintOutcome(context, { badgeSerial, state }, null);
    },
    onJobChanged,
  });
  /** Ends it in order. */
  const end = async (): Promise<void> => {
    await queue.stop();
    await renderer.close();
    context.db.close();
  };
  return { desk, queue, end };
}
