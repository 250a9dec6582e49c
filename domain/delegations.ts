import type { ScreenLanguage } from './base/language.ts';
import { compareCodeUnits } from './base/text-order.ts';
import type { Delegation, EventFile, LocalDay } from './event/event-file.ts';
import type { Delegate } from './roster/delegate.ts';
import { nameOrder, type OrderedName } from './roster/name-order.ts';

/** The fields that the order of lists uses. */
type Ranked = Pick<Delegate, 'role' | 'letterOrder'> & OrderedName;
type Listed = Pick<Delegate, 'delegation'> & Ranked;

const roles: readonly Delegate['role'][] = ['head', 'alternate', 'member'];

/**
 * The order of every list by delegation: members in the order of the secretariat's table for the
 * language, observers, organisations, secretariat; inside a delegation {@link memberOrder}.
 * Delegations that the table lacks come last.
 */
export function listOrder(
  event: Pick<EventFile, 'delegations'>,
  day: LocalDay,
  language: ScreenLanguage,
): (a: Readonly<Listed>, b: Readonly<Listed>) => number {
  const inside = memberOrder(language);
  const places = new Map<string, number>();
  const placeOf = (code: string): number => {
    const known = places.get(code);
    if (known !== undefined) return known;
    const line = findDelegation(event, code, day);
    const place =
      line === null
        ? Number.MAX_SAFE_INTEGER
        : delegationKinds.indexOf(line.kind) * 1_000_000 + line.order[language];
    places.set(code, place);
    return place;
  };
  return (a, b) =>
    placeOf(a.delegation) - placeOf(b.delegation) ||
    compareCodeUnits(a.delegation, b.delegation) ||
    inside(a, b);
}

/** The order inside a delegation: heads, alternates, the order of the letter, then by name. */
export function memberOrder(
  language: ScreenLanguage,
): (a: Readonly<Ranked>, b: Readonly<Ranked>) => number {
  const byName = nameOrder(language);
  return (a, b) =>
    roles.indexOf(a.role) - roles.indexOf(b.role) ||
    // Zero is "unknown": after people whose place in the letter is known.
    Number(a.letterOrder === 0) - Number(b.letterOrder === 0) ||
    a.letterOrder - b.letterOrder ||
    byName(a, b);
}

/**
 * The entry of the secretariat's table that names a delegation on a day. Names change (a code may
 * be in several lines with their days). On a day that none of them covers, the last valid one
 * applies, otherwise the next one to come. Null if the table does not have the code.
 */
export function findDelegation(
  event: Pick<EventFile, 'delegations'>,
  code: string,
  day: LocalDay,
): Delegation | null {
  const lines = event.delegations
    .filter((line) => line.code === code)
    .toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));
  const begun = lines.filter((line) => (line.validFrom ?? '') <= day);
  return begun.at(-1) ?? lines[0] ?? null;
}

/**
 * The group that a paper of one person names beside them: the delegation's name. Where the event has
 * a single group ("Participants"), it says nothing of a person, and reads as a plural under a name:
 * there the organisation takes its place. May be empty; the code where the table lacks it.
 */
export function groupOfPerson(
  event: Pick<EventFile, 'delegations'>,
  { delegation, administration }: Pick<Delegate, 'delegation' | 'administration'>,
  day: LocalDay,
  language: ScreenLanguage,
): string {
  const hasOneGroup = event.delegations.every(({ code }) => code === delegation);
  if (hasOneGroup) return administration;
  return findDelegation(event, delegation, day)?.name[language] ?? delegation;
}

/** The list's order: members first, observers, organisations, and the secretariat at the end. */
export const delegationKinds: readonly Delegation['kind'][] = [
  'member',
  'observer',
  'organisation',
  'secretariat',
];

/**
 * Each delegation of the secretariat's table once, by the line that names it on `day`: by kind, and
 * within a kind in the secretariat's order of the language.
 */
export function delegationsInOrder(
  event: Pick<EventFile, 'delegations'>,
  language: ScreenLanguage,
  day: LocalDay,
): Delegation[] {
  const codes = new Set(event.delegations.map(({ code }) => code));
  return [...codes]
    .flatMap((code) => findDelegation(event, code, day) ?? [])
    .sort(
      (a, b) =>
        delegationKinds.indexOf(a.kind) - delegationKinds.indexOf(b.kind) ||
        a.order[language] - b.order[language],
    );
}

/** True if the person leads the delegation, by role or by category. */
export function isHead({ role, category }: { role: string; category: string }): boolean {
  return role === 'head' || category === 'head-of-delegation';
}

/** True if the registration is for the day; null is the whole event. */
export function isTheirDay({ days }: Pick<Delegate, 'days'>, day: LocalDay | null): boolean {
  return day === null || (days?.includes(day) ?? true);
}

/**
 * True if the person is expected on the day (null: on any): the registration is confirmed, and for
 * that day. The one definition of the figures "expected" and "not arrived", of desk, reports and
 * organiser's page. People with a ticket are others: pending registrations get one as well
 * (`sendsTicket`).
 */
export function isExpected(
  person: Pick<Delegate, 'status' | 'days'>,
  day: LocalDay | null,
): boolean {
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
