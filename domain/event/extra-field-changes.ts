import type { EventFile } from './event-file.ts';
import type { ExtraField } from './extra-fields.ts';

/** Values of an extra field that a change contradicts: all of them, or those of one choice. */
export interface ContestedValues {
  field: string;
  /** Id of the choice; null: any value. */
  choice: string | null;
}

type WithFields = Pick<EventFile, 'extraFields'>;

/**
 * The values that must not be there for `after` to follow `before`. Stations hold a value by the
 * declaration under which they received it: another type would read it wrongly, another receiver
 * would lack it, and a choice that is gone has no label.
 */
export function contestedValues(before: WithFields, after: WithFields): ContestedValues[] {
  return before.extraFields.flatMap((field): ContestedValues[] => {
    const later = after.extraFields.find(({ id }) => id === field.id);
    if (later === undefined || later.type !== field.type || receivers(later) !== receivers(field)) {
      return [{ field: field.id, choice: null }];
    }
    const kept = new Set(later.choices.map(({ id }) => id));
    return field.choices
      .filter(({ id }) => !kept.has(id))
      .map(({ id }) => ({ field: field.id, choice: id }));
  });
}

function receivers({ receivedBy }: ExtraField): string {
  return receivedBy.toSorted().join();
}
