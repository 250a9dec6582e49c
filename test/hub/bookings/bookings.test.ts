import { expect, test } from 'vitest';
import { canonicalJson, jsonOf } from '../../../domain/base/json.ts';
import {
  type BookingState,
  bookedTo,
  bookedWhy,
  bookingPayload,
} from '../../../domain/bookings/booking.ts';
import { SessionBookings } from '../../../domain/bookings/session-bookings.ts';
import { makeCheckpoint } from '../../../domain/event/event-file.ts';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import { isHubAuthor } from '../../../domain/ledger/chain.ts';
import { peopleRoutes } from '../../../domain/organiser/people.ts';
import { sampleEvent } from '../../support/sample-event.ts';
import { entry } from '../http/people.ts';
import { nextRequest } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { streamOf } from '../support/test-requests.ts';

const people = [1, 2, 3].map((n) => entry(n, { familyName: `P${n}` }));
const [one, two, three] = people.map(({ id }) => id);
if (one === undefined || two === undefined || three === undefined) throw new Error('three');

const workshop = (capacity: number, retired = false) =>
  makeCheckpoint({
    id: 'workshop',
    name: { en: 'Workshop' },
    kind: 'session',
    windows: [],
    categories: null,
    passes: 'booked-only',
    capacity,
    ...(retired ? { retired: true } : {}),
  });

/** A hub with three people and a workshop of one place, and a desk. */
async function venue(open: () => Promise<TestHub>) {
  const bench = await open();
  await bench.hub.importRoster(people, 'test');
  const places = async (capacity: number, retired = false): Promise<void> => {
    const { version: base } = await bench.hub.eventVersions();
    const others = sampleEvent.checkpoints;
    const file = { ...sampleEvent, checkpoints: [...others, workshop(capacity, retired)] };
    const saved = await bench.hub.changeEvent({ base, file }, 'Anna');
    expect(saved.outcome).toBe('saved');
  };
  await places(1);
  const desk = await bench.enrol();
  const say = (station: TestStation, delegateId: string, to: BookingState, after = ''): string => {
    const { body } = station.chain.add({
      type: 'booking-changed',
      delegateId,
      checkpoint: 'workshop',
      after,
      payload: canonicalJson(bookingPayload(to, 'asked')),
    });
    return (jsonOf(body) as AttendanceEvent).id;
  };
  const pushed = new Map<TestStation, number>();
  /** Brings what is new at a station, as its sync does; all of it again where nothing is. */
  const push = async (station = desk): Promise<void> => {
    const { length } = station.chain.events;
    const known = pushed.get(station) ?? 0;
    pushed.set(station, length);
    const run = station.chain.push(known < length ? known + 1 : 1);
    await bench.hub.push(await station.caller(), run);
  };
  /** The bookings as the stream has them, and what the hub itself wrote. */
  const told = async () => {
    const { rows } = await streamOf(bench, desk);
    const facts = rows.map(({ body }) => jsonOf(body) as AttendanceEvent);
    const session = new SessionBookings();
    const own: string[] = [];
    for (const fact of facts) {
      const { type, delegateId, hlc } = fact;
      const to = bookedTo(fact);
      if (type !== 'booking-changed' || delegateId === null || to === null) continue;
      session.add({ ...fact, delegateId, to, why: bookedWhy(fact), effective: hlc });
      if (isHubAuthor(fact.station))
        own.push(`${people.findIndex(({ id }) => id === delegateId) + 1} ${fact.payload}`);
    }
    return { session, own };
  };
  return { ...bench, bench, desk, places, say, push, told };
}

const promoted = (person: number) => `${person} {"to":"booked","why":"promoted"}`;
const ended = (person: number) => `${person} {"to":"released","why":"registration-ended"}`;

