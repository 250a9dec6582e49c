import { expect, test } from 'vitest';
import { registrationBalance } from '../../../domain/badges/registration-balance.ts';
import { arrivalsByQuarter } from '../../../domain/base/quarters.ts';
import { type Crossing, foldStays, personOf, planZones } from '../../../domain/doors/zones.ts';
import { localDayOf } from '../../../domain/event/local-day.ts';
import {
  type AttendanceEvent,
  attendanceEventSchema,
  type OrderedFact,
} from '../../../domain/ledger/attendance.ts';
import { foldAttendance, payloadText } from '../../../domain/ledger/attendance-fold.ts';
import { paperEntryOf } from '../../../domain/ledger/from-paper.ts';
import type { Hub } from '../../../hub/app/hub.ts';
import { createRandom, type Random } from '../../sim/random.ts';
import { sampleEvent } from '../../support/sample-event.ts';
import { entry } from '../http/people.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';

const days = ['2018-10-02', '2018-10-03'] as const;
/** Half past eight of the first day in Brussels. */
const morning = Date.parse('2018-10-02T06:30:00Z');
const dayMilliseconds = 24 * 60 * 60_000;

/**
 * Ids of a roster of two delegations: of every ten people the first is head of delegation, the last
 * is cancelled.
 */
async function peopleOf({ hub }: Pick<TestHub, 'hub'>, count: number): Promise<string[]> {
  const entries = Array.from({ length: count }, (_, i) =>
    entry(i + 1, {
      delegation: i % 2 === 0 ? 'BEL' : 'JPN',
      role: i % 10 === 0 ? 'head' : 'member',
      printedName: `Ms Sample PERSON${i + 1}`,
      familyName: `Person${i + 1}`,
      status: i % 10 === 9 ? 'cancelled' : 'confirmed',
    }),
  );
  for (let i = 0; i < entries.length; i += 500) {
    await hub.importRoster(entries.slice(i, i + 500), 'test');
  }
  return entries.map(({ id }) => id);
}

/**
 * Adds facts of all kinds that count to the chains of the stations, without pushing them. Returns
 * them all.
 */
function writeRandomFacts(
  random: Random,
  stations: readonly TestStation[],
  people: readonly string[],
  count: number,
): AttendanceEvent[] {
  const facts: AttendanceEvent[] = [];
  const admissions: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const station = random.pick(stations);
    const change = randomFact(random, people, admissions, i);
    const { body, hash } = station.chain.add(change);
    const fact = attendanceEventSchema.parse({ ...JSON.parse(body), hash });
    if (fact.type === 'admitted') admissions.push(fact.id);
    facts.push(fact);
  }
  return facts;
}

function randomFact(
  random: Random,
  people: readonly string[],
  admissions: readonly string[],
  turn: number,
): Partial<AttendanceEvent> {
  const day = random.below(days.length);
  // Clocks of desks that were offline are not in the order of writing.
  const wall = morning + day * dayMilliseconds + random.below(4 * 60 * 60_000);
  const delegateId = random.pick(people);
  const common: Partial<AttendanceEvent> = {
    delegateId,
    localDay: days[day] ?? days[0],
    wall,
    hlc: `${String(wall).padStart(15, '0')}-${String(turn % 100).padStart(5, '0')}`,
    checkpoint: random.pick(['registration', 'stce']),
    payload: '{"identity":null,"source":"camera"}',
  };
  const serial = `A7F30C12-${String(random.below(40)).padStart(6, '0')}`;
  switch (random.below(10)) {
    case 0:
      return admissions.length === 0
        ? common
        : { ...common, type: 'admission-undone', targetId: random.pick(admissions) };
    case 1:
      return { ...common, type: 'went-out', payload: '{}' };
    case 2:
      return { ...common, type: 'came-back', payload: '{"reentry":"after-exit"}' };
    case 3:
      return {
        ...common,
        type: 'badge-issued',
        // A badge has one holder, whatever the desk.
        delegateId: people[Number(serial.slice(-6)) % people.length] ?? delegateId,
        badgeSerial: serial,
        payload: '{"reason":"first","replaces":null}',
      };
    case 4:
      return {
        ...common,
        type: 'came-back',
        delegateId: null,
        payload: `{"reentry":"after-exit","serial":"${serial}"}`,
      };
    case 5: {
      const paper = `{"at":${wall - 600_000},"fromPaper":true,"paperNumber":null,"source":"paper"}`;
      return { ...common, payload: paper };
    }
    default:
      return common;
  }
}

