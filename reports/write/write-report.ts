import { formatsOf, type ReportFormat } from '../../domain/report-kinds.ts';
import { type FontBook, openFontBook } from '../../fonts/font-book.ts';
import { findFontFolder } from '../../fonts/font-folder.ts';
import type { Report } from '../report.ts';
import { writeCsv } from './csv.ts';
import { writeDocx } from './docx.ts';
import { writePdf } from './pdf/write-pdf.ts';
import { writeXlsx } from './xlsx.ts';

let fonts: FontBook | null = null;

/**
 * One report, or several in one file, in a format that all of them have (`formatsOf`).
 *
 * @returns the bytes of the file
 * @throws RangeError for a format that a report does not have, and for several reports in CSV or DOCX
 * @throws FontError where the bundled fonts cannot be loaded (PDF)
 */
export async function writeReport(
  report: Report | readonly Report[],
  format: ReportFormat,
): Promise<Uint8Array> {
  const reports: readonly Report[] = 'id' in report ? [report] : report;
  const [first, ...others] = reports;
  const isPossible = reports.every(({ id }) => formatsOf(id).includes(format));
  if (first === undefined || !isPossible) throw new RangeError(`no such report as ${format}`);
  switch (format) {
    case 'xlsx':
      return writeXlsx(reports);
    case 'pdf':
      fonts ??= openFontBook(findFontFolder(import.meta.dirname));
      return writePdf(reports, fonts);
    case 'csv':
    case 'docx':
      if (others.length > 0) throw new RangeError(`${format} holds one report only`);
      return format === 'csv' ? writeCsv(first) : writeDocx(first);
  }
}

/** Media types of the formats (IANA), for whoever serves them over HTTP. */
export const mediaTypes: Record<ReportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** The suggested name of a file: "attendance-2018-10-02.xlsx". `day` is null for the whole event. */
export function reportFileName(
  report: Pick<Report, 'id' | 'language'>,
  day: string | null,
  format: ReportFormat,
): string {
  return `${report.id}-${day ?? 'event'}-${report.language}.${format}`;
}
