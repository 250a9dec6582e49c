import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { saveHubLink } from '../../../db/ledger/hub-link.ts';
import { openStoreAgain } from '../../../db/station/open.ts';
import type { Checkpoint } from '../../../domain/event/event-file.ts';
import {
  type PeopleFilter,
  peopleFilterSchema,
  peopleSortSchema,
} from '../../../domain/people/people-list.ts';
import { bookingsNow, bookingsRead } from '../../../main/bookings/bookings-now.ts';
import {
  bookSession,
  personBookings,
  releaseSession,
  writeBooking,
} from '../../../main/bookings/change-booking.ts';
import { listOverbooked } from '../../../main/bookings/overbooked.ts';
import { changePeople } from '../../../main/people/change-people.ts';
import { PeopleIndex } from '../../../main/people/people-index.ts';
import { listPeopleIds } from '../../../main/people/people-list.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { atDoor, hall, setSessions, show } from '../../support/door-desk.ts';
import { readsOf } from '../../support/long-reads.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const day = '2018-10-02';
const workshop = (id: string, change: Partial<Checkpoint> = {}): Checkpoint =>
  hall({ id, name: { en: id }, passes: 'booked-only', capacity: 2, ...change });

const withSessions = (...sessions: Checkpoint[]): void => setSessions(desk, sessions);

function book(delegateId: string, session = 'a', despiteOther = false) {
  return bookSession(desk.context, desk.caller, { delegateId, session, despiteOther });
}
const release = (delegateId: string, session = 'a'): void =>
  releaseSession(desk.context, desk.caller, { delegateId, session });

function of(delegateId: string, session = 'a') {
  const found = personBookings(desk.context, delegateId).find((one) => one.session === session);
  if (found === undefined) throw new Error(`no ${session}`);
  return found;
}

const written = () =>
  chainOf(desk.context.db, desk.context.self.station, 1).filter(
    ({ type }) => type === 'booking-changed',
  );

