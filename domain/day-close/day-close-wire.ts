import { z } from 'zod';
import { maxKseq, maxRevisions } from '../base/bounds.ts';
import { hashSchema, requestNumberSchema } from '../base/protocol.ts';
import { localDaySchema } from '../event/event-file.ts';
import { placeIncarnationSchema } from '../ledger/attendance.ts';
import { factLineSchema } from './facts-file.ts';
import { dayReportSchema, signedReportSchema } from './report.ts';
import { dayStateSchema } from './status.ts';

const count = z.int().nonnegative();

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

export const hubDayStatusSchema = z.object({
  state: dayStateSchema,
  /** Number of facts about the day that came after its last report. */
  late: count,
  /** When the hub asked the stations to close the day, UTC milliseconds; null if it did not yet. */
  calledAt: z.int().nullable(),
  /** The report that would be issued now. */
  draft: dayReportSchema,
  /** Reports of this day, newest first. */
  reports: z.array(reportEntrySchema),
});
export type HubDayStatus = z.infer<typeof hubDayStatusSchema>;

/**
 * Asks the stations to close a day, or closes it. Signed and numbered like a push. Only for desks.
 */
export const dayRequestSchema = z.object({
  epoch: z.uuid(),
  request: requestNumberSchema,
  day: localDaySchema,
  operator: z.uuid(),
});
export type DayRequest = z.infer<typeof dayRequestSchema>;

export const dayCallAnswerSchema = z.object({ calledAt: z.int() });
export const dayCloseAnswerSchema = z.object({ signed: signedReportSchema });

/** Selects a report. Without a revision it is the newest. */
export const reportQuerySchema = z.object({
  day: localDaySchema,
  revision: z.coerce.number().int().positive().max(maxRevisions).nullable().default(null),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;

/** Requests a batch of links of one chain, from the one after `after` on. */
export const chainLinksQuerySchema = z.object({
  station: z.uuid(),
  incarnation: placeIncarnationSchema,
  after: count.max(maxKseq),
});
export type ChainLinksQuery = z.infer<typeof chainLinksQuerySchema>;

export const chainLinksAnswerSchema = z.object({ links: z.array(factLineSchema) });
