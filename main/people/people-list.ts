import { z } from 'zod';
import {
  findPersonNow,
  type ListedPerson,
  peoplePresent,
  peopleWithBadge,
  peopleWithTicket,
} from '../../db/people.ts';
import { everyoneFound } from '../../db/roster/search.ts';
import { bookableSessions } from '../../domain/bookings/booking-rules.ts';
import { peopleBooked } from '../../domain/bookings/people-booked.ts';
import { groupOfPerson } from '../../domain/delegations.ts';
import {
  type PeopleFilter,
  type PeoplePage,
  type PeoplePageRequest,
  type PeopleSort,
  type PersonState,
  personRowOf,
  personStateOf,
} from '../../domain/people/people-list.ts';
import {
  type FilteredPerson,
  inPeopleOrder,
  isOneOf,
  matchesRegistration,
} from '../../domain/people/people-order.ts';
import { type Context, today } from '../base/context.ts';
import { bookingsRead } from '../bookings/bookings-now.ts';
import type { PeopleIndex } from './people-index.ts';

/** A page of the list of people. */
export async function listPeople(
  context: Context,
  index: PeopleIndex,
  { filter, sort, from, count }: PeoplePageRequest,
): Promise<PeoplePage> {
  const named = await index.inOrder(context);
  const found = await foundPeople(context, named, filter, sort);
  const rows = found
    .slice(from, from + count)
    .map(({ id }) => findPersonNow(context.db, context.event.file.id, id, filter.day))
    .filter((now) => now !== null)
    .map(({ delegate, ...now }) => personRowOf(delegate, now));
  return { from, rows, total: found.length, everybody: named.length };
}

/** The ids of everyone whom a filter matches, in the order of the list. */
export async function listPeopleIds(
  context: Context,
  index: PeopleIndex,
  { filter, sort }: Pick<PeoplePageRequest, 'filter' | 'sort'>,
): Promise<{ ids: string[] }> {
  const found = await foundPeople(context, await index.inOrder(context), filter, sort);
  return { ids: found.map(({ id }) => id) };
}

async function foundPeople(
  context: Context,
  named: readonly ListedPerson[],
  filter: PeopleFilter,
  sort: PeopleSort,
): Promise<readonly ListedPerson[]> {
  const { db, event } = context;
  const booked = await peopleAsked(context, filter);
  const eventId = event.file.id;
  const stateOf = stateOn(context, filter.day);
  const worded = filter.text === '' ? null : everyoneFound(db, eventId, filter.text);
  const badges = filter.badgePrinted === null ? null : peopleWithBadge(db, eventId);
  const tickets = filter.ticketSent === null ? null : peopleWithTicket(db, eventId);
  const found = named.filter(
    (one) =>
      (worded?.has(one.rid) ?? true) &&
      matchesRegistration(filter, filteredOf(one, filter.day)) &&
      (filter.states.length === 0 || isOneOf(filter.states, stateOf(one))) &&
      (badges === null || badges.has(one.id) === filter.badgePrinted) &&
      (tickets === null || tickets.has(one.id) === filter.ticketSent) &&
      (booked?.has(one.id) ?? true),
  );
  return inListOrder(context, found, sort, stateOf);
}

/** Ids of those with a booking as asked for; null where the filter asks for none. */
async function peopleAsked(
  context: Context,
  filter: PeopleFilter,
): Promise<ReadonlySet<string> | null> {
  if (filter.session === null && filter.booking === null) return null;
  const { file } = context.event;
  const asked =
    filter.session === null ? bookableSessions(file).map(({ id }) => id) : [filter.session];
  const bookings = await bookingsRead(context, asked);
  return peopleBooked(file, filter, (session) => bookings.of(session));
}

/** A person's state on a day, or (null) on any, as it was at the first question. */
export function stateOn(
  { db, event }: Context,
  day: PeopleFilter['day'],
): (one: ListedPerson) => PersonState {
  let present: Set<string> | null = null;
  return ({ id, status }) => {
    present ??= peoplePresent(db, event.file.id, day);
    return personStateOf(status, present.has(id));
  };
}

/** People who are in the order of names, in the order that the list is asked for. */
export function inListOrder(
  context: Context,
  people: readonly ListedPerson[],
  sort: PeopleSort,
  stateOf: (one: ListedPerson) => PersonState,
): readonly ListedPerson[] {
  const { event, language } = context;
  const day = today(context);
  const groups = new Map<string, string>();
  const groupOf = (one: ListedPerson): string => {
    const key = `${one.delegation}\n${one.administration}`;
    const group = groups.get(key) ?? groupOfPerson(event.file, one, day, language);
    groups.set(key, group);
    return group;
  };
  const ids = event.file.categories.map(({ id }) => id);
  return inPeopleOrder(people, sort, { groupOf, stateOf, categories: ids, language });
}

const daysSchema = z.array(z.string());

/** Days, which are stored as JSON, are read only where one is asked for. */
function filteredOf(one: ListedPerson, day: PeopleFilter['day']): FilteredPerson {
  const { delegation, administration, category, status } = one;
  const days = day === null || one.days === null ? null : daysSchema.parse(JSON.parse(one.days));
  return { delegation, administration, category, status, days, hasEmail: one.email !== '' };
}
