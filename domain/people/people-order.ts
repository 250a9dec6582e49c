import { groupBy } from '../base/group-by.ts';
import type { ScreenLanguage } from '../base/language.ts';
import { compareCodeUnits, textOrder } from '../base/text-order.ts';
import { isTheirDay } from '../delegations.ts';
import type { Delegate } from '../roster/delegate.ts';
import { nameOrder, type OrderedName } from '../roster/name-order.ts';
import {
  type PeopleFilter,
  type PeopleSort,
  type PersonState,
  personStates,
} from './people-list.ts';

/** What a filter asks of a person. */
export interface FilteredPerson
  extends Pick<Delegate, 'delegation' | 'administration' | 'category' | 'status' | 'days'> {
  hasEmail: boolean;
}

/** Whether the registration itself matches; text, presence, badge and ticket are not in it. */
export function matchesRegistration(filter: PeopleFilter, one: Readonly<FilteredPerson>): boolean {
  return (
    isOneOf(filter.delegations, one.delegation) &&
    isOneOf(filter.organisations, one.administration) &&
    isOneOf(filter.categories, one.category) &&
    isTheirDay(one, filter.day) &&
    (filter.email === null || filter.email === one.hasEmail)
  );
}

/** Whether an empty filter's part, or one of its values, is met. */
export function isOneOf<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

/** What the order of the list asks of a person and the event. */
export interface PeopleOrder<P> {
  /** The text of the column of organisations (`groupOfPerson`). */
  groupOf: (person: P) => string;
  stateOf: (person: P) => PersonState;
  /** Ids in the order of the event's file. */
  categories: readonly string[];
  language: ScreenLanguage;
}

/**
 * The people in the order of the list: by one column, and by name within equal values. People
 * without an organisation come last in either direction.
 *
 * @param named the people in the order of names (`nameOrder`)
 */
export function inPeopleOrder<P extends Pick<Delegate, 'category'>>(
  named: readonly P[],
  { by, descending }: PeopleSort,
  { groupOf, stateOf, categories, language }: PeopleOrder<P>,
): readonly P[] {
  switch (by) {
    case 'name':
      return descending ? named.toReversed() : named;
    case 'organisation': {
      const byText = textOrder(language);
      const compare = descending ? (a: string, b: string) => byText(b, a) : byText;
      return byBuckets(
        named,
        groupOf,
        (a, b) => Number(a === '') - Number(b === '') || compare(a, b),
      );
    }
    case 'category': {
      const places = new Map(categories.map((id, place) => [id, place]));
      const placeOf = (id: string): number => places.get(id) ?? categories.length;
      const sign = descending ? -1 : 1;
      const category = (one: P): string => one.category;
      return byBuckets(named, category, (a, b) => sign * (placeOf(a) - placeOf(b)));
    }
    case 'state': {
      const sign = descending ? -1 : 1;
      const placeOf = (state: PersonState): number => personStates.indexOf(state);
      return byBuckets(named, stateOf, (a, b) => sign * (placeOf(a) - placeOf(b)));
    }
  }
}

/** Sorts the few different values, not the many people, who keep their order within each. */
function byBuckets<P, V>(
  people: readonly P[],
  keyOf: (person: P) => V,
  compare: (a: V, b: V) => number,
): P[] {
  const buckets = groupBy(people, keyOf);
  return [...buckets].sort(([a], [b]) => compare(a, b)).flatMap(([, some]) => some);
}

type NamedPerson = OrderedName & Pick<Delegate, 'id'>;
type Compare<P> = (a: P, b: P) => number;

/** By name in the language's collation; people of the same name by id. */
export function peopleNameOrder(language: ScreenLanguage): Compare<NamedPerson> {
  const byName = nameOrder(language);
  return (a, b) => byName(a, b) || compareCodeUnits(a.id, b.id);
}

/** Two sorted lists as one. */
export function merged<P>(a: readonly P[], b: readonly P[], compare: Compare<P>): readonly P[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const all: P[] = [];
  let next = 0;
  for (const one of a) {
    for (let other = b[next]; other !== undefined && compare(other, one) < 0; other = b[next]) {
      all.push(other);
      next += 1;
    }
    all.push(one);
  }
  return [...all, ...b.slice(next)];
}

/**
 * Many sorted lists as one: sorting 20,000 names at once takes longer than a check-in may wait.
 *
 * @param turn lets others work between two steps
 */
export async function mergedStretches<P>(
  sorted: readonly (readonly P[])[],
  compare: Compare<P>,
  turn: () => Promise<unknown>,
): Promise<readonly P[]> {
  let stretches = sorted;
  while (stretches.length > 1) {
    const next: (readonly P[])[] = [];
    for (let i = 0; i < stretches.length; i += 2) {
      next.push(merged(stretches[i] ?? [], stretches[i + 1] ?? [], compare));
      await turn();
    }
    stretches = next;
  }
  return stretches[0] ?? [];
}