describeOnBothStores('places in sessions at the hub', (open) => {
  test('a place that is given up goes to who waited first, once', async () => {
    const { hub, desk, say, push, told } = await venue(open);
    const first = say(desk, one, 'booked');
    say(desk, two, 'waiting');
    say(desk, three, 'waiting');
    await push();
    expect((await told()).own).toEqual([]);
    say(desk, one, 'released', first);
    await push();
    await push();
    const { own, session } = await told();
    expect(own).toEqual([promoted(2)]);
    expect(session.places(1)).toMatchObject({ booked: [two], waiting: [three], over: [] });
    expect(await hub.checkAll()).toEqual([]);
  });

  test('of two desks that gave one place, both keep it, and nobody else gets it', async () => {
    const { bench, desk, say, push, told } = await venue(open);
    const other = await bench.enrol('Other');
    say(desk, one, 'booked');
    say(other, two, 'booked');
    await push();
    await push(other);
    const again = say(desk, three, 'waiting');
    await push();
    const { session } = await told();
    expect(session.places(1)).toMatchObject({ over: [two], waiting: [three], left: 0 });
    const overbooked = async () => (await bench.hub.organiser.summary({})).overbooked;
    expect(await overbooked()).toEqual(['workshop']);
    const listed = async (filter: object) => {
      const request = { filter, sort: {}, from: 0, count: 9, language: 'en' };
      const asked = peopleRoutes.listPeople.input.parse(request);
      return (await bench.hub.organiser.listPeople(asked)).rows.map(({ id }) => id);
    };
    expect(await listed({ session: 'workshop', booking: 'over' })).toEqual([two]);
    expect(await listed({ booking: 'waiting' })).toEqual([three]);
    expect(await listed({ session: 'workshop' })).toEqual([one, two, three]);
    say(desk, three, 'released', again);
    await push();
    expect((await told()).session.places(1).booked).toEqual([one, two]);
  });

  test('a place whose record two people disregard goes to who waits', async () => {
    const { bench, desk, say, push, told } = await venue(open);
    const other = await bench.enrol('Other');
    say(desk, one, 'booked');
    await push();
    say(other, two, 'waiting');
    await push(other);
    const by = (name: string) => ({ kind: 'administrator', id: name, name }) as const;
    await bench.hub.judging.order(
      {
        verdict: 'disregard',
        range: { station: desk.id, incarnation: null, from: 1, to: null },
      },
      { requestedBy: by('Anna'), approvedBy: by('Bob') },
    );
    expect((await told()).own).toEqual([promoted(2)]);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('the end of a registration gives the places up', async () => {
    const { hub, desk, say, push, told } = await venue(open);
    say(desk, one, 'booked');
    say(desk, two, 'waiting');
    await push();
    const changes = [{ ids: [one], change: { status: 'cancelled' as const } }];
    const { undo } = await hub.changePeople({ changes }, 'Marie');
    await hub.changePeople({ changes: undo }, 'Marie');
    const { own, session } = await told();
    expect(own).toEqual([ended(1), promoted(2)]);
    expect(session.stateOf(one)).toBe('released');
    await hub.deleteDelegate(two);
    expect((await told()).session.stateOf(two)).toBe('released');
    expect(await hub.checkAll()).toEqual([]);
  });

  test('more places go to those who wait; a retired session gives none', async () => {
    const { desk, places, say, push, told } = await venue(open);
    say(desk, one, 'booked');
    say(desk, two, 'waiting');
    say(desk, three, 'waiting');
    await push();
    await places(2);
    expect((await told()).own).toEqual([promoted(2)]);
    await places(3, true);
    expect((await told()).own).toEqual([promoted(2)]);
    await places(3);
    expect((await told()).own).toEqual([promoted(2), promoted(3)]);
  });

  test('a kiosk can give up no one’s place', async () => {
    const { bench, desk, say, push, told } = await venue(open);
    const first = say(desk, one, 'booked');
    say(desk, two, 'waiting');
    await push();
    const kiosk = await bench.enrol('Kiosk', 'kiosk');
    say(kiosk, one, 'released', first);
    await push(kiosk);
    // The next push looks at the session again.
    say(desk, three, 'waiting');
    await push();
    expect((await told()).own).toEqual([]);
  });

  test('the organiser’s page books, puts in turn, and a place given up goes to the next', async () => {
    const { hub, desk, say, push, told } = await venue(open);
    const book = (delegateId: string, session = 'workshop') =>
      hub.bookSession({ delegateId, session, despiteOther: false });
    const shown = async (id: string) => (await hub.organiser.person(id)).bookings;
    const free = { session: 'workshop', isOver: false, turn: null, refusal: null };
    expect(await shown(one)).toEqual([{ ...free, state: 'released', left: 1 }]);
    expect(await book(one)).toEqual({ outcome: 'done', state: 'booked' });
    expect(await book(two)).toEqual({ outcome: 'done', state: 'waiting' });
    // Asked again, nothing is written.
    expect(await book(two)).toEqual({ outcome: 'done', state: 'waiting' });
    expect(await shown(one)).toEqual([{ ...free, state: 'booked', left: 0 }]);
    expect(await shown(two)).toEqual([{ ...free, state: 'waiting', turn: 1, left: 0 }]);
    await hub.releaseSession({ delegateId: one, session: 'workshop' });
    await hub.releaseSession({ delegateId: one, session: 'workshop' });
    expect((await told()).own).toEqual([
      '1 {"to":"booked","why":"asked"}',
      '2 {"to":"waiting","why":"asked"}',
      '1 {"to":"released","why":"asked"}',
      promoted(2),
    ]);
    expect(await shown(two)).toEqual([{ ...free, state: 'booked', left: 0 }]);
    // A desk that did not know of the hub's facts gave the place, too: the later one is too many.
    say(desk, three, 'booked');
    await push();
    expect(await shown(three)).toEqual([{ ...free, state: 'booked', isOver: true, left: 0 }]);
    expect(await hub.checkAll()).toEqual([]);
  });

  test('the organiser’s page books nothing where a person or a session cannot have it', async () => {
    const { hub, places, told } = await venue(open);
    const book = (delegateId: string, session = 'workshop') =>
      hub.bookSession({ delegateId, session, despiteOther: false });
    const nobody = '0192d3a0-0000-7000-8000-00000000dead';
    const missing = { code: 'not-found' };
    await expect(book(nobody)).rejects.toMatchObject(missing);
    await expect(book(one, 'unheard-of')).rejects.toMatchObject(missing);
    await expect(
      hub.releaseSession({ delegateId: nobody, session: 'workshop' }),
    ).rejects.toMatchObject(missing);
    await hub.releaseSession({ delegateId: one, session: 'unheard-of' });
    await hub.changeDelegate(one, { status: 'cancelled' });
    await expect(book(one)).rejects.toMatchObject({ code: 'not-allowed', detail: 'registration' });
    expect((await hub.organiser.person(one)).bookings).toMatchObject([
      { state: 'released', refusal: 'registration' },
    ]);
    await places(1, true);
    await expect(book(two)).rejects.toMatchObject({ code: 'not-allowed', detail: 'retired' });
    expect((await hub.organiser.person(two)).bookings).toEqual([]);
    expect((await told()).own).toEqual([]);
  });

  test('two sessions at one time are asked about on the organiser’s page', async () => {
    const { hub } = await venue(open);
    const windows = [{ day: '2018-10-02', opens: '10:00', closes: '11:00' }];
    const { version: base } = await hub.eventVersions();
    const both = ['x', 'y'].map((id) => ({ ...workshop(5), id, windows }));
    const file = {
      ...sampleEvent,
      checkpoints: [...sampleEvent.checkpoints, workshop(1), ...both],
    };
    await hub.changeEvent({ base, file }, 'Anna');
    const asked = { delegateId: one, session: 'y' };
    await hub.bookSession({ ...asked, session: 'x', despiteOther: false });
    expect(await hub.bookSession({ ...asked, despiteOther: false })).toEqual({
      outcome: 'other-at-this-time',
      session: 'x',
    });
    expect(await hub.bookSession({ ...asked, despiteOther: true })).toEqual({
      outcome: 'done',
      state: 'booked',
    });
  });

  test('a desk’s list books in its order, and the same list again changes nothing', async () => {
    const { bench, hub, desk, places, told } = await venue(open);
    await places(2);
    const send = async (...said: [person: string, says: BookingState][]) => {
      const { epoch } = hub.identity();
      const bookings = said.map(([delegateId, says]) => ({
        delegateId,
        session: 'workshop',
        says,
      }));
      const request = { epoch, request: nextRequest(desk.id), operator: desk.id, entries: [] };
      return (await bench.hub.importRosterOf(await desk.caller(), { ...request, bookings }))
        .bookings;
    };
    const list = [
      [two, 'booked'],
      [one, 'booked'],
      [three, 'booked'],
    ] as const;
    expect(await send(...list.map(([id, says]) => [id, says] as [string, BookingState]))).toEqual({
      booked: 2,
      waiting: 1,
      released: 0,
    });
    const { session, own } = await told();
    expect(session.places(2)).toMatchObject({ booked: [two, one], waiting: [three] });
    expect(own).toEqual([
      '2 {"to":"booked","why":"list"}',
      '1 {"to":"booked","why":"list"}',
      '3 {"to":"waiting","why":"list"}',
    ]);
    const none = { booked: 0, waiting: 0, released: 0 };
    expect(await send([two, 'booked'], [three, 'booked'])).toEqual(none);
    // The place goes on to who waits, in the same transaction.
    expect(await send([two, 'released'])).toEqual({ ...none, released: 1 });
    expect((await told()).own.slice(3)).toEqual(['2 {"to":"released","why":"list"}', promoted(3)]);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('a list books nothing for who is unknown, cancelled, or where the session is retired', async () => {
    const { bench, hub, desk, places, told } = await venue(open);
    await hub.changeDelegate(one, { status: 'cancelled' });
    const send = async (delegateId: string) => {
      const { epoch } = hub.identity();
      const bookings = [{ delegateId, session: 'workshop', says: 'booked' as const }];
      const request = { epoch, request: nextRequest(desk.id), operator: desk.id, entries: [] };
      return bench.hub.importRosterOf(await desk.caller(), { ...request, bookings });
    };
    await send(one);
    await send('0192d3a0-0000-7000-8000-00000000dead');
    await places(1, true);
    await send(two);
    expect((await told()).own).toEqual([]);
  });
});
