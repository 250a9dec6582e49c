import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { LeftOut, TableProblem } from '../../domain/event/event-tables.ts';
import type { EncodingReading, TextEncoding } from '../../domain/roster/roster-import.ts';
import { cleanCell, normalText } from '../cell-text.ts';
import { guessColumns } from '../guess-mapping.ts';
import { maxEventTable } from '../limits.ts';
import { shortened } from '../row-reader.ts';
import { openTable } from '../table.ts';

/** The heading of each column as in a saved example, and other headings that are understood. */
export type Headings<C extends string> = Readonly<
  Partial<Record<C, { en: string; fr: string; known: string }>>
>;

/** A line of a table that has the required columns. */
export interface TableLine<C extends string> {
  line: number;
  /** Clean text; empty if the table lacks the column. */
  cell(column: C): string;
}

export interface TableLines<C extends string> {
  /** If the character set is a guess, the lines that differ in each set. */
  readings: readonly EncodingReading[];
  columns: Partial<Record<C, number>>;
  headers: readonly string[];
  lines: TableLine<C>[];
  problems: TableProblem[];
}

/** What was read from a file, for the screen and the command. */
export interface ReadTable<R> {
  readings: readonly EncodingReading[];
  rows: R[];
  problems: TableProblem[];
  /** Entries of a calendar that are not sessions. */
  leftOut?: LeftOut[];
}

/**
 * Reads the lines of a table, whose columns are guessed from its headings. Lines that cannot be
 * read become problems and are left out.
 *
 * @param needed columns without which the table is useless; of a list one is enough
 * @throws IntakeError like {@link openTable}
 */
export async function readLines<C extends string>(
  bytes: Uint8Array,
  headings: Headings<C>,
  {
    needed,
    maxLines,
    encoding,
  }: {
    needed: readonly (readonly C[])[];
    maxLines: number;
    encoding: TextEncoding | undefined;
  },
): Promise<TableLines<C>> {
  const table = await openTable(bytes, { encoding, maxSize: maxEventTable });
  const columns = guessColumns(table.headers, wordsOf(headings));
  const { readings, headers } = table;
  const found: TableLines<C> = { readings, columns, headers, lines: [], problems: [] };
  const problem = (code: TableProblem['code'], line: number | null, value: string): void => {
    found.problems.push(problemOf(code, { line, value }));
  };
  for (const [first, ...others] of needed) {
    if (first === undefined || [first, ...others].some((one) => columns[one] !== undefined))
      continue;
    // "name.fr" is a name in French.
    problem('missing-column', null, first.split('.', 1)[0] ?? first);
  }
  if (found.problems.length > 0) return found;
  for await (const group of table.rows()) {
    for (const { line, cells } of group) {
      if (found.lines.length === maxLines) {
        problem('too-many-lines', line, String(maxLines));
        return found;
      }
      const extra = cells.slice(headers.length).find((cell) => cell.trim() !== '');
      const unreadable = cells.find((cell) => cell.includes('\uFFFD'));
      if (extra !== undefined) problem('wrong-shape', line, extra);
      else if (unreadable !== undefined) problem('unreadable-letter', line, unreadable);
      else {
        const cell = (column: C): string => cleanCell(cells[columns[column] ?? -1] ?? '');
        found.lines.push({ line, cell });
      }
    }
  }
  if (found.lines.length + found.problems.length === 0) problem('no-lines', null, '');
  return found;
}

/** A problem of a line, of a calendar's entry or of the whole file. */
export function problemOf(
  code: TableProblem['code'],
  { line = null, uid = null, value = '', sameAs = null }: Partial<Omit<TableProblem, 'code'>>,
): TableProblem {
  return { code, line, uid: uid === null ? null : shortened(uid), value: shortened(value), sameAs };
}

/** The heading line of a table to fill in. */
export function headingLine<C extends string>(
  headings: Headings<C>,
  columns: readonly C[],
  language: ScreenLanguage,
): string[] {
  return columns.map((column) => headings[column]?.[language] ?? '');
}

function wordsOf<C extends string>(headings: Headings<C>): Map<C, readonly string[]> {
  return new Map(
    (Object.keys(headings) as C[]).flatMap((column) => {
      const found = headings[column];
      if (found === undefined) return [];
      const { en, fr, known } = found;
      return [[column, [...[en, fr].map(normalText), ...known.split(', ')]] as const];
    }),
  );
}
