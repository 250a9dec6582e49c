import { z } from 'zod';
import { reprintReasonSchema } from '../../domain/ledger/attendance.ts';
import {
  driverSettingsSchema,
  holdReasonSchema,
  paperSizeSchema,
  printerConnectionSchema,
  printerSettingsSchema,
  printerStateSchema,
  printJobStateSchema,
} from '../../domain/printing/print-job.ts';
import { printerLanguageSchema } from '../../domain/printing/printer-languages.ts';
import { printerModelSchema } from '../../domain/printing/printer-models.ts';
import { inksSchema } from '../../domain/templates/badge-template.ts';
import { call, none, noted, nothing } from './base.ts';

export const printJobViewSchema = z.strictObject({
  id: z.uuid(),
  state: printJobStateSchema,
  reason: holdReasonSchema.nullable(),
  detail: z.string(),
  delegateId: z.uuid().nullable(),
  /**
   * The category of the badge's holder, which decides the printer; null if the holder is unknown.
   */
  category: z.string().nullable(),
  /** For the operator at the desk; empty for a test print. */
  printedName: z.string(),
  serialText: z.string(),
  printerId: z.string().nullable(),
  /** The printer from which it was moved to `printerId` because it could not print. */
  movedFrom: z.string().nullable(),
  batchId: z.uuid().nullable(),
  /** 0: a person waits at the desk; 1: printed ahead. */
  priority: z.int(),
  createdAt: z.int(),
  /** The held job is so old that an operator must confirm that it is still needed. */
  asksIfWanted: z.boolean(),
  /** For a badge held for missing glyphs: false if the Latin name has such glyphs too. */
  latinHelps: z.boolean(),
  /** Only an operator can say whether the badge came out. */
  asksOutcome: z.boolean(),
});
export type PrintJobView = z.infer<typeof printJobViewSchema>;

export const printingCalls = {
  /** The exact bitmap that would print, as a PNG. */
  previewBadge: call({
    access: 'operator',
    input: z.strictObject({ delegateId: z.uuid() }),
    output: z.strictObject({
      png: z.instanceof(Uint8Array),
      width: z.int(),
      height: z.int(),
      inks: inksSchema,
      missingGlyphs: z.array(z.string()),
    }),
    activity: none,
  }),
  reprintBadge: call({
    access: 'operator',
    input: z.strictObject({ delegateId: z.uuid(), reason: reprintReasonSchema }),
    output: z.strictObject({ jobId: z.uuid(), serialText: z.string() }),
    activity: none,
  }),
  /** Answers with the fact, which `undoBadgeFate` can undo. */
  handOverBadge: call({
    access: 'operator',
    input: z.strictObject({ serialText: z.string(), to: z.enum(['delegate', 'focal-point']) }),
    output: z.strictObject({ factId: z.uuid() }),
    activity: none,
  }),
  /** Unfinished jobs and the last finished ones, newest first. */
  getPrintJobs: call({
    access: 'operator',
    input: nothing,
    output: z.array(printJobViewSchema),
    activity: none,
  }),
  /**
   * The operator's answer on a job of unknown outcome: printed, print again with a mark, or give
   * up.
   */
  answerPrintJob: call({
    access: 'operator',
    input: z.strictObject({
      jobId: z.uuid(),
      answer: z.enum(['came-out', 'print-again', 'give-up']),
    }),
    output: nothing,
    activity: none,
  }),
  /**
   * Releases a held job: print it now although it is old or lacks characters, print the Latin name
   * instead, or drop it (its serial becomes "not printed").
   */
  releasePrintJob: call({
    access: 'operator',
    input: z.strictObject({ jobId: z.uuid(), action: z.enum(['print', 'print-latin', 'cancel']) }),
    output: nothing,
    activity: none,
  }),
  /**
   * Moves a waiting badge to another printer of the station at the operator's request, even one
   * that was not set as its neighbour. `not-found`: no such printer, or its stock does not take the
   * badge. `already-done`: the badge no longer waits.
   */
  movePrintJob: call({
    access: 'operator',
    input: z.strictObject({ jobId: z.uuid(), printerId: z.string().max(40) }),
    output: nothing,
    activity: none,
  }),
  getPrinters: call({
    access: 'operator',
    input: nothing,
    output: z.array(z.strictObject({ settings: printerSettingsSchema, state: printerStateSchema })),
    activity: none,
  }),
  savePrinter: call({
    access: 'supervisor',
    input: printerSettingsSchema,
    output: nothing,
    activity: ({ name }) => noted('settings', `printer ${name}`),
  }),
  removePrinter: call({
    access: 'supervisor',
    input: z.strictObject({ id: z.string() }),
    output: nothing,
    activity: () => noted('settings', 'printer removed'),
  }),
  testPrint: call({
    access: 'operator',
    input: z.strictObject({ printerId: z.string() }),
    output: z.strictObject({ jobId: z.uuid() }),
    activity: none,
  }),
};

