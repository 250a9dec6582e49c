import { csvFile } from '../../domain/base/csv.ts';
import type { Report } from '../report.ts';

/**
 * A report as CSV: UTF-8 with byte order mark, one line of titles, the rows of all sections as one
 * table; neither header nor totals, so that other programs can read it. A cell that a spreadsheet
 * would read as a formula begins with an apostrophe; quotes, line breaks and all scripts stay.
 */
export function writeCsv(report: Report): Uint8Array {
  const lines: string[][] = [report.columns.map(({ title }) => title)];
  for (const { rows } of report.sections) {
    for (const row of rows) lines.push(row.map((cell) => (cell === null ? '' : String(cell))));
  }
  // Spreadsheets of French settings use the semicolon; those of English settings open it too.
  return new TextEncoder().encode(csvFile(lines, ';'));
}
