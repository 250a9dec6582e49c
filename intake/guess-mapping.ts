import { inUse } from '../domain/event/event-changes.ts';
import type { ExtraField } from '../domain/event/extra-fields.ts';
import { delegateFields } from '../domain/roster/delegate-fields.ts';
import {
  type ColumnMapping,
  type MappedField,
  type RosterField,
  rosterFields,
} from '../domain/roster/roster-import.ts';
import { normalText } from './cell-text.ts';

/**
 * Guesses which column fills which field of a delegate; see {@link guessColumns}. A field that the
 * event declares is named by its id or either label, and goes first.
 */
export function guessMapping(
  headers: readonly string[],
  extraFields: readonly ExtraField[] = [],
): ColumnMapping {
  const declared = inUse(extraFields).map(
    ({ id, label }) => [`extra.${id}`, [id, label.en, label.fr].map(headerText)] as const,
  );
  return guessColumns<MappedField>(headers, headerWords, new Map(declared));
}

/**
 * Guesses which column fills which field from the headers. A column is used once; between two
 * suitable columns the better known header wins, then the one further left. Fields without a column
 * are left out.
 *
 * @param known the headers of each field as `normalText` has them, best known first
 * @param first the same of fields that go before them, whichever of their headers it is
 */
export function guessColumns<F extends string>(
  headers: readonly string[],
  known: ReadonlyMap<F, readonly string[]>,
  first: ReadonlyMap<F, readonly string[]> = new Map(),
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
  for (const [field, words] of first) {
    for (const [column, header] of headers.map(headerText).entries()) {
      if (words.includes(header)) claims.push({ field, column, rank: -1 });
    }
  }
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
