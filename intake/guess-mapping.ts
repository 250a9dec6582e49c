import type { ExtraField } from '../domain/event/extra-fields.ts';
import { delegateFields } from '../domain/roster/delegate-fields.ts';
import {
  type ColumnMapping,
  type MappedField,
  type RosterField,
  rosterFields,
} from '../domain/roster/roster-import.ts';
import { normalText } from './normal-text.ts';

/**
 * Guesses which column fills which field from the headers. A column is used once; between two
 * suitable columns the better known header wins, then the one further left. Fields without a column
 * are left out. A field that the event declares is named by its id or either label, and goes first.
 */
export function guessMapping(
  headers: readonly string[],
  extraFields: readonly ExtraField[] = [],
): ColumnMapping {
  const normal = headers.map(headerText);
  const claims: { field: MappedField; column: number; rank: number }[] = [];
  for (const { id, label } of extraFields) {
    const words = [id, label.en, label.fr].map(headerText);
    for (const [column, header] of normal.entries()) {
      if (words.includes(header)) claims.push({ field: `extra.${id}`, column, rank: -1 });
    }
  }
  for (const field of rosterFields) {
    const words = [normalText(field.replace(/[A-Z]/g, ' $&')), ...(headerWords.get(field) ?? [])];
    for (const [column, header] of normal.entries()) {
      const rank = words.indexOf(header);
      if (rank >= 0) claims.push({ field, column, rank });
    }
  }
  claims.sort((a, b) => a.rank - b.rank || a.column - b.column);
  const mapping: ColumnMapping = {};
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
