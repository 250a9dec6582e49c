import type { EventFile } from '../../domain/event/event-file.ts';
import type { RosterValues } from '../../domain/roster/roster-entry.ts';
import type { ColumnMapping, MappedField } from '../../domain/roster/roster-import.ts';
import { type CodedRow, createRowReader, withCode } from '../../intake/row-reader.ts';

/** A person as the outside system describes the person. */
export interface OutsidePerson {
  /** The outside system's id of this registration, which never changes there. */
  outsideId: string;
  /** What the sink needs to address this registration, such as a ticket's secret; may be empty. */
  handle: string;
  registrationCode: string;
  /** Only the values that the outside system has. */
  values: Partial<RosterValues>;
  /** Where {@link RosterSource.picture} finds the person's photo. It changes with the photo. */
  picture?: string;
}

/** Max file of a photo in an outside system, in bytes. */
export const maxOutsidePhotoBytes = 10 * 2 ** 20;

/** A person who cannot be imported as a delegate. The reason is a code of `rejectReasonSchema`. */
export interface RejectedPerson {
  /** An outside id; for a file `name:line`. */
  id: string;
  reason: string;
}

/** Changes to the roster since the cursor. They may repeat earlier ones. */
export interface RosterChanges {
  people: OutsidePerson[];
  /** Outside ids that no longer exist. Always empty for a file: absence from it means nothing. */
  tombstones: string[];
  /** Registration codes that must no longer admit anyone. */
  revokedCodes: string[];
  rejected: RejectedPerson[];
  /** Prefixes of those ids in `rejected` that this answer lists again completely. */
  reread: string[];
  /** The next cursor: opaque text, to be stored together with these changes. */
  next: string;
  /** The other side's clock minus ours in milliseconds; null if it sends none. */
  clockOffset: number | null;
}

export interface RosterSource {
  /**
   * @param since the last answer's `next`, or null to read everything
   * @throws ConnectorFailure; an answer is never partial
   */
  changes(since: string | null): Promise<RosterChanges>;
  /**
   * A person's photo as the outside system has it, in any form; null if it is gone. Absent if the
   * system has no photos.
   *
   * @throws ConnectorFailure
   */
  picture?(place: string): Promise<Uint8Array | null>;
}

/** A form's answers about a person, as texts, without the fields that the form lacks. */
export type PersonTexts = Partial<Record<MappedField, string>>;

/**
 * Reads people from a form by the rules for rows of a file: the same names for categories,
 * delegations and days, the same limits, the same reasons. The form has the fields in `fields`.
 * Empty texts get the defaults.
 *
 * @throws IntakeError `import-mapping-incomplete` if the name, or the delegation of an event with
 * several, is not among the fields
 */
export function createPersonReader(
  event: Pick<
    EventFile,
    'id' | 'languages' | 'categories' | 'delegations' | 'groupWord' | 'days' | 'extraFields'
  >,
  fields: ReadonlySet<MappedField>,
  defaults: PersonTexts,
): (texts: PersonTexts) => CodedRow {
  const columns = [...fields];
  const mapping: ColumnMapping = {};
  for (const [column, field] of columns.entries()) mapping[field] = column;
  const read = createRowReader(event, mapping, columns);
  return (texts) => {
    const cells = columns.map((field) => {
      const text = texts[field] ?? '';
      return text.trim() === '' ? (defaults[field] ?? '') : text;
    });
    return withCode(read({ line: 1, cells }), 1);
  };
}
