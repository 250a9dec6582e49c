import { csvFile } from '../domain/base/csv.ts';
import type { ScreenLanguage } from '../domain/base/language.ts';
import type { RejectedRow } from '../domain/roster/roster-import.ts';
import type { Delimiter } from './csv.ts';
import { rejectedHeaders, rejectReasonWords } from './reject-words.ts';

/** A rejected row with all its cells, so that it can be corrected and imported again. */
export interface RejectedSource {
  rejected: RejectedRow;
  cells: readonly string[];
}

/**
 * Writes rejected rows as CSV for a spreadsheet: UTF-8 with byte order mark, CR LF, the separator
 * of the source (`;` for a workbook or a single column); line and reason, then every cell of the
 * source. Cells that a spreadsheet would read as a formula begin with an apostrophe, which the
 * import removes again.
 */
export function writeRejectedCsv(
  headers: readonly string[],
  rows: readonly RejectedSource[],
  options: { language: ScreenLanguage; delimiter: Delimiter },
): string {
  const separator = options.delimiter === '' ? ';' : options.delimiter;
  const names = rejectedHeaders[options.language];
  const lines = [[names.line, names.reason, ...headers]];
  for (const { rejected, cells } of rows) {
    lines.push([String(rejected.line), reasonOf(rejected, options.language), ...cells]);
  }
  return csvFile(lines, separator);
}

function reasonOf(rejected: RejectedRow, language: ScreenLanguage): string {
  const words = rejectReasonWords[language][rejected.reason];
  const other =
    rejected.sameAs === null
      ? ''
      : ` (${rejectedHeaders[language].line.toLowerCase()} ${rejected.sameAs})`;
  return rejected.value === '' ? words : `${words}: ${rejected.value}${other}`;
}
