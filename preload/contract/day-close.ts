import { z } from 'zod';
import {
  dayStatusSchema,
  issuedReportSchema,
  reportChoiceSchema,
  reportComparisonSchema,
  resolveFindingRequestSchema,
} from '../../domain/day-close/status.ts';
import { localDaySchema } from '../../domain/event/event-file.ts';
import { newPassPhraseSchema } from '../../domain/operators/pass-phrase.ts';
import { rights } from '../../domain/operators/rights.ts';
import { call, exported, none, noted, nothing } from './base.ts';

export const dayCloseCalls = {
  /**
   * Everything about one day; null for today. Call it again on `syncChanged`, `countsChanged` and
   * `printJobsChanged`.
   */
  getDayStatus: call({
    access: 'operator',
    input: z.strictObject({ day: localDaySchema.nullable() }),
    output: dayStatusSchema,
    activity: none,
  }),
  /** Sends the waiting facts, and has the hub ask every station to send and to close the day. */
  callDayClose: call({
    access: 'supervisor',
    input: z.strictObject({ day: localDaySchema }),
    output: nothing,
    activity: none,
  }),
  /** Records how a finding was resolved. The ledger keeps it with the supervisor's name. */
  resolveFinding: call({
    access: 'supervisor',
    input: resolveFindingRequestSchema,
    output: nothing,
    activity: none,
  }),
  /** Issues the signed report; for a reopened day the next revision. */
  closeDay: call({
    access: 'supervisor',
    input: z.strictObject({ day: localDaySchema }),
    output: issuedReportSchema,
    activity: none,
    needsCopy: true,
  }),
  /** Whether this station holds the facts of an issued report. Recomputes each chain. */
  compareReport: call({
    access: 'operator',
    input: reportChoiceSchema,
    output: reportComparisonSchema,
    activity: none,
  }),
  /**
   * Asks for a place and writes a signed report: as JSON, which is the proof, or with names as a
   * PDF for reading. False if the dialog was closed.
   */
  saveDayReport: call({
    access: rights.export,
    input: reportChoiceSchema.extend({ format: z.enum(['json', 'pdf']) }),
    output: z.boolean(),
    activity: exported('day-report'),
  }),
};

const count = z.int().nonnegative();

/** What an archive made now would contain. */
export const archiveViewSchema = z.strictObject({
  /** Days of the event and others with records. An open day has no signed report. */
  days: z.array(z.strictObject({ day: localDaySchema, isClosed: z.boolean() })),
  reports: count,
  /** Number of badge templates that are not built into the app. */
  templates: count,
  /** When personal data was purged here, UTC milliseconds; null if it was not. */
  purgedAt: z.int().nullable(),
  /** The day of the automatic purge; null if there is none. */
  purgeOn: localDaySchema.nullable(),
});
export type ArchiveView = z.infer<typeof archiveViewSchema>;

/** The file that was written. The passphrase is shown once; null if the operator chose it. */
export const madeArchiveSchema = z.strictObject({
  fileName: z.string(),
  facts: count,
  reports: count,
  passphrase: z.string().nullable(),
});
export type MadeArchive = z.infer<typeof madeArchiveSchema>;

export const archiveCalls = {
  getArchiveView: call({
    access: rights.export,
    input: nothing,
    output: archiveViewSchema,
    activity: none,
  }),
  /**
   * Seals event, records and reports without personal data into a file. Null if the dialog was
   * closed.
   */
  makeArchive: call({
    access: rights.export,
    input /** Null: the station generates one. */: z.strictObject({
      passphrase: newPassPhraseSchema.nullable(),
    }),
    output: madeArchiveSchema.nullable(),
    activity: (_input, made) => (made === null ? null : noted('export', `archive ${made.facts}`)),
  }),
};
