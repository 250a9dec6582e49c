import { z } from 'zod';
import { holdReasonSchema } from '../../domain/print-job.ts';
import { call } from './define.ts';

const printAttemptViewSchema = z.strictObject({
  /** Number of the attempt at this station. */
  id: z.int(),
  jobId: z.uuid(),
  kind: z.enum(['badge', 'test']),
  /** Empty for a test print. */
  serialText: z.string(),
  printerId: z.string(),
  /** UTC milliseconds. */
  startedAt: z.int(),
  /** Null while it lasts. */
  endedAt: z.int().nullable(),
  /**
   * What came of it; null while it lasts. `withdrawn`: cancelled or sent elsewhere before the first byte;
   * `interrupted`: the app ended meanwhile.
   */
  outcome: z
    .enum([
      'held',
      'retryable',
      'spooled',
      'sent',
      'confirmed',
      'failed-partial',
      'unknown',
      'withdrawn',
      'interrupted',
    ])
    .nullable(),
  reason: holdReasonSchema.nullable(),
  /** English, for support. */
  detail: z.string(),
});
export type PrintAttemptView = z.infer<typeof printAttemptViewSchema>;

export const printQueueCalls = {
  /** The last attempts at one printer, or at all with null; newest first. */
  getPrintAttempts: call({
    input: z.strictObject({
      printerId: z.string().max(40).nullable(),
      limit: z.int().min(1).max(500),
    }),
    output: z.array(printAttemptViewSchema),
    modes: ['desk'],
    access: 'operator',
  }),
  /**
   * Pauses a printer or takes it out of pause; stays over a restart. What it prints just now ends as usual;
   * what waits goes to its neighbour or waits as `paused`. `not-found`: no such printer.
   */
  pausePrinter: call({
    input: z.strictObject({ id: z.string().max(40), paused: z.boolean() }),
    output: z.void(),
    modes: ['desk'],
    access: 'operator',
  }),
};
