import { z } from 'zod';
import { reprintReasonSchema } from '../../domain/ledger/attendance.ts';
import {
  holdReasonSchema,
  printerSettingsSchema,
  printerStateSchema,
  printJobStateSchema,
} from '../../domain/printing/print-job.ts';
import { printerModelSchema } from '../../domain/printing/printer-models.ts';
import { call } from './define.ts';

export const printJobViewSchema = z.strictObject({
  id: z.uuid(),
  state: printJobStateSchema,
  reason: holdReasonSchema.nullable(),
  detail: z.string(),
  delegateId: z.uuid().nullable(),
  /** For the person at the desk; empty for a test print. */
  printedName: z.string(),
  serialText: z.string(),
  printerId: z.string().nullable(),
  /** The printer that it was moved away from because it could not print, to `printerId`. */
  movedFrom: z.string().nullable(),
  /** The batch of the job. */
  batchId: z.uuid().nullable(),
  /** 0: a person waits at the desk; 1: printed ahead. */
  priority: z.int(),
  createdAt: z.int(),
  /** True if a held job is so old that an operator must confirm that it is still wanted. */
  asksIfWanted: z.boolean(),
  /** Of a badge held for missing glyphs: false if the Latin name has such glyphs too. */
  latinHelps: z.boolean(),
  /** True when only the desk can say whether the badge came out. */
  asksOutcome: z.boolean(),
});
export type PrintJobView = z.infer<typeof printJobViewSchema>;

export const printingCalls = {
  /** The exact bitmap that would print, as a PNG. */
  previewBadge: call({
    input: z.strictObject({ delegateId: z.uuid() }),
    output: z.strictObject({
      png: z.instanceof(Uint8Array),
      width: z.int(),
      height: z.int(),
      missingGlyphs: z.array(z.string()),
    }),
    modes: ['desk'],
    access: 'operator',
  }),
  reprintBadge: call({
    input: z.strictObject({ delegateId: z.uuid(), reason: reprintReasonSchema }),
    output: z.strictObject({ jobId: z.uuid(), serialText: z.string() }),
    modes: ['desk'],
    access: 'operator',
  }),
  /** Answers with the fact, by which it can be undone (undoBadgeFate). */
  handOverBadge: call({
    input: z.strictObject({ serialText: z.string(), to: z.enum(['delegate', 'focal-point']) }),
    output: z.strictObject({ factId: z.uuid() }),
    modes: ['desk'],
    access: 'operator',
  }),
  /** Jobs that are not finished, and the last finished ones, newest first. */
  getPrintJobs: call({
    input: z.void(),
    output: z.array(printJobViewSchema),
    modes: ['desk'],
    access: 'operator',
  }),
  /** The operator's answer on a job of unknown outcome: printed, print again marked, or give up. */
  answerPrintJob: call({
    input: z.strictObject({
      jobId: z.uuid(),
      answer: z.enum(['came-out', 'print-again', 'give-up']),
    }),
    output: z.void(),
    modes: ['desk'],
    access: 'operator',
  }),
  /**
   * A held job: print it now although it is old or lacks characters, print the Latin name instead,
   * or drop it (its serial becomes "not printed").
   */
  releasePrintJob: call({
    input: z.strictObject({ jobId: z.uuid(), action: z.enum(['print', 'print-latin', 'cancel']) }),
    output: z.void(),
    modes: ['desk'],
    access: 'operator',
  }),
  getPrinters: call({
    input: z.void(),
    output: z.array(z.strictObject({ settings: printerSettingsSchema, state: printerStateSchema })),
    modes: ['desk'],
    access: 'operator',
  }),
  savePrinter: call({
    input: printerSettingsSchema,
    output: z.void(),
    modes: ['desk'],
    access: 'supervisor',
  }),
  removePrinter: call({
    input: z.strictObject({ id: z.string() }),
    output: z.void(),
    modes: ['desk'],
    access: 'supervisor',
  }),
  testPrint: call({
    input: z.strictObject({ printerId: z.string() }),
    output: z.strictObject({ jobId: z.uuid() }),
    modes: ['desk'],
    access: 'operator',
  }),
};

export const printQueueCalls = {
  /**
   * Pauses or resumes a printer; survives a restart. The current print ends as usual; waiting jobs
   * go to its neighbour or wait as `paused`. `not-found`: no such printer.
   */
  pausePrinter: call({
    input: z.strictObject({ id: z.string().max(40), paused: z.boolean() }),
    output: z.void(),
    modes: ['desk'],
    access: 'operator',
  }),
};

export const jobBytesCalls = {
  /**
   * Makes the bytes of a job again, exactly as its printer gets them, asks where to, and saves them
   * for support (with a picture of the dots if the language carries plain dots). False if the
   * dialog was closed. Fails with `not-found`, `no-printer` (its printer is no longer set up),
   * `render-failed`.
   */
  saveJobBytes: call({
    input: z.strictObject({ jobId: z.uuid() }),
    output: z.boolean(),
    modes: ['desk'],
    access: 'supervisor',
  }),
};

export const printerModelCalls = {
  /** The models for a new printer, and what is wrong with the configured file (path and field). */
  getPrinterModels: call({
    input: z.void(),
    output: z.strictObject({
      models: z.array(printerModelSchema),
      problem: z.string().nullable(),
    }),
    modes: ['desk'],
    access: 'operator',
  }),
};
