import type { ScreenLanguage } from '../../domain/base/language.ts';
import { nameWord, suggestedName } from '../../domain/base/suggested-names.ts';
import type { ReportFormat, ReportId } from '../../domain/reports.ts';
import type { ReportPreview } from '../../preload/contract/reports.ts';
import type { ReportInput } from '../../reports/input.ts';
import type { Report } from '../../reports/report.ts';
import { type ReportQuestion, type ReportSource, readStationReportInput } from './report-input.ts';

export interface ReportFile {
  /** Suggested to the operator. */
  name: string;
  bytes: Uint8Array;
  rows: number;
}

export interface PreviewRequest {
  id: ReportId;
  language: ScreenLanguage;
  question: ReportQuestion;
  /** Previews with the same number may share the data read for the first of them. */
  reading: number;
}

export interface FileRequest {
  ids: readonly ReportId[];
  language: ScreenLanguage;
  format: ReportFormat;
  question: ReportQuestion;
}

export type ReportWork = ReturnType<typeof createReportWork>;

const previewRows = 12;

/** The code that writes reports is loaded with the first of them. */
export function createReportWork(source: ReportSource) {
  let kept: { reading: number; input: ReportInput } | null = null;
  return {
    preview: async ({
      id,
      language,
      question,
      reading,
    }: PreviewRequest): Promise<ReportPreview> => {
      const { buildReport } = await import('../../reports/build-report.ts');
      if (kept?.reading !== reading) {
        kept = { reading, input: readStationReportInput(source, question) };
      }
      return previewOf(buildReport(id, kept.input, language));
    },
    /** Throws like `writeReport`. */
    file: async ({ ids, language, format, question }: FileRequest): Promise<ReportFile> => {
      const { buildReports } = await import('../../reports/build-report.ts');
      const { reportFileName, writeReport } = await import('../../reports/write/write-report.ts');
      const reports = buildReports(ids, readStationReportInput(source, question), language);
      const [first] = reports;
      if (first === undefined) throw new RangeError('no report');
      const { day } = question;
      const name =
        reports.length === 1
          ? reportFileName(first, day, format)
          : suggestedName(
              language,
              'reports',
              format,
              day ?? nameWord(language, 'event'),
              language,
            );
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
    answer: report.answer,
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
