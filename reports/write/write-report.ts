import { csvFile } from '../../domain/base/csv.ts';
import { nameWord } from '../../domain/base/suggested-names.ts';
import { formatsOf, type ReportFormat, reportName } from '../../domain/reports.ts';
import type { Report } from '../report.ts';

/**
 * One report, or several in one file, in a format that all of them have (`formatsOf`).
 *
 * @returns the bytes of the file
 * @throws RangeError for a format that a report lacks, and for several reports in CSV or DOCX
 * @throws Error if the bundled fonts cannot be loaded (PDF)
 */
export async function writeReport(
  report: Report | readonly Report[],
  format: ReportFormat,
): Promise<Uint8Array> {
  const reports: readonly Report[] = 'id' in report ? [report] : report;
  const [first, ...others] = reports;
  const isPossible = reports.every(({ id }) => formatsOf(id).includes(format));
  if (first === undefined || !isPossible) throw new RangeError(`no such report as ${format}`);
  if (others.length > 0 && (format === 'csv' || format === 'docx')) {
    throw new RangeError(`${format} holds one report only`);
  }
  // Loaded on use: the libraries behind the formats are large, and on most days a desk needs none.
  switch (format) {
    case 'csv':
      return writeCsv(first);
    case 'xlsx':
      return (await import('./xlsx.ts')).writeXlsx(reports);
    case 'pdf':
      return (await import('./pdf/report-pdf.ts')).reportPdf(reports);
    case 'docx':
      return (await import('./docx.ts')).writeDocx(first);
  }
}

/**
 * A report as CSV: UTF-8 with byte order mark, one line of titles, and the rows of all sections as
 * one table. Header and totals are left out so that other programs can read it. A cell that a
 * spreadsheet would read as a formula begins with an apostrophe. Quotes, line breaks and all
 * scripts stay.
 */
function writeCsv(report: Report): Uint8Array {
  const lines: string[][] = [report.columns.map(({ title }) => title)];
  for (const { rows } of report.sections) {
    for (const row of rows) lines.push(row.map((cell) => (cell === null ? '' : String(cell))));
  }
  // Spreadsheets with French settings use the semicolon; those with English settings open it too.
  return new TextEncoder().encode(csvFile(lines, ';'));
}

/** Media types of the formats (IANA), for serving them over HTTP. */
export const mediaTypes: Record<ReportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** The suggested file name: "attendance-2018-10-02-en.xlsx". `day` is null for the whole event. */
export function reportFileName(
  report: Pick<Report, 'id' | 'language'>,
  day: string | null,
  format: ReportFormat,
): string {
  const { id, language } = report;
  return `${reportName(id, language)}-${day ?? nameWord(language, 'event')}-${language}.${format}`;
}
