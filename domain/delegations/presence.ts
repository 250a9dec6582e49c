import type { LocalDay } from '../event/event-file.ts';
import type { Delegate } from '../roster/delegate.ts';

/** True if the person leads the delegation, by role or by category. */
export function isHead({ role, category }: { role: string; category: string }): boolean {
  return role === 'head' || category === 'head-of-delegation';
}

/** True if the registration is for the day; null is the whole event. */
export function isTheirDay({ days }: Pick<Delegate, 'days'>, day: LocalDay | null): boolean {
  return day === null || (days?.includes(day) ?? true);
}

/** True if the person is expected on the day: confirmed, and for that day. */
export function isExpected(person: Pick<Delegate, 'status' | 'days'>, day: LocalDay): boolean {
  return person.status === 'confirmed' && isTheirDay(person, day);
}

/** A delegation's figures of a day, by desk and organiser's page alike. */
export interface DelegationPresence<P> {
  code: string;
  present: number;
  /** Present, and those who are still to come. */
  expected: number;
  /** Confirmed heads, in the order of `people`. */
  heads: P[];
}

/**
 * The presence of each delegation that expects someone. Whoever is present counts as expected,
 * whatever the registration says.
 *
 * @param people the roster, or a part of it
 */
export function presenceByDelegation<
  P extends Pick<Delegate, 'delegation' | 'role' | 'category' | 'status' | 'days'>,
>(people: Iterable<P>, day: LocalDay, isPresent: (person: P) => boolean): DelegationPresence<P>[] {
  const found = new Map<string, DelegationPresence<P>>();
  for (const person of people) {
    const isHere = isPresent(person);
    if (!isHere && !isExpected(person, day)) continue;
    const { delegation: code } = person;
    const line = found.get(code) ?? { code, present: 0, expected: 0, heads: [] };
    line.present += isHere ? 1 : 0;
    line.expected += 1;
    if (isHead(person) && person.status === 'confirmed') line.heads.push(person);
    found.set(code, line);
  }
  return [...found.values()];
}
