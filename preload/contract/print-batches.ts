import { z } from 'zod';
import {
  batchScopeSchema,
  batchStateSchema,
  leftOutReasonSchema,
} from '../../domain/printing/print-batch.ts';
import { call } from './define.ts';

const batchPreviewSchema = z.strictObject({
  /** How many badges would be issued and printed. */
  willPrint: z.int().nonnegative(),
  /** Why the others of the scope get none; reasons without anyone are left out. */
  left: z.array(z.strictObject({ why: leftOutReasonSchema, count: z.int().positive() })),
  /** Which printers have the stock for them, as they are set up now. */
  printers: z.array(
    z.strictObject({ printerId: z.string(), name: z.string(), count: z.int().positive() }),
  ),
  /** How many of `willPrint` would be held because no printer has the stock of their category. */
  withoutPrinter: z.int().nonnegative(),
});
export type BatchPreview = z.infer<typeof batchPreviewSchema>;

const printBatchViewSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['delegation', 'roster', 'selection']),
  /** Code of the delegation of such a batch. */
  delegation: z.string().nullable(),
  state: batchStateSchema,
  /** Badges that the batch was started for; all counts below are parts of it. */
  total: z.int().nonnegative(),
  /** Printed, as far as their printers can report. */
  done: z.int().nonnegative(),
  /** Being sent now. */
  printing: z.int().nonnegative(),
  /** Not issued yet, or issued and waiting for the printer. */
  waiting: z.int().nonnegative(),
  /** Held; each such job says why (getPrintJobs). */
  held: z.int().nonnegative(),
  /** Only the desk can say whether they came out. */
  asking: z.int().nonnegative(),
  /** Given up, cancelled, or not issued because the batch was cancelled. */
  notPrinted: z.int().nonnegative(),
  /** Not issued because they had a badge by then, or were no longer confirmed. */
  skipped: z.int().nonnegative(),
  startedAt: z.int(),
  operatorName: z.string().nullable(),
});
export type PrintBatchView = z.infer<typeof printBatchViewSchema>;

const scope = z.strictObject({ scope: batchScopeSchema });

/** Badges that are printed ahead. Every change sends the notice `printBatchesChanged`. */
export const printBatchCalls = {
  /** What a batch of this scope would print; writes nothing. `not-found`: no such delegation. */
  previewBatch: call({
    input: scope,
    output: batchPreviewSchema,
    modes: ['desk'],
    access: 'operator',
  }),
  /** `not-found`: no such delegation; `no-change`: nobody in the scope would get a badge. */
  startBatch: call({
    input: scope,
    output: z.strictObject({ batchId: z.uuid() }),
    modes: ['desk'],
    access: 'operator',
  }),
  /** Batches of this event, newest first. */
  getBatches: call({
    input: z.void(),
    output: z.array(printBatchViewSchema),
    modes: ['desk'],
    access: 'operator',
  }),
  /** `already-done`: the batch is finished or cancelled. A repeated call changes nothing. */
  changeBatch: call({
    input: z.strictObject({
      batchId: z.uuid(),
      action: z.enum(['pause', 'resume', 'cancel']),
    }),
    output: z.void(),
    modes: ['desk'],
    access: 'operator',
  }),
};
