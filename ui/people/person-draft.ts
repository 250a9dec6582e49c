import type { ShownPerson } from '../../domain/people/people-list.ts';
import type { PersonChange } from '../../domain/roster/roster-changes.ts';

/** Fields of the form that are typed, in its order. */
export const typedFields = [
  'givenName',
  'familyName',
  'title',
  'printedName',
  'nativeName',
  'administration',
  'jobTitle',
  'email',
] as const;
export type TypedField = (typeof typedFields)[number];

/** What the form of a person edits. */
export type PersonDraft = Pick<
  ShownPerson,
  TypedField | 'delegation' | 'category' | 'days' | 'vip' | 'listed' | 'extra'
>;

export function draftOf(person: PersonDraft): PersonDraft {
  return {
    givenName: person.givenName,
    familyName: person.familyName,
    title: person.title,
    printedName: person.printedName,
    nativeName: person.nativeName,
    administration: person.administration,
    jobTitle: person.jobTitle,
    email: person.email,
    delegation: person.delegation,
    category: person.category,
    days: person.days,
    vip: person.vip,
    listed: person.listed,
    extra: person.extra,
  };
}

/**
 * The fields that the form changed, without surrounding spaces; null if there are none. Only these
 * are sent: what somebody else changes meanwhile in other fields stays.
 */
export function changeOf(before: PersonDraft, after: PersonDraft): PersonChange | null {
  const change: PersonChange = {};
  for (const field of typedFields) {
    const text = after[field].trim();
    if (text !== before[field]) change[field] = text;
  }
  if (after.delegation !== before.delegation) change.delegation = after.delegation;
  if (after.category !== before.category) change.category = after.category;
  if (after.vip !== before.vip) change.vip = after.vip;
  if (after.listed !== before.listed) change.listed = after.listed;
  if (JSON.stringify(after.days) !== JSON.stringify(before.days)) change.days = after.days;
  const ids = [...new Set([...Object.keys(before.extra), ...Object.keys(after.extra)])];
  const extra = ids
    .map((id) => [id, (after.extra[id] ?? '').trim()] as const)
    .filter(([id, value]) => value !== (before.extra[id] ?? ''));
  if (extra.length > 0) change.extra = Object.fromEntries(extra);
  return Object.keys(change).length === 0 ? null : change;
}

/** The days with one more or one less, in order; null once they are all days of the event. */
export function withDay(
  days: readonly string[] | null,
  day: string,
  isOn: boolean,
  all: readonly string[],
): string[] | null {
  const next = new Set(days ?? all);
  if (isOn) next.add(day);
  else next.delete(day);
  const sorted = [...next].sort();
  return all.every((one) => next.has(one)) ? null : sorted;
}
