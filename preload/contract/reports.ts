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
import { call, none, noted, nothing } from './base.ts';

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
  previewReport: call({
    access: rights.export,
    input: z.strictObject({
      id: reportIdSchema,
      day: localDaySchema.nullable(),
      language: screenLanguageSchema,
    }),
    output: previewSchema,
    activity: none,
  }),
  /**
   * Asks for a place and writes one or several reports to a file; false if the dialog was closed.
   */
  saveReport: call({
    access: rights.export,
    input: z.strictObject({
      ids: z.array(reportIdSchema).min(1).max(reportIdSchema.options.length),
      day: localDaySchema.nullable(),
      language: screenLanguageSchema,
      format: reportFormatSchema,
    }),
    output: z.boolean(),
    activity: ({ ids, day, format }, saved) =>
      saved ? noted('export', `${ids.join(' ')} ${day ?? 'event'} ${format}`.slice(0, 300)) : null,
  }),
  getReportRules: call({
    access: rights.export,
    input: nothing,
    output: rulesSchema,
    activity: none,
  }),
  saveReportRules: call({
    access: rights.export,
    input: rulesSchema,
    output: nothing,
    activity: none,
  }),
};
