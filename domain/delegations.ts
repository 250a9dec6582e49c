import { type KioskLanguage, type ScreenLanguage, textIn } from './base/language.ts';
import { compareCodeUnits } from './base/text-order.ts';
import type { Delegation, EventFile, LocalDay } from './event/event-file.ts';
import { type GroupWord, groupForms } from './event/group-words.ts';
import type { Delegate } from './roster/delegate.ts';
import { delegateFields } from './roster/delegate-fields.ts';
import { nameOrder, type OrderedName } from './roster/name-order.ts';

type Ranked = Pick<Delegate, 'role' | 'letterOrder'> & OrderedName;
type Listed = Pick<Delegate, 'delegation'> & Ranked;

const roles: readonly Delegate['role'][] = ['head', 'alternate', 'member'];

/**
 * The order of every list by delegation: members in the order of the secretariat's table for the
 * language, then observers, organisations and the secretariat. Within a delegation {@link
 * memberOrder}. Delegations missing from the table come last.
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

/** The order within a delegation: heads, alternates, the order of the letter, then by name. */
export function memberOrder(
  language: ScreenLanguage,
): (a: Readonly<Ranked>, b: Readonly<Ranked>) => number {
  const byName = nameOrder(language);
  return (a, b) =>
    roles.indexOf(a.role) - roles.indexOf(b.role) ||
    // 0 means "unknown" and sorts after people whose position in the letter is known.
    Number(a.letterOrder === 0) - Number(b.letterOrder === 0) ||
    a.letterOrder - b.letterOrder ||
    byName(a, b);
}

/**
 * The entry of the secretariat's table for a delegation on a day. Names change, so a code may have
 * several lines with their days. On a day that none covers, the last valid one applies, else the
 * next. Null if the table lacks the code.
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

/** Whether the event divides its people into groups, whatever it calls them. */
export function hasGroups({ delegations }: { delegations: readonly unknown[] }): boolean {
  return delegations.length > 0;
}

/**
 * Whether its groups are delegations: they alone have heads, an order of the letter, somebody who
 * approves a walk-in, and a quorum.
 */
export function hasDelegations(event: {
  delegations: readonly unknown[];
  groupWord: GroupWord;
}): boolean {
  return hasGroups(event) && event.groupWord === 'delegation';
}

/** What the second line of a person is: the group, or the organisation where the event has none. */
export function groupWordOf(event: {
  delegations: readonly unknown[];
  groupWord: GroupWord;
}): GroupWord {
  return hasGroups(event) ? event.groupWord : 'organisation';
}

/**
 * What the event calls the field `administration`: delegations are sent by administrations; people of
 * another event belong to organisations, and where these are its groups, to a part of one.
 */
export function administrationLabel(
  event: { delegations: readonly unknown[]; groupWord: GroupWord },
  language: ScreenLanguage,
): string {
  if (hasDelegations(event)) return delegateFields.administration.label[language];
  const isGroup = hasGroups(event) && event.groupWord === 'organisation';
  return isGroup ? department[language] : groupForms[language].organisation.label;
}

const department = { en: 'Department', fr: 'Service' };

/** Whether a quorum can be counted: by delegation, of people in the categories that count. */
export function hasQuorum(
  event: Pick<EventFile, 'delegations' | 'groupWord' | 'categories'>,
): boolean {
  return (
    hasDelegations(event) && event.categories.some(({ countsTowardsQuorum }) => countsTowardsQuorum)
  );
}

/** Whether the event's table has the code. A person without a delegation lacks nothing there. */
export function isInTable({ delegations }: Pick<EventFile, 'delegations'>, code: string): boolean {
  return code === '' || delegations.some((line) => line.code === code);
}

/**
 * The group that a document about one person shows with the name: the delegation. Without one, and
 * where the event has only one, whose name says nothing about the person, it is the organisation,
 * which may be empty. If the table lacks the code, the code itself.
 */
export function groupOfPerson(
  event: Pick<EventFile, 'delegations' | 'languages'>,
  { delegation, administration }: Pick<Delegate, 'delegation' | 'administration'>,
  day: LocalDay,
  language: KioskLanguage,
): string {
  const isOnly = event.delegations.every(({ code }) => code === delegation);
  if (delegation === '' || isOnly) return administration;
  return delegationName(event, delegation, day, language) ?? delegation;
}

/** The name of a delegation on a day; null if the event's table lacks the code. */
export function delegationName(
  event: Pick<EventFile, 'delegations' | 'languages'>,
  code: string,
  day: LocalDay,
  language: KioskLanguage,
): string | null {
  const found = findDelegation(event, code, day);
  return found === null ? null : textIn(found.name, language, event);
}

/** The order of lists: members, observers, organisations, and the secretariat last. */
export const delegationKinds: readonly Delegation['kind'][] = [
  'member',
  'observer',
  'organisation',
  'secretariat',
];

/**
 * Each delegation of the secretariat's table once, with its name on `day`. Sorted by kind, then by
 * the secretariat's order of the language.
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

/**
 * Ids of the category of heads of delegation: in an event made here, and as made of its name. A list
 * may say it by role instead.
 */
export const headCategories: readonly string[] = ['head', 'head-of-delegation'];

/** Whether the person leads the delegation, by role or by category. */
export function isHead({ role, category }: { role: string; category: string }): boolean {
  return role === 'head' || headCategories.includes(category);
}

/** Whether the registration covers the day; null means the whole event. */
export function isTheirDay({ days }: Pick<Delegate, 'days'>, day: LocalDay | null): boolean {
  return day === null || (days?.includes(day) ?? true);
}

/**
 * Whether the person is expected on the day (null: on any): the registration is confirmed and
 * covers that day. This is the only definition of "expected" and "not arrived", for desk, reports
 * and organiser's page. It differs from having a ticket, which pending registrations also get
 * (`sendsTicket`).
 */
export function isExpected(
  person: Pick<Delegate, 'status' | 'days'>,
  day: LocalDay | null,
): boolean {
  return person.status === 'confirmed' && isTheirDay(person, day);
}

/** A delegation's figures of a day, shared by desk and organiser's page. */
export interface DelegationPresence<P> {
  code: string;
  present: number;
  /** People present and people still to come. */
  expected: number;
  /** Confirmed heads, in the order of `people`. */
  heads: P[];
}

/**
 * The presence of each delegation that expects someone; people without one are left out. A person
 * who is present counts as expected, whatever the registration says.
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
    if (code === '') continue;
    const line = found.get(code) ?? { code, present: 0, expected: 0, heads: [] };
    line.present += isHere ? 1 : 0;
    line.expected += 1;
    if (isHead(person) && person.status === 'confirmed') line.heads.push(person);
    found.set(code, line);
  }
  return [...found.values()];
}
