import type { EventFile } from '../domain/event-file.ts';
import { type ColumnMapping, type RosterField, rosterFields } from '../domain/roster-import.ts';
import { createRowReader, type ReadRow } from '../intake/row-reader.ts';

/** What a form says of a person, as texts; a field that is not there is one that the form does not have. */
export type PersonTexts = Partial<Record<RosterField, string>>;

/**
 * Reads persons of a form as rows of a file are read: the same words for categories, delegations and days,
 * the same limits, the same reasons. Fields are those of `fields`; empty texts take the defaults.
 *
 * @throws IntakeError `import-mapping-incomplete` if code, name or delegation is not among the fields
 */
export function createPersonReader(
  event: Pick<EventFile, 'categories' | 'delegations' | 'days'>,
  fields: ReadonlySet<RosterField>,
  defaults: PersonTexts,
): (texts: PersonTexts) => ReadRow {
  const columns = rosterFields.filter((field) => fields.has(field));
  const mapping: ColumnMapping = {};
  for (const [column, field] of columns.entries()) mapping[field] = column;
  const read = createRowReader(event, mapping, columns);
  return (texts) => {
    const cells = columns.map((field) => {
      const text = texts[field] ?? '';
      return text.trim() === '' ? (defaults[field] ?? '') : text;
    });
    return read({ line: 1, cells });
  };
}
