import { readPrinters } from '../config/station-settings.ts';
import { batchViews, changeBatch, previewBatch, startBatch } from '../use-cases/print-batches.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** The calls about badges that are printed ahead. */
export function printBatchHandlers(
  desk: Desk,
): Pick<Handlers, 'previewBatch' | 'startBatch' | 'getBatches' | 'changeBatch'> {
  const { context, batches, log } = desk;
  const changed = (): void => {
    desk.notify('printBatchesChanged', null);
    batches.nudge();
  };
  return {
    previewBatch: ({ scope }) =>
      previewBatch(context, readPrinters(context.db, desk.parts.config), scope),
    startBatch: async ({ scope }, caller) => {
      const started = await startBatch(context, caller, scope);
      log.info(
        { batch: started.batchId, kind: scope.kind, operator: caller.operator?.id },
        'batch',
      );
      changed();
      return started;
    },
    getBatches: () => batchViews(context),
    changeBatch: (input, caller) => {
      changeBatch(context, input);
      log.info(
        { batch: input.batchId, action: input.action, operator: caller.operator?.id },
        'batch',
      );
      // The queue lets the batch's jobs wait, or go on.
      desk.queue.wake();
      changed();
    },
  };
}
