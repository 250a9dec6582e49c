import type { LeftOutLine } from '../domain/roster/roster-import.ts';
import { normalText } from './cell-text.ts';
import { isBlank, type TableRow } from './table-row.ts';

/** What a table is about, as far as it shows where its headings are. */
export interface TableSubject {
  /** The field that each cell of a row names, if the row has headings; null for other cells. */
  fieldsOf: (cells: readonly string[]) => readonly (string | null)[];
  /** Whether the cells of a field name people: no person is called "First name". */
  isName: (field: string) => boolean;
}

/** Where the headings of a table are. */
export interface TableLayout {
  headers: string[];
  /** Number of rows that are not blank, from the first to the last row of headings. */
  rowsToSkip: number;
  /** Lines above and between the headings that name nothing. */
  above: LeftOutLine[];
}

/** Rows that are not blank among which the headings are looked for. */
export const layoutRows = 20;

/**
 * Finds the headings in the first rows that are not blank: the first row, or below titles
 * ("Participants 2026") the first one that names two fields, where every row above is narrower. A
 * second row of headings (in another language, or below groups of columns) names the columns that
 * the first one does not.
 */
export function layoutOf(rows: readonly TableRow[], subject: TableSubject | null): TableLayout {
  const at = subject === null ? 0 : headingRow(rows, subject);
  const first = belowGroups(trimmed(rows[at]?.cells ?? []), rows[at - 1]);
  const above = rows.slice(0, at).map(leftOut);
  const next = rows[at + 1];
  if (subject === null || next === undefined || !isSecondHeading(first, next.cells, subject)) {
    return { headers: first, rowsToSkip: at + 1, above };
  }
  const headers = joined(first, trimmed(next.cells), subject);
  return { headers, rowsToSkip: at + 2, above: [...above, leftOut(next)] };
}

function trimmed(cells: readonly string[]): string[] {
  const headers = cells.map((cell) => cell.trim());
  while (headers.at(-1) === '') headers.pop();
  return headers;
}

/** A column without a heading of its own has that of the group of columns above it. */
function belowGroups(headers: string[], groups: TableRow | undefined): string[] {
  if (groups === undefined) return headers;
  return headers.map((header, column) => header || (groups.cells[column] ?? '').trim());
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** Number of fields that a row names. */
export function namedFields(cells: readonly string[], { fieldsOf }: TableSubject): number {
  return fieldsOf(cells).filter((field) => field !== null).length;
}

function headingRow(rows: readonly TableRow[], subject: TableSubject): number {
  const [first] = rows;
  if (first === undefined || namedFields(first.cells, subject) > 1) return 0;
  let widest = 0;
  for (const [index, { cells }] of rows.slice(0, layoutRows).entries()) {
    if (filled(cells) > widest && namedFields(cells, subject) > 1) return index;
    widest = Math.max(widest, filled(cells));
  }
  return 0;
}

function isSecondHeading(
  first: readonly string[],
  next: readonly string[],
  subject: TableSubject,
): boolean {
  if (namedFields(next, subject) < 2) return false;
  const above = subject.fieldsOf(first);
  return subject.fieldsOf(next).some((field, column) => {
    if (field === null || !subject.isName(field)) return false;
    const named = above[column] ?? null;
    return named === null || subject.isName(named);
  });
}

/** The lower heading of each column where it names a field, else the upper one. */
function joined(first: string[], second: string[], subject: TableSubject): string[] {
  const fields = subject.fieldsOf(second);
  return Array.from({ length: Math.max(first.length, second.length) }, (_, column) => {
    const [upper = '', lower = ''] = [first[column], second[column]];
    return upper === '' || (fields[column] ?? null) !== null ? lower || upper : upper;
  });
}

/** No word among them is a name ("Suma" and "Sum" are). */
const totalWords =
  '(?:grand |sub )?totals?|total general|totaux|totale|gesamt|gesamtsumme|insgesamt|итого|всего|' +
  'المجموع|合计|总计';
const peopleWords =
  'participants?|people|persons?|delegates?|attendees?|registrations?|rows?|entries|records?|' +
  'personnes?|inscrits?|inscriptions?|teilnehmer|teilnehmende|personen|participantes|personas';
const total = new RegExp(
  `^(?:(?:${totalWords})(?: (?:${peopleWords}))?(?: \\d+)*|\\d+ (?:${peopleWords}))$`,
);

/** Whether a row below the people only counts them: "Total", "Total: 300", "300 participants". */
export function isTotal(cells: readonly string[]): boolean {
  const written = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (written.length === 0 || written.length > maxTotalCells) return false;
  const words = written.filter((cell) => !/^[\d\s.,'%€$£-]+$/.test(cell));
  return words.length === 1 && words.every((cell) => total.test(normalText(cell)));
}

const maxTotalCells = 4;

/** A line as it is told to whoever imports: its cells, cut to 80 UTF-16 units. */
export function leftOut({ line, cells }: TableRow): LeftOutLine {
  const written = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return {
    line,
    text: written
      .join(' · ')
      .slice(0, 80)
      .replace(/[\uD800-\uDBFF]$/, ''),
  };
}

/**
 * The rows of people in groups, without blank ones. Totals are left out where nothing but totals
 * follows.
 *
 * @param onTotal called with each total that is left out
 */
export async function* rowsOfPeople(
  source: AsyncGenerator<TableRow[]>,
  rowsToSkip: number,
  onTotal: (total: LeftOutLine) => void,
): AsyncGenerator<TableRow[]> {
  let toSkip = rowsToSkip;
  let held: TableRow[] = [];
  for await (const rows of source) {
    const written = rows.filter((row) => !isBlank(row.cells));
    const skipped = Math.min(toSkip, written.length);
    toSkip -= skipped;
    const group = [...held, ...written.slice(skipped)];
    let end = group.length;
    while (end > 0 && isTotal(group[end - 1]?.cells ?? [])) end -= 1;
    held = group.slice(end);
    if (end > 0) yield group.slice(0, end);
  }
  for (const row of held) onTotal(leftOut(row));
}