/** Pushes at most so many of a station's next facts. Returns whether there were any. */
async function pushNext(
  { hub }: Pick<TestHub, 'hub'>,
  station: TestStation,
  done: Map<string, number>,
  most: number,
): Promise<boolean> {
  const from = (done.get(station.id) ?? 0) + 1;
  const count = Math.min(most, station.chain.events.length - from + 1);
  if (count <= 0) return false;
  await hub.push(await station.caller(), station.chain.push(from, count));
  done.set(station.id, from + count - 1);
  return true;
}

/** How many are inside each zone, computed from all facts at once. */
function insideOf(facts: readonly OrderedFact[], day: string): Record<string, number> {
  const holders = new Map<string, string>();
  for (const fact of facts) {
    if (fact.type === 'badge-issued' && fact.badgeSerial !== null && fact.delegateId !== null) {
      holders.set(fact.badgeSerial, fact.delegateId);
    }
  }
  const undone = new Set<string>();
  const crossings = new Map<string, Crossing[]>();
  for (const fact of facts) {
    const { id, station, incarnation, kseq, after, effective, type, checkpoint, wall } = fact;
    if (type === 'admission-undone' && fact.targetId !== null) undone.add(fact.targetId);
    if (type !== 'admitted' && type !== 'came-back' && type !== 'went-out') continue;
    if (fact.localDay !== day || checkpoint === null) continue;
    const serial = payloadText(fact, 'serial');
    const person = personOf(fact, serial, (one) => holders.get(one) ?? null);
    if (person === null) continue;
    const paperAt = paperEntryOf(fact)?.at ?? null;
    const own = crossings.get(person) ?? [];
    own.push({
      id,
      station,
      incarnation,
      kseq,
      after,
      effective,
      type,
      person,
      checkpoint,
      wall,
      paperAt,
    });
    crossings.set(person, own);
  }
  const inside: Record<string, number> = {};
  for (const own of crossings.values()) {
    for (const zone of foldStays(own, undone, planZones(sampleEvent.checkpoints)).keys()) {
      inside[zone] = (inside[zone] ?? 0) + 1;
    }
  }
  return inside;
}

/** Everything that the page derives from facts. */
async function everything({ organiser }: Hub) {
  const figures = [];
  for (const day of days) {
    figures.push({
      summary: await organiser.summary({ day }),
      arrivals: await organiser.arrivals({ day }),
      stce: await organiser.arrivals({ day, checkpoint: 'stce' }),
      presence: await organiser.presence({ day, language: 'fr' }),
      heads: await organiser.heads({ day, language: 'en' }),
      rooms: await organiser.rooms({ day }),
      lanes: await organiser.lanes({ day }),
    });
  }
  return figures;
}

