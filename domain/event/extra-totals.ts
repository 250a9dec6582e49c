import { inUse } from './event-changes.ts';
import type { EventFile } from './event-file.ts';
import type { ExtraField, ExtraValues } from './extra-fields.ts';

/** How many people gave one answer. */
export interface AnswerTotal {
  /** In canonical form; null for people without an answer. */
  value: string | null;
  /** Present, or still to come. */
  expected: number;
  present: number;
}

/** A person whose answers are counted, at one place on one day. */
export interface CountedPerson {
  extra: ExtraValues;
  isPresent: boolean;
}

/** The fields with totals: those in use with a few possible answers. */
export function fieldsWithTotals({ extraFields }: Pick<EventFile, 'extraFields'>): ExtraField[] {
  return inUse(extraFields).filter(({ type }) => type === 'choice' || type === 'yes-no');
}

/**
 * The totals of a field among people who are expected or present.
 *
 * The possible answers come first, in the event's order and also where nobody gave them. Then come
 * answers that the field had earlier, and at last those without an answer.
 */
export function totalsOf(field: ExtraField, people: Iterable<CountedPerson>): AnswerTotal[] {
  const possible = field.type === 'yes-no' ? ['yes', 'no'] : field.choices.map(({ id }) => id);
  const found = new Map<string | null, AnswerTotal>();
  const totalOf = (value: string | null): AnswerTotal => {
    const total = found.get(value) ?? { value, expected: 0, present: 0 };
    found.set(value, total);
    return total;
  };
  for (const value of possible) totalOf(value);
  for (const { extra, isPresent } of people) {
    const total = totalOf(extra[field.id] ?? null);
    total.expected += 1;
    if (isPresent) total.present += 1;
  }
  const none = found.get(null);
  found.delete(null);
  return none === undefined ? [...found.values()] : [...found.values(), none];
}
