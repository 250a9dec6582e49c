import type { EventFile } from '../domain/event/event-file.ts';
import type { ColumnMapping, MappedField } from '../domain/roster/roster-import.ts';
import { createRowReader, type ReadRow } from '../intake/row-reader.ts';

/** A form's answers about a person, as texts; the form lacks the fields that are missing. */
export type PersonTexts = Partial<Record<MappedField, string>>;

/**
 * Reads people from a form by the rules for rows of a file: the same names for categories,
 * delegations and days, the same limits, the same reasons. The form has the fields in `fields`;
 * empty texts take the defaults.
 *
 * @throws IntakeError `import-mapping-incomplete` if code, name or delegation is not among the
 * fields
 */
export function createPersonReader(
  event: Pick<EventFile, 'id' | 'categories' | 'delegations' | 'days' | 'extraFields'>,
  fields: ReadonlySet<MappedField>,
  defaults: PersonTexts,
): (texts: PersonTexts) => ReadRow {
  const columns = [...fields];
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
