import { z } from 'zod';
import { maxKseq, maxRevisions } from '../base/bounds.ts';
import { hashSchema, requestNumberSchema } from '../base/protocol.ts';
import { localDaySchema } from '../event/event-file.ts';
import { placeIncarnationSchema } from '../ledger/attendance.ts';
import { factLineSchema } from './facts-file.ts';
import { dayReportSchema, signedReportSchema } from './report.ts';
import { dayStateSchema } from './status.ts';

const count = z.int().nonnegative();

/** A report as the hub lists it. */
export const reportEntrySchema = z.object({
  day: localDaySchema,
  revision: z.int().positive(),
  number: z.int().positive(),
  issuedAt: z.int(),
  closedBy: z.object({ station: z.uuid(), operator: z.uuid() }).nullable(),
  hash: hashSchema,
  proof: dayReportSchema.shape.proof,
});
export type ReportEntry = z.infer<typeof reportEntrySchema>;

/** The state of a day at the hub. */
export const hubDayStatusSchema = z.object({
  state: dayStateSchema,
  /** Facts about the day that came after its last report. */
  late: count,
  /** When the stations were asked to close the day, UTC milliseconds; null for not yet. */
  calledAt: z.int().nullable(),
  /** The report as it would be if the day were closed now. */
  draft: dayReportSchema,
  /** Reports of this day, the newest first. */
  reports: z.array(reportEntrySchema),
});
export type HubDayStatus = z.infer<typeof hubDayStatusSchema>;

/** Asks the stations to close a day, or closes it. Signed and numbered like a push; for desks. */
export const dayRequestSchema = z.object({
  epoch: z.uuid(),
  request: requestNumberSchema,
  day: localDaySchema,
  /** Operator at the desk. */
  operator: z.uuid(),
});
export type DayRequest = z.infer<typeof dayRequestSchema>;

export const dayCallAnswerSchema = z.object({ calledAt: z.int() });
export const dayCloseAnswerSchema = z.object({ signed: signedReportSchema });

/** Which report is requested; without a revision the newest. */
export const reportQuerySchema = z.object({
  day: localDaySchema,
  revision: z.coerce.number().int().positive().max(maxRevisions).nullable().default(null),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;

/** Links of one chain after `after`, some at a time. */
export const chainLinksQuerySchema = z.object({
  station: z.uuid(),
  incarnation: placeIncarnationSchema,
  after: count.max(maxKseq),
});
export type ChainLinksQuery = z.infer<typeof chainLinksQuerySchema>;

export const chainLinksAnswerSchema = z.object({ links: z.array(factLineSchema) });
