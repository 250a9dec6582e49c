import { setImmediate as turn } from 'node:timers/promises';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { peopleBooked } from '../../domain/bookings/people-booked.ts';
import { personBookingsOf } from '../../domain/check-in/person-bookings.ts';
import { groupOfPerson } from '../../domain/delegations.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type {
  PeopleExportRequest,
  PeopleIdsRequest,
  PeopleRequest,
} from '../../domain/organiser/people.ts';
import { peopleCsv } from '../../domain/people/people-file.ts';
import {
  type PeopleFilter,
  type PeoplePage,
  type PeopleSort,
  type PersonRow,
  type PersonState,
  type PersonView,
  personRowOf,
  personStateOf,
  shownPerson,
} from '../../domain/people/people-list.ts';
import { inPeopleOrder, isOneOf, matchesRegistration } from '../../domain/people/people-order.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { historyAtHub } from '../people/person-history.ts';
import { readDelegate } from '../roster/roster.ts';
import { query, type TextList, textList } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { Books } from './books.ts';
import type { RosterPerson } from './roster-book.ts';
import { matcherOf } from './roster-search.ts';

/** `day`: today, for the names of organisations. */
type OnDay<Request> = Request & { day: LocalDay };

const rowsQuery = query<{ ids: TextList }, { data: string }>(({ db, at, isAmong }) =>
  db
    .selectFrom('delegate')
    .where(isAmong('id', at('ids')))
    .where('deleted', '=', 0)
    .select('data'),
);

/** A page of the list of people. */
export async function listPeople(
  db: HubDatabase,
  known: Books,
  request: OnDay<PeopleRequest>,
): Promise<PeoplePage> {
  const { named, found } = await foundPeople(known, request);
  const { filter, from, count } = request;
  const rows = await rowsOf(db, known, found.slice(from, from + count), filter.day);
  return { from, rows, total: found.length, everybody: named.length };
}

/** Chosen people as CSV in the order and with the columns of the list; and their number. */
export async function peopleFile(
  db: HubDatabase,
  known: Books,
  request: PeopleExportRequest,
  today: LocalDay,
): Promise<{ text: string; people: number }> {
  const { ids, columns, sort, day, language } = request;
  const chosen = new Set(ids);
  const named = (await known.roster.inOrder(language)).filter(({ id }) => chosen.has(id));
  const found = inListOrder(known, named, { sort, presentOn: day, today, language });
  const csv = peopleCsv({
    ...{ event: known.event, language, today, columns },
    bookingOf: (id, session) => known.bookings.of(session).stateOf(id),
  });
  const parts = [csv.head];
  let people = 0;
  for (let start = 0; start < found.length; start += stretchPeople) {
    const rows = await rowsOf(db, known, found.slice(start, start + stretchPeople), day);
    parts.push(csv.lines(rows));
    people += rows.length;
  }
  return { text: parts.join(''), people };
}

/** The lines of these people, in their order; of those who are not deleted. */
async function rowsOf(
  db: HubDatabase,
  known: Books,
  people: readonly RosterPerson[],
  day: PeopleFilter['day'],
): Promise<PersonRow[]> {
  const ids = people.map(({ id }) => id);
  const data = ids.length === 0 ? [] : await rowsQuery(db, { ids: textList(ids) });
  const delegates = new Map(
    data.map((row) => {
      const delegate = delegateOfText(row.data);
      return [delegate.id, delegate];
    }),
  );
  return ids.flatMap((id) => {
    const delegate = delegates.get(id);
    if (delegate === undefined) return [];
    return [personRowOf(delegate, nowOf(known, id, day))];
  });
}

/** The ids of everyone whom a filter matches, in the order of the list. */
export async function listPeopleIds(
  known: Books,
  request: OnDay<PeopleIdsRequest>,
): Promise<{ ids: string[] }> {
  const { found } = await foundPeople(known, request);
  return { ids: found.map(({ id }) => id) };
}

/** One person with the history of the registration. Throws HubProblem `not-found`. */
export async function personOf(db: HubDatabase, known: Books, id: string): Promise<PersonView> {
  const delegate = await readDelegate(db, id);
  const { isPresent, ...now } = nowOf(known, id, null);
  return {
    person: shownPerson(delegate),
    state: personStateOf(delegate.status, isPresent),
    ...now,
    bookings: personBookingsOf(known.event, delegate, known.bookings.ofPerson(id), (session) =>
      known.bookings.of(session),
    ),
    history: await historyAtHub(db, known.event.id, id),
  };
}

/** Presence (on a day; null: on any), and the badge. The hub sends no tickets itself. */
function nowOf({ attendance, badges }: Books, id: string, day: PeopleFilter['day']) {
  const { standing } = attendance.ofDelegate(id);
  return {
    isPresent: standing.some(({ localDay }) => day === null || localDay === day),
    badgePrinted: badges.hasPrinted(id),
    ticketSent: null,
  };
}

/** People compared before other requests are served: a few milliseconds. */
const stretchPeople = 1_000;

async function foundPeople(
  known: Books,
  { filter, sort, language, day }: OnDay<PeopleIdsRequest>,
): Promise<{ named: readonly RosterPerson[]; found: readonly RosterPerson[] }> {
  const { event, roster, badges, bookings } = known;
  const named = await roster.inOrder(language);
  const isWorded = filter.text === '' ? null : await matcherOf(roster, filter.text, event);
  const stateOf = stateOn(known, filter.day);
  const booked = peopleBooked(event, filter, (session) => bookings.of(session));
  const isFound = (one: RosterPerson): boolean =>
    (isWorded?.(one) ?? true) &&
    matchesRegistration(filter, one) &&
    (filter.states.length === 0 || isOneOf(filter.states, stateOf(one))) &&
    (filter.badgePrinted === null || badges.hasPrinted(one.id) === filter.badgePrinted) &&
    (booked?.has(one.id) ?? true);
  const found: RosterPerson[] = [];
  for (let start = 0; start < named.length; start += stretchPeople) {
    if (start > 0) await turn();
    found.push(...named.slice(start, start + stretchPeople).filter(isFound));
  }
  const order = { sort, presentOn: filter.day, today: day, language };
  return { named, found: inListOrder(known, found, order) };
}

/** A person's state on a day, or (null) on any. */
function stateOn(known: Books, day: PeopleFilter['day']): (one: RosterPerson) => PersonState {
  return ({ id, status }) => personStateOf(status, nowOf(known, id, day).isPresent);
}

interface ListOrder {
  sort: PeopleSort;
  /** Presence on this day; null: on any. */
  presentOn: PeopleFilter['day'];
  /** For the names of organisations. */
  today: LocalDay;
  language: ScreenLanguage;
}

/** People who are in the order of names, in the order that the list is asked for. */
function inListOrder(
  known: Books,
  people: readonly RosterPerson[],
  { sort, presentOn, today, language }: ListOrder,
): readonly RosterPerson[] {
  const categories = known.event.categories.map(({ id }) => id);
  const groupOf = groupsOf(known, today, language);
  const stateOf = stateOn(known, presentOn);
  return inPeopleOrder(people, sort, { groupOf, stateOf, categories, language });
}

/** The text of the column of organisations, made once for each organisation. */
function groupsOf({ event }: Books, day: LocalDay, language: ScreenLanguage) {
  const groups = new Map<string, string>();
  return (one: RosterPerson): string => {
    const key = `${one.delegation}\n${one.administration}`;
    const group = groups.get(key) ?? groupOfPerson(event, one, day, language);
    groups.set(key, group);
    return group;
  };
}
