import { z } from 'zod';
import { holdReasonSchema, printJobStateSchema } from '../../domain/printing/print-job.ts';
import { call } from './define.ts';

/** How one attempt ended: the outcomes of a print, or the job was withdrawn, or the app ended. */
export const attemptOutcomeSchema = z.enum([
  'held',
  'retryable',
  'spooled',
  'sent',
  'confirmed',
  'failed-partial',
  'unknown',
  'withdrawn',
  'interrupted',
]);

const historyJobSchema = z.strictObject({
  jobId: z.uuid(),
  kind: z.enum(['badge', 'test']),
  state: printJobStateSchema,
  reason: holdReasonSchema.nullable(),
  /** Serial of the badge; empty for a test print. */
  serialText: z.string(),
  /** UTC milliseconds by the event's clock. */
  createdAt: z.int(),
  /** The attempts of this printer, oldest first. */
  attempts: z.array(
    z.strictObject({
      id: z.int(),
      startedAt: z.int(),
      /** Null while it runs, and so is `outcome`. */
      endedAt: z.int().nullable(),
      outcome: attemptOutcomeSchema.nullable(),
      reason: holdReasonSchema.nullable(),
      detail: z.string(),
    }),
  ),
});
export type HistoryJob = z.infer<typeof historyJobSchema>;

export const printerHistoryCalls = {
  /** The last jobs of a printer in this event, newest first, with those another one took over. */
  getPrinterHistory: call({
    input: z.strictObject({ printerId: z.string().max(40) }),
    output: z.array(historyJobSchema),
    modes: ['desk'],
    access: 'operator',
  }),
};
