import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/settings.ts';
import type { ScreenLanguage } from '../../domain/language.ts';
import type { PrinterSettings } from '../../domain/print-job.ts';
import type { ReportFormat, ReportId } from '../../domain/report-kinds.ts';
import {
  certificateRuleSchema,
  quorumRuleSchema,
  usualCertificates,
  usualQuorum,
} from '../../domain/report-rules.ts';
import type { ReportPreview, ReportRules } from '../../preload/contract/reports.ts';
import { buildReport, buildReports } from '../../reports/build-report.ts';
import type { ReportInput } from '../../reports/input.ts';
import type { Report } from '../../reports/report.ts';
import { reportFileName, writeReport } from '../../reports/write/write-report.ts';
import type { Context } from './context.ts';
import type { DayCloseParts } from './day-close/day-hub.ts';
import { readStationReportInput } from './report-input.ts';

/** What the reports of a desk work with. */
export interface ReportParts {
  dayClose: DayCloseParts;
  printers: () => readonly PrinterSettings[];
}

/** Rows that a preview shows. */
const previewRows = 12;
/** Milliseconds for which a preview may be made from what was read for the one before. */
const previewLasts = 20_000;

const settingName = 'report-rules';
const rulesSchema = z
  .object({
    quorum: quorumRuleSchema.catch(usualQuorum),
    certificates: certificateRuleSchema.catch(usualCertificates),
  })
  .catch({ quorum: usualQuorum, certificates: usualCertificates });

/** The rules of quorum and certificates as this station last had them. */
export function reportRules({ db }: Context): ReportRules {
  return rulesSchema.parse(readSetting(db, settingName));
}

/** Keeps the rules at this station. */
export function saveReportRules({ db }: Context, rules: ReportRules): void {
  const { quorum, certificates } = rules;
  writeSetting(db, settingName, { quorum, certificates });
}

/** Makes the reports of a desk. */
export interface DeskReports {
  /** A report's head and first rows. */
  preview(wish: {
    id: ReportId;
    day: string | null;
    language: ScreenLanguage;
  }): Promise<ReportPreview>;
  /** The file of one report, or of several in one. Throws as `writeReport`. */
  file(wish: {
    ids: readonly ReportId[];
    day: string | null;
    language: ScreenLanguage;
    format: ReportFormat;
  }): Promise<{ name: string; bytes: Uint8Array; rows: number }>;
}

/** @param now a clock of any zero, milliseconds; for how old what was read is */
export function createDeskReports(parts: ReportParts, now: () => number): DeskReports {
  const { context } = parts.dayClose;
  let last: { key: string; at: number; input: Promise<ReportInput> } | null = null;
  const read = (day: string | null): Promise<ReportInput> =>
    readStationReportInput(parts.dayClose, parts.printers(), { day, ...reportRules(context) });
  return {
    preview: async ({ id, day, language }) => {
      const key = JSON.stringify([day, reportRules(context)]);
      if (last === null || last.key !== key || now() - last.at > previewLasts) {
        last = { key, at: now(), input: read(day) };
      }
      const { input } = last;
      // What failed once is asked again.
      input.catch(() => {
        last = null;
      });
      return previewOf(buildReport(id, await input, language));
    },
    file: async ({ ids, day, language, format }) => {
      const reports = buildReports(ids, await read(day), language);
      const [first] = reports;
      if (first === undefined) throw new RangeError('no report');
      const name =
        reports.length === 1
          ? reportFileName(first, day, format)
          : `reports-${day ?? 'event'}-${language}.${format}`;
      const rows = reports.reduce((sum, report) => sum + countRows(report), 0);
      return { name, rows, bytes: await writeReport(reports, format) };
    },
  };
}

function previewOf(report: Report): ReportPreview {
  const rows = report.sections.flatMap((section) => section.rows).slice(0, previewRows);
  const words = (cell: string | number | null): string => (cell === null ? '' : String(cell));
  return {
    title: report.title,
    period: report.period,
    asOf: report.asOf,
    notes: [...report.notes],
    columns: report.columns.map(({ title, align }) => ({ title, align })),
    rows: rows.map((row) => row.map(words)),
    count: countRows(report),
    totals: report.totals === null ? null : report.totals.map(words),
    empty: report.empty,
  };
}

function countRows({ sections }: Report): number {
  return sections.reduce((sum, { rows }) => sum + rows.length, 0);
}