export const printQueueCalls = {
  /**
   * Pauses or resumes a printer, also across a restart. The current print ends normally. Waiting
   * jobs go to its neighbour or wait as `paused`. `not-found`: no such printer.
   */
  pausePrinter: call({
    access: 'operator',
    input: z.strictObject({ id: z.string().max(40), paused: z.boolean() }),
    output: nothing,
    activity: none,
  }),
};

export const jobBytesCalls = {
  /**
   * Makes the bytes of a job again exactly as its printer gets them, asks for a place, and saves
   * them for support (with a picture of the dots if the language carries plain dots). False if the
   * dialog was closed. Fails with `not-found`, `no-printer` (its printer is no longer set up),
   * `render-failed`.
   */
  saveJobBytes: call({
    access: 'supervisor',
    input: z.strictObject({ jobId: z.uuid() }),
    output: z.boolean(),
    activity: none,
  }),
};

export const printerModelCalls = {
  /** The models for a new printer, and the errors in the configured file (path and field). */
  getPrinterModels: call({
    access: 'operator',
    input: nothing,
    output: z.strictObject({
      models: z.array(printerModelSchema),
      problem: z.string().nullable(),
    }),
    activity: none,
  }),
};

/** The methods of finding printers. A fourth one, the subnet, needs an address range. */
const searchWaySchema = z.enum([
  /** Printers that announce themselves on the local network (mDNS). */
  'announced',
  /** USB device files of this computer. */
  'usb',
  /** Printers of the operating system. */
  'system',
]);

export const foundPrinterSchema = z.strictObject({
  kind: searchWaySchema.or(z.literal('subnet')),
  connection: printerConnectionSchema,
  /** The name that the printer, the network or the system gives; its address if there is none. */
  name: z.string(),
  /** Manufacturer and model as reported, to match with the known models; else empty. */
  model: z.string(),
  /**
   * Its probable language; null if that cannot be found out without the risk of printing something.
   */
  language: printerLanguageSchema.nullable(),
  /** What its driver can do according to the system; absent if the system does not say. */
  can: driverSettingsSchema.optional(),
  /** The papers that it reports through the system; absent for any other connection. */
  papers: z.array(paperSizeSchema).optional(),
  /** A printer of this station has this connection. */
  alreadyAdded: z.boolean(),
});
export type FoundPrinter = z.infer<typeof foundPrinterSchema>;

export const printerSearchProgressSchema = z.strictObject({
  /** Everything found so far, in the order of finding. */
  found: z.array(foundPrinterSchema),
  /** Number of addresses of the subnet tried, and in all; both 0 if no subnet was requested. */
  tried: z.int().nonnegative(),
  addresses: z.int().nonnegative(),
});
export type PrinterSearchProgress = z.infer<typeof printerSearchProgressSchema>;

const printerSearchResultSchema = z.strictObject({
  found: z.array(foundPrinterSchema),
  /** The search was cancelled. `found` has what was found until then. */
  cancelled: z.boolean(),
  /** Methods that failed, with the system's reason in English for support. */
  failed: z.array(
    z.strictObject({ kind: foundPrinterSchema.shape.kind, detail: z.string().max(500) }),
  ),
});
export type PrinterSearchResult = z.infer<typeof printerSearchResultSchema>;

export const findPrintersCalls = {
  /**
   * Searches for printers for a few seconds (a subnet of 1,024 addresses takes up to half a
   * minute). Nothing is sent to the network before this call. Sends `printerSearchProgress`. A
   * second search ends the first one. Fails with `subnet-unreadable`, `subnet-not-local` (only
   * private and link-local ranges), `subnet-too-large`.
   */
  findPrinters: call({
    access: 'supervisor',
    input: z.strictObject({
      ways: z.array(searchWaySchema),
      /** A range such as 192.168.10.0/24, or one address; null to try none. */
      subnet: z.string().trim().max(60).nullable(),
    }),
    output: printerSearchResultSchema,
    activity: none,
  }),
  /** Ends the search; `findPrinters` then answers with what it has. Has no effect if none runs. */
  cancelPrinterSearch: call({
    access: 'supervisor',
    input: nothing,
    output: nothing,
    activity: none,
  }),
};

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
      /** Null while it runs, like `outcome`. */
      endedAt: z.int().nullable(),
      outcome: attemptOutcomeSchema.nullable(),
      reason: holdReasonSchema.nullable(),
      detail: z.string(),
    }),
  ),
});
export type HistoryJob = z.infer<typeof historyJobSchema>;

export const printerHistoryCalls = {
  /**
   * The last jobs of a printer in this event, newest first, including those that another printer
   * took over.
   */
  getPrinterHistory: call({
    access: 'operator',
    input: z.strictObject({ printerId: z.string().max(40) }),
    output: z.array(historyJobSchema),
    activity: none,
  }),
};