describe('places in a session', () => {
  it('are given while there are any; then people wait, and get the next in their turn', () => {
    withSessions(workshop('a'));
    const [one, two, three, four] = [1, 2, 3, 4].map((n) => desk.addDelegate(n).id);
    if (one === undefined || two === undefined || three === undefined || four === undefined)
      throw new Error('four');
    expect(of(one)).toEqual({
      session: 'a',
      state: 'released',
      turn: null,
      isOver: false,
      left: 2,
      refusal: null,
    });
    expect([one, two, three, four].map((id) => book(id))).toEqual([
      { outcome: 'done', state: 'booked' },
      { outcome: 'done', state: 'booked' },
      { outcome: 'done', state: 'waiting' },
      { outcome: 'done', state: 'waiting' },
    ]);
    expect([of(three).turn, of(four).turn, of(one).left]).toEqual([1, 2, 0]);
    // Asked again, nothing is written.
    book(three);
    expect(written()).toHaveLength(4);
    release(one);
    expect([of(one).state, of(three).state, of(four).turn]).toEqual(['released', 'booked', 1]);
    const promotion = written().at(-1);
    expect(promotion).toMatchObject({
      delegateId: three,
      checkpoint: 'a',
      targetId: written()[2]?.id,
      payload: '{"to":"booked","why":"promoted"}',
      after: written()[2]?.id,
    });
    release(one);
    expect(written()).toHaveLength(6);
  });

  it('are given by the hub alone where there is one', () => {
    withSessions(workshop('a', { capacity: 1 }));
    const [one, two, three] = [1, 2, 3].map((n) => desk.addDelegate(n).id);
    if (one === undefined || two === undefined || three === undefined) throw new Error('three');
    book(one);
    book(two);
    saveHubLink(desk.context.db, {
      hub: '00000000-0000-4000-8000-000000000001',
      hubName: 'Hub',
      url: 'https://hub.example.org',
      authority: 'none',
      hubKey: 'none',
      wall: 0,
    });
    release(one);
    expect(of(two)).toMatchObject({ state: 'waiting', turn: 1 });
    // The free place is of who waits: somebody new waits behind.
    expect(of(three).left).toBe(0);
    expect(book(three)).toEqual({ outcome: 'done', state: 'waiting' });
  });

  it('name the session at the same time, and are given where both are meant', () => {
    const windows = [{ day, opens: '10:00', closes: '11:00' }];
    const later = [{ day, opens: '11:00', closes: '12:00' }];
    withSessions(
      workshop('a', { windows }),
      workshop('b', { windows: [{ day, opens: '10:30', closes: '11:30' }] }),
      workshop('c', { windows: later }),
    );
    const { id } = desk.addDelegate(1);
    book(id, 'a');
    expect(book(id, 'b')).toEqual({ outcome: 'other-at-this-time', session: 'a' });
    expect(of(id, 'b').state).toBe('released');
    expect(book(id, 'c')).toEqual({ outcome: 'done', state: 'booked' });
    expect(book(id, 'b', true)).toEqual({ outcome: 'done', state: 'booked' });
  });

  it.each([
    ['a cancelled person', { status: 'cancelled' as const }, {}, 'registration'],
    ['a category without the right', {}, { categories: ['press'] }, 'category'],
    ['a retired session', {}, { retired: true as const }, 'retired'],
  ])('%s gets none', (_who, person, session, refusal) => {
    withSessions(workshop('a', session), workshop('b'));
    const { id } = desk.addDelegate(1, person);
    expect(() => book(id)).toThrow(
      expect.objectContaining({ code: 'not-allowed', detail: refusal }),
    );
    expect(written()).toEqual([]);
  });

  it('an unknown session or person is named', () => {
    withSessions(workshop('a'));
    const { id } = desk.addDelegate(1);
    expect(() => book(id, 'registration')).toThrow(
      expect.objectContaining({ code: 'not-found', detail: 'session' }),
    );
    expect(() => book('00000000-0000-5000-8000-000000000999')).toThrow(
      expect.objectContaining({ code: 'not-found', detail: 'delegate' }),
    );
  });

  it('end with the registration, and do not come back with it', () => {
    withSessions(workshop('a', { capacity: 1 }), workshop('b'));
    const [one, two] = [1, 2].map((n) => desk.addDelegate(n).id);
    if (one === undefined || two === undefined) throw new Error('two');
    book(one, 'a');
    book(one, 'b');
    book(two, 'a');
    const change = (status: 'cancelled' | 'confirmed') =>
      changePeople(desk.context, desk.caller, { changes: [{ ids: [one], change: { status } }] });
    change('cancelled');
    expect([of(one, 'a').state, of(one, 'b').state, of(two, 'a').state]).toEqual([
      'released',
      'released',
      'booked',
    ]);
    change('confirmed');
    expect(of(one, 'a').state).toBe('released');
  });

  it('given in a transaction that failed are none', () => {
    withSessions(workshop('a', { capacity: 1 }));
    const [one, two] = [1, 2].map((n) => desk.addDelegate(n).id);
    if (one === undefined || two === undefined) throw new Error('two');
    const failing = desk.context.db.transaction(() => {
      book(one);
      expect(of(one).state).toBe('booked');
      throw new Error('disk');
    });
    expect(failing).toThrow('disk');
    expect(of(one)).toMatchObject({ state: 'released', left: 1 });
    expect(book(two)).toEqual({ outcome: 'done', state: 'booked' });
  });
});

