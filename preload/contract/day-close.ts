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
import { deskCall, nothing } from './base.ts';

export const dayCloseCalls = {
  /**
   * Everything about one day; null is today. Ask again upon `syncChanged`, `countsChanged` and
   * `printJobsChanged`.
   */
  getDayStatus: deskCall(
    'operator',
    z.strictObject({ day: localDaySchema.nullable() }),
    dayStatusSchema,
  ),
  /** Sends what waits here, and has the hub ask every station to send and to close the day. */
  callDayClose: deskCall('supervisor', z.strictObject({ day: localDaySchema }), nothing),
  /** Records how a finding was resolved; the ledger keeps it with the supervisor's name. */
  resolveFinding: deskCall('supervisor', resolveFindingRequestSchema, nothing),
  /** Issues the signed report; for a day that was reopened, the next revision. */
  closeDay: deskCall('supervisor', z.strictObject({ day: localDaySchema }), issuedReportSchema),
  /** Whether this station holds the facts of an issued report; computes each chain again. */
  compareReport: deskCall('operator', reportChoiceSchema, reportComparisonSchema),
  /**
   * Asks where to, and writes a signed report as it is (JSON: the proof), or with names as a PDF to
   * read; false if the dialog was closed.
   */
  saveDayReport: deskCall(
    rights.export,
    reportChoiceSchema.extend({ format: z.enum(['json', 'pdf']) }),
    z.boolean(),
  ),
};

const count = z.int().nonnegative();

/** What an archive made now would hold. */
export const archiveViewSchema = z.strictObject({
  /** Days of the event and others with records; an open one has no signed report. */
  days: z.array(z.strictObject({ day: localDaySchema, isClosed: z.boolean() })),
  reports: count,
  /** Badge templates that are not built into the app. */
  templates: count,
  /** When the personal data was purged here, UTC milliseconds; null: not yet. */
  purgedAt: z.int().nullable(),
  /** The day of the purge by the rule; null: by hand only. */
  purgeOn: localDaySchema.nullable(),
});
export type ArchiveView = z.infer<typeof archiveViewSchema>;

/** The file as it was written. The passphrase is shown once; null where the operator chose it. */
export const madeArchiveSchema = z.strictObject({
  fileName: z.string(),
  facts: count,
  reports: count,
  passphrase: z.string().nullable(),
});
export type MadeArchive = z.infer<typeof madeArchiveSchema>;

export const archiveCalls = {
  getArchiveView: deskCall(rights.export, z.void(), archiveViewSchema),
  /** Seals event, records and reports without personal data into a file. Null: dialog closed. */
  makeArchive: deskCall(
    rights.export,
    /** Null: the station makes one. */
    z.strictObject({ passphrase: newPassPhraseSchema.nullable() }),
    madeArchiveSchema.nullable(),
  ),
};