async function expectTruth(
  { hub, store, time }: TestHub,
  written: readonly AttendanceEvent[],
): Promise<void> {
  const rows = await store.db.selectFrom('attendance_event').select(['id', 'effective']).execute();
  const clocks = new Map(rows.map(({ id, effective }) => [id, effective]));
  const facts = written.map((fact) => ({ ...fact, effective: clocks.get(fact.id) ?? '' }));
  const attendance = foldAttendance(facts);
  const delegates = await hub.listDelegates({ after: null, limit: 1_000 });
  for (const day of days) {
    const summary = await hub.organiser.summary({ day });
    const standing = attendance.standing.filter(({ localDay }) => localDay === day);
    const { total } = registrationBalance({ delegates, attendance, facts, day });
    expect(summary).toMatchObject({
      registered: total.registered,
      present: total.present,
      notArrived: total.notArrived,
      cancelled: total.cancelled,
      gaps: total.gaps,
      admissions: standing.length,
      undone: attendance.undone.filter(({ localDay }) => localDay === day).length,
      openDuplicates: attendance.duplicates.length,
      presentAnyDay: new Set(attendance.standing.map(({ delegateId }) => delegateId)).size,
    });
    const atDesk = standing.filter(({ checkpoint }) => checkpoint === 'registration');
    const { intervals, outside } = await hub.organiser.arrivals({
      day,
      checkpoint: 'registration',
    });
    const isToday = day === days[0];
    const times = atDesk.map(({ wall }) => wall);
    const isOfDay = (wall: number): boolean => localDayOf(wall, sampleEvent) === day;
    const expected = arrivalsByQuarter(times, isToday ? time.now : null, isOfDay);
    expect({ quarters: intervals, outside }).toEqual(expected);
    const { rooms } = await hub.organiser.rooms({ day });
    const inside = insideOf(facts, day);
    expect(Object.fromEntries(rooms.map((room) => [room.zone, room.inside]))).toEqual({
      '@registration': inside['@registration'] ?? 0,
      '@stce': inside['@stce'] ?? 0,
    });
  }
}

describeOnBothStores('books of the organiser’s page', (open) => {
  test('figures are those of a fold of all facts, whatever came when', async () => {
    const random = createRandom(20181002);
    const venue = await open();
    const stations = [await venue.enrol('Desk 1'), await venue.enrol('Desk 2')];
    stations.push(await venue.enrol('Desk 3'));
    const known = await peopleOf(venue, 30);
    // The last two are not in the roster: signed tickets.
    const people = [
      ...known,
      '3c9e2f9e-0000-4000-8000-000000000001',
      '3c9e2f9e-0000-4000-8000-000000000002',
    ];
    const facts = writeRandomFacts(random, stations, people, 400);
    const done = new Map<string, number>();
    let pushes = 0;
    for (let left = true; left; ) {
      left = false;
      for (const station of stations)
        left = (await pushNext(venue, station, done, 1 + random.below(40))) || left;
      pushes += 1;
      const arrived = facts.filter((fact) => fact.kseq <= (done.get(fact.station) ?? 0));
      await expectTruth(venue, arrived);
    }
    expect(pushes).toBeGreaterThan(5);
    // Incremental reads and a single read of everything give the same.
    expect(await everything(venue.hub)).toEqual(await everything(await venue.again()));
    expect(facts.some(({ type }) => type === 'admission-undone')).toBe(true);
  }, 60_000);

  test('another process writes to the same store: its facts and its roster are in the next answer', async () => {
    const venue = await open();
    const desk = await venue.enrol('Desk');
    await peopleOf(venue, 4);
    const reader = await venue.again();
    expect((await reader.organiser.summary({})).registered).toBe(3 + 1);
    const known = await peopleOf(venue, 5);
    for (const delegateId of known.slice(0, 2)) desk.chain.add({ delegateId });
    await venue.hub.push(await desk.caller(), desk.chain.push());
    expect(await reader.organiser.summary({})).toMatchObject({ registered: 5, present: 2 });
    await venue.hub.deleteDelegate(known[4] ?? '');
    await venue.hub.dropTombstones(venue.time.now + 1);
    expect(await reader.organiser.summary({})).toMatchObject({ registered: 4, present: 2 });
  });

  test('many questions at once are answered by what was committed before each of them', async () => {
    const venue = await open();
    const desk = await venue.enrol('Desk');
    const known = await peopleOf(venue, 10);
    for (const [i, delegateId] of known.entries()) {
      desk.chain.add({ delegateId });
      const early = venue.hub.organiser.summary({});
      await venue.hub.push(await desk.caller(), desk.chain.push(i + 1, 1));
      const late = venue.hub.organiser.summary({});
      expect((await late).present).toBe(i + 1);
      await early;
    }
  });
});
