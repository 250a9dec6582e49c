import { IntakeError } from './intake-error.ts';
import { maxPlaces } from './limits.ts';
import { isBlank, type TableRow } from './table-row.ts';

/**
 * A cell of a sheet that is merged with those below it. Its column is counted from 0, its first and
 * last row from 1.
 */
export interface MergedCell {
  column: number;
  first: number;
  last: number;
}

/** Cells merged with others (ECMA-376, part 1, 18.3.1.55). */
const mergeTag =
  /<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})["']/g;

/**
 * Finds merged cells in a piece of a sheet's text that ends between two tags.
 *
 * @param columnOf gives a column's number, from 1, for its letters
 */
export function* mergedIn(
  text: string,
  columnOf: (letters: string) => number,
): Generator<MergedCell> {
  for (const [, letters = '', first, last] of text.matchAll(mergeTag)) {
    yield { column: columnOf(letters) - 1, first: Number(first), last: Number(last) };
  }
}

/**
 * The part of a workbook that holds its first sheet; null where the workbook does not say.
 *
 * @param book the text of `xl/workbook.xml`
 * @param relations the text of `xl/_rels/workbook.xml.rels`
 */
export function firstSheetPart(book: string, relations: string): string | null {
  const [sheet = ''] = /<(?:\w+:)?sheet\s[^>]*>/.exec(book) ?? [];
  const id = /\b\w+:id\s*=\s*["']([^"']+)["']/.exec(sheet)?.[1];
  for (const [relation] of relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)) {
    if (/\bId\s*=\s*["']([^"']+)["']/.exec(relation)?.[1] !== id) continue;
    const target = /\bTarget\s*=\s*["']([^"']+)["']/.exec(relation)?.[1] ?? '';
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  }
  return null;
}

/**
 * Repeats the text of a merged cell in the rows that it covers, as it stands beside each of them: a
 * company over two of its people is that of both. Blank rows stay blank, and nothing is repeated to
 * the right: a title over all columns is one title.
 *
 * @throws IntakeError `import-too-large` where they cover more than a sheet may have
 */
export function repeatMerged(rows: readonly TableRow[], merged: readonly MergedCell[]): void {
  const covered = merged.reduce((sum, { first, last }) => sum + Math.max(0, last - first), 0);
  if (covered > maxPlaces) {
    throw new IntakeError('import-too-large', `${covered} merged cells`);
  }
  const blank = new Set(merged.length === 0 ? [] : rows.filter(({ cells }) => isBlank(cells)));
  for (const { column, first, last } of merged) {
    const text = rows[first - 1]?.cells[column] ?? '';
    for (const row of text === '' ? [] : rows.slice(first, last)) {
      if (!blank.has(row) && (row.cells[column] ?? '') === '') row.cells[column] = text;
    }
  }
}
