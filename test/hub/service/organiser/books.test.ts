import { expect, test } from 'vitest';
import type { AttendanceEvent, OrderedFact } from '../../../../domain/attendance.ts';
import { foldAttendance, payloadText } from '../../../../domain/attendance-fold.ts';
import { paperEntryOf } from '../../../../domain/from-paper.ts';
import { arrivalsByQuarter } from '../../../../domain/quarters.ts';
import { registrationBalance } from '../../../../domain/registration-balance.ts';
import { type Crossing, foldStays, personOf, planZones } from '../../../../domain/zones.ts';
import type { Hub } from '../../../../hub/service/hub.ts';
import { createRandom } from '../../../sim/random.ts';
import { sampleEvent } from '../../../support/sample-event.ts';
import { describeOnBothStores, type TestHub } from '../test-hub.ts';
import { days, peopleOf, pushNext, writeRandomFacts } from './venue.ts';

/** How many are inside each zone, from all facts at once. */
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
    const { id, kiosk, incarnation, kseq, after, effective, type, checkpoint, wall } = fact;
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
      kiosk,
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

/** Everything that the page shows of facts. */
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
    const { intervals } = await hub.organiser.arrivals({ day, checkpoint: 'registration' });
    const isToday = day === days[0];
    const times = atDesk.map(({ wall }) => wall);
    expect(intervals).toEqual(arrivalsByQuarter(times, isToday ? time.now : null));
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
    const kiosks = [await venue.enrol('Desk 1'), await venue.enrol('Desk 2')];
    kiosks.push(await venue.enrol('Desk 3'));
    const known = await peopleOf(venue, 30);
    // The last two are not in the roster: signed tickets.
    const people = [
      ...known,
      '3c9e2f9e-0000-4000-8000-000000000001',
      '3c9e2f9e-0000-4000-8000-000000000002',
    ];
    const facts = writeRandomFacts(random, kiosks, people, 400);
    const done = new Map<string, number>();
    let pushes = 0;
    for (let left = true; left; ) {
      left = false;
      for (const kiosk of kiosks)
        left = (await pushNext(venue, kiosk, done, 1 + random.below(40))) || left;
      pushes += 1;
      const arrived = facts.filter((fact) => fact.kseq <= (done.get(fact.kiosk) ?? 0));
      await expectTruth(venue, arrived);
    }
    expect(pushes).toBeGreaterThan(5);
    // Of all that was read little by little, and of all that is read at once, the same.
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
