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
 * event declares is recognised by its id or either label, and takes precedence.
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
 * Guesses from the headings which column fills which field. A column is used once. Of two suitable
 * columns the better known heading wins, then the one further left. Fields without a column are
 * left out.
 *
 * @param known the headings of each field in the form of `normalText`, best known first
 * @param first the headings of fields that take precedence over those, whichever heading it is
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
  // "Name (French)" differs from "Name" if a table has both.
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

/** Treats `printedName`, `PRINTED_NAME`, `Printed name *` and `Printed name (badge)` as equal. */
function headerText(header: string): string {
  const spaced = header.replace(/\([^)]*\)/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return normalText(spaced);
}

/** The headings of each field, best known first. */
export const headerWords: ReadonlyMap<RosterField, readonly string[]> = new Map(
  rosterFields.map((field) => [field, delegateFields[field].headings?.split(', ') ?? []]),
);
