import { z } from 'zod';
import { screenLanguageSchema } from '../../domain/base/language.ts';
import { localDaySchema } from '../../domain/event/event-file.ts';
import { rights } from '../../domain/operators/rights.ts';
import {
  certificateRuleSchema,
  quorumRuleSchema,
  reportFormatSchema,
  reportIdSchema,
} from '../../domain/reports.ts';
import { deskCall, nothing } from './base.ts';

const rulesSchema = z.strictObject({
  quorum: quorumRuleSchema,
  certificates: certificateRuleSchema,
});
export type ReportRules = z.infer<typeof rulesSchema>;

const previewSchema = z.strictObject({
  title: z.string(),
  period: z.string(),
  /** "Complete as of 18:04, 5 of 6 stations proven", in the report's language. */
  asOf: z.string(),
  /** The answer to the report's question, as `ReportAnswer`; null for a list. */
  answer: z
    .strictObject({
      text: z.string(),
      detail: z.string(),
      isYes: z.boolean(),
      part: z.int().nonnegative(),
      whole: z.int().nonnegative(),
    })
    .nullable(),
  notes: z.array(z.string()),
  columns: z.array(z.strictObject({ title: z.string(), align: z.enum(['start', 'end']) })),
  /** Only the first rows. */
  rows: z.array(z.array(z.string())),
  /** Number of rows in all. */
  count: z.int().nonnegative(),
  totals: z.array(z.string()).nullable(),
  /** The text shown if there are no rows. */
  empty: z.string(),
});
export type ReportPreview = z.infer<typeof previewSchema>;

export const reportCalls = {
  /** A report's head and first rows; for the whole event if the day is null. */
  previewReport: deskCall(
    rights.export,
    z.strictObject({
      id: reportIdSchema,
      day: localDaySchema.nullable(),
      language: screenLanguageSchema,
    }),
    previewSchema,
  ),
  /**
   * Asks for a place and writes one or several reports to a file; false if the dialog was closed.
   */
  saveReport: deskCall(
    rights.export,
    z.strictObject({
      ids: z.array(reportIdSchema).min(1).max(reportIdSchema.options.length),
      day: localDaySchema.nullable(),
      language: screenLanguageSchema,
      format: reportFormatSchema,
    }),
    z.boolean(),
  ),
  getReportRules: deskCall(rights.export, nothing, rulesSchema),
  saveReportRules: deskCall(rights.export, rulesSchema, nothing),
};