describe('the door of a session', () => {
  it('lets people with a booking pass, and asks about others', () => {
    const doors = [workshop('a', { tickets: 'admit' })];
    withSessions(...doors);
    const [one, two, three] = [desk.addDelegate(1), desk.addDelegate(2), desk.addDelegate(3)];
    book(one.id);
    const door = atDoor(desk, doors);
    expect(show(door, one.ticketCode).outcome).toBe('passed');
    expect(show(door, two.ticketCode)).toMatchObject({ outcome: 'ask', doubts: ['not-booked'] });
    expect(show(door, two.ticketCode, { steward: 'refuse' })).toMatchObject({
      outcome: 'refused',
      reason: 'not-booked',
    });
    expect(show(door, three.ticketCode, { steward: 'let-pass' }).outcome).toBe('passed');
  });

  it('keeps the places of those who are expected, until they came', () => {
    // The desk's clock shows nine.
    const windows = [{ day, opens: '08:45', closes: '10:00' }];
    const first = { windows, capacity: 2, passes: 'booked-first', tickets: 'admit' } as const;
    const doors = [workshop('a', { ...first, othersAfter: 10 })];
    withSessions(...doors);
    const [one, two, three] = [desk.addDelegate(1), desk.addDelegate(2), desk.addDelegate(3)];
    book(one.id);
    const door = atDoor(desk, doors);
    expect(show(door, two.ticketCode).outcome).toBe('passed');
    // One inside and one expected fill the room; once that one came, the room is full by the count.
    expect(show(door, three.ticketCode)).toMatchObject({ outcome: 'ask', doubts: ['full'] });
    expect(show(door, one.ticketCode).outcome).toBe('passed');
    expect(show(door, two.ticketCode, { direction: 'out' }).outcome).toBe('passed');
    expect(show(door, three.ticketCode).outcome).toBe('passed');
  });

  it('asks about others until they may pass', () => {
    const windows = [{ day, opens: '08:55', closes: '10:00' }];
    const doors = [workshop('a', { windows, passes: 'booked-first', tickets: 'admit' })];
    withSessions(...doors);
    const { ticketCode } = desk.addDelegate(1);
    const door = atDoor(desk, doors);
    expect(show(door, ticketCode)).toMatchObject({ outcome: 'ask', doubts: ['not-booked'] });
    desk.pass(5 * 60_000);
    expect(show(door, ticketCode).outcome).toBe('passed');
  });
});

describe('a ticket by e-mail', () => {
  it('names the sessions in which the person has a place, and none that is waited for', async () => {
    const at = (opens: string, closes: string) => ({ windows: [{ day, opens, closes }] });
    withSessions(
      workshop('a', { ...at('10:00', '11:00'), capacity: 1 }),
      workshop('b', at('11:00', '12:00')),
      workshop('c', at('12:00', '13:00')),
    );
    const [first, second] = [1, 2].map((n) => desk.addDelegate(n).id);
    if (first === undefined || second === undefined) throw new Error('two');
    book(first);
    for (const session of ['a', 'b', 'c']) book(second, session);
    release(second, 'c');
    const mail = await readsOf(desk.context, '').ticketMail({
      delegateId: second,
      sender: { fromName: 'Secretariat', fromAddress: 'events@example.org', replyTo: null },
      ...{ to: 'anna@example.org', id: 'first.1', language: 'en' },
    });
    const { text = '' } = await PostalMime.parse(mail?.message ?? '');
    const lines = text.split('\n');
    const named = lines.slice(lines.indexOf('Your sessions:') + 1).filter((one) => /·/.test(one));
    expect(named).toHaveLength(1);
    expect(named[0]).toMatch(/^b · /);
  });
});

