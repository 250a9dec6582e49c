import { finished } from 'node:stream/promises';
import { CsvError, type Parser, parse } from 'csv-parse';
import { IntakeError } from './intake-error.ts';
import { maxRow } from './limits.ts';
import type { TableRow } from './table-row.ts';

/** Cell separators that are tried; `''` means a file of one column. */
export type Delimiter = ',' | ';' | '\t' | '|' | '';

/**
 * Reads CSV (RFC 4180, and the variants that office programs write: any line end, stray quotation
 * marks, rows of any length). Returns the rows in groups, one per chunk of text, including blank
 * ones.
 *
 * @param firstLine number of the line with which the text begins
 * @throws IntakeError `import-file-unreadable` if a quotation mark is never closed; the detail
 * names the line
 */
export async function* readCsv(
  pieces: Iterable<string>,
  delimiter: Delimiter,
  firstLine = 1,
): AsyncGenerator<TableRow[]> {
  const rows: TableRow[] = [];
  let line = firstLine;
  const parser = openParser(delimiter, (cells) => {
    rows.push({ line, cells });
    line += 1 + lineBreaksInside(cells);
  });
  try {
    for (const piece of pieces) {
      parser.write(piece);
      if (parser.errored !== null) throw parser.errored;
      if (rows.length > 0) yield rows.splice(0);
    }
    parser.end();
    parser.resume();
    await finished(parser);
    if (rows.length > 0) yield rows.splice(0);
  } catch (error) {
    if (error instanceof CsvError)
      throw new IntakeError('import-file-unreadable', `line ${line}`, error);
    throw error;
  } finally {
    parser.destroy();
  }
}

function openParser(delimiter: Delimiter, take: (cells: string[]) => void): Parser {
  const parser = parse({
    // A file of one column has no separator. The one that Excel would use does no harm then.
    delimiter: delimiter === '' ? ',' : delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: maxRow,
    on_record: (cells: string[]) => {
      take(cells);
      // The rows were already passed on, so nothing goes through the stream's own buffer.
      return null;
    },
  });
  // The error is read from `errored` after each write. Without a listener Node ends the thread.
  parser.on('error', () => {});
  return parser;
}

/** Only quoted cells contain line breaks. CR LF counts once. */
function lineBreaksInside(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) count += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return count;
}
