import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { ExportFormat } from '../../domain/hub-hosting/organiser-exports.ts';
import type { ReportId } from '../../domain/reports.ts';
import type { ReportInput } from '../../reports/input.ts';
import type { Report } from '../../reports/report.ts';

/** Which file of which report. */
export interface ExportRequest {
  report: ReportId;
  format: ExportFormat;
  language: ScreenLanguage;
  /** Null: the whole event. */
  day: LocalDay | null;
}

/** A file ready to be sent. */
export interface ExportFile {
  bytes: Uint8Array;
  mediaType: string;
  /** ASCII: ids, day and language. */
  name: string;
  /** Lines of the report, or its certificates: for the audit. */
  rows: number;
}

/** Makes the file on the calling thread; loads the writers first. Throws as `writeReport`. */
export async function makeReportFile(
  { report: id, format, language, day }: ExportRequest,
  input: ReportInput,
): Promise<ExportFile> {
  const { buildReport } = await import('../../reports/build-report.ts');
  const { mediaTypes, reportFileName, writeReport } = await import(
    '../../reports/write/write-report.ts'
  );
  const report = buildReport(id, input, language);
  return {
    bytes: await writeReport(report, format),
    mediaType: mediaTypes[format],
    name: reportFileName(report, day, format),
    rows: rowsOf(report),
  };
}

function rowsOf({ sections, certificates }: Report): number {
  if (certificates !== null) return certificates.length;
  return sections.reduce((sum, { rows }) => sum + rows.length, 0);
}
