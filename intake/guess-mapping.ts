import { delegateFields } from '../domain/roster/delegate-fields.ts';
import {
  type ColumnMapping,
  type RosterField,
  rosterFields,
} from '../domain/roster/roster-import.ts';
import { normalText } from './normal-text.ts';

/** Guesses which column fills which field of a delegate; see {@link guessColumns}. */
export function guessMapping(headers: readonly string[]): ColumnMapping {
  return guessColumns(headers, headerWords);
}

/**
 * Guesses which column fills which field from the headers. A column is used once; between two
 * suitable columns the better known header wins, then the one further left. Fields without a column
 * are left out.
 *
 * @param known the headers of each field as `normalText` has them, best known first
 */
export function guessColumns<F extends string>(
  headers: readonly string[],
  known: ReadonlyMap<F, readonly string[]>,
): Partial<Record<F, number>> {
  const wordsOf = [...known].map(([field, words]) => ({
    field,
    words: [normalText(field.replace(/[A-Z]/g, ' $&')), ...words],
  }));
  const all = new Set(wordsOf.flatMap(({ words }) => words));
  // "Name (French)" is another column than "Name" where a table has both.
  const normal = headers.map((header) => {
    const whole = normalText(header);
    return all.has(whole) ? whole : headerText(header);
  });
  const claims: { field: F; column: number; rank: number }[] = [];
  for (const { field, words } of wordsOf) {
    for (const [column, header] of normal.entries()) {
      const rank = words.indexOf(header);
      if (rank >= 0) claims.push({ field, column, rank });
    }
  }
  claims.sort((a, b) => a.rank - b.rank || a.column - b.column);
  const mapping: Partial<Record<F, number>> = {};
  const taken = new Set<number>();
  for (const { field, column } of claims) {
    if (mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}

/** `printedName`, `PRINTED_NAME`, `Printed name *` and `Printed name (badge)` are equal. */
function headerText(header: string): string {
  const spaced = header.replace(/\([^)]*\)/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return normalText(spaced);
}

/** The headers of each field, best known first. */
export const headerWords: ReadonlyMap<RosterField, readonly string[]> = new Map(
  rosterFields.map((field) => [field, delegateFields[field].headings?.split(', ') ?? []]),
);