describe('more places given than there are', () => {
  /** As the facts of another desk that was apart come in by the sync. */
  const given = (delegateId: string, session = 'a'): void =>
    desk.context.db
      .transaction(() =>
        writeBooking(desk.context, {
          delegateId,
          session,
          to: 'booked',
          why: 'asked',
          operatorId: null,
        }),
      )
      .immediate();

  it('are listed with the last who got them, until one is given up or the session has more', async () => {
    withSessions(workshop('a'), workshop('b'), workshop('open', { capacity: null }));
    const people = [1, 2, 3, 4].map((n) => desk.addDelegate(n));
    for (const { id } of people) given(id);
    for (const { id } of people) given(id, 'open');
    for (const { id } of people.slice(0, 2)) given(id, 'b');
    const [, , third, fourth] = people.map(({ id, printedName, delegation, administration }) => {
      return { id, printedName, delegation, administration };
    });
    const session = { session: 'a', capacity: 2 };
    expect(await listOverbooked(desk.context)).toEqual([
      { ...session, booked: 4, people: [third, fourth] },
    ]);
    release(people[0]?.id ?? '');
    expect(await listOverbooked(desk.context)).toEqual([
      { ...session, booked: 3, people: [fourth] },
    ]);
    withSessions(workshop('a', { capacity: 3 }));
    expect(await listOverbooked(desk.context)).toEqual([]);
  });

  it('and each session’s places and turns, are a filter of the list of people', async () => {
    withSessions(workshop('a'), workshop('b'), workshop('open', { passes: 'everyone' }));
    const people = [1, 2, 3, 4, 5].map((n) => desk.addDelegate(n).id);
    const [one = '', two = '', three = '', four = '', five = ''] = people;
    for (const id of [one, two, three]) given(id);
    book(four);
    given(five, 'b');
    const index = new PeopleIndex();
    const ids = async (filter: Partial<PeopleFilter>) => {
      const asked = { filter: peopleFilterSchema.parse(filter), sort: peopleSortSchema.parse({}) };
      return new Set((await listPeopleIds(desk.context, index, asked)).ids);
    };
    expect(await ids({})).toEqual(new Set(people));
    expect(await ids({ session: 'a' })).toEqual(new Set([one, two, three, four]));
    expect(await ids({ session: 'a', booking: 'booked' })).toEqual(new Set([one, two, three]));
    expect(await ids({ session: 'a', booking: 'waiting' })).toEqual(new Set([four]));
    expect(await ids({ session: 'a', booking: 'over' })).toEqual(new Set([three]));
    expect(await ids({ booking: 'booked' })).toEqual(new Set([one, two, three, five]));
    expect(await ids({ session: 'open' })).toEqual(new Set());
    expect(await ids({ session: 'gone' })).toEqual(new Set());
  });

  it('are no one’s task any more once the session is over', async () => {
    const windows = [{ day, opens: '09:00', closes: '11:00' }];
    withSessions(workshop('a', { capacity: 1, windows }));
    for (const n of [1, 2]) given(desk.addDelegate(n).id);
    desk.setClock('2018-10-02T10:59:59+02:00');
    expect(await listOverbooked(desk.context)).toHaveLength(1);
    desk.setClock('2018-10-02T11:00:00+02:00');
    expect(await listOverbooked(desk.context)).toEqual([]);
  });
});

test('a session’s facts are read in stretches, between which others have a turn and may book', async () => {
  withSessions(workshop('a', { capacity: 40 }));
  // Facts are read in the order of people: these two are read before anything happens.
  const people = Array.from({ length: 30 }, (_, n) => desk.addDelegate(n + 1).id).sort();
  const [late = '', leaving = '', ...others] = people;
  for (const id of [leaving, ...others]) book(id);
  // Another connection's view, as after a start: nothing is in memory.
  const context = { ...desk.context, db: openStoreAgain(desk.location) };
  let turns = 0;
  const turn = (): void => {
    turns += 1;
    if (turns === 1) book(late);
    if (turns === 2) release(leaving);
    // Somebody else asks, and the view takes what is new for the sessions that it knows.
    if (turns === 3) bookingsNow(context);
    if (turns < 4) setImmediate(turn);
  };
  setImmediate(turn);
  const bookings = await bookingsRead(context, ['a'], 4);
  expect(turns).toBe(4);
  expect(new Set(bookings.of('a').places(40).booked)).toEqual(new Set([late, ...others]));
  context.db.close();
});
