import { afterEach, expect, it } from 'vitest';
import { findBadge } from '../../../db/badges/badges.ts';
import { openDuplicates } from '../../../db/check-in/duplicates.ts';
import { handOverBadge, recordBadgeFate, undoBadgeFate } from '../../../main/badges/badge-fates.ts';
import { recordPrintOutcome } from '../../../main/badges/badges.ts';
import { cleanUp, makeDesk, person, startRig } from './support.ts';

afterEach(cleanUp);

const day = 86_400_000;

/** Two desks that know each other's people. */
async function twoDesks() {
  const rig = await startRig();
  await rig.importPeople(6);
  const a = await makeDesk(rig, { name: 'A' });
  const b = await makeDesk(rig, { name: 'B' });
  return { rig, a, b };
}

type Desk = Awaited<ReturnType<typeof makeDesk>>;

/** Checks a person in at a desk and hands the badge over. */
function handOut(desk: Desk, index: number): string {
  const answer = desk.admit(person(index));
  if (answer.outcome !== 'admitted' || answer.badge === null) throw new Error(answer.outcome);
  const serial = answer.badge.serialText;
  desk.context.db
    .prepare("UPDATE print_job SET state = 'confirmed' WHERE badge_serial = ?")
    .run(serial);
  recordPrintOutcome(desk.context, { badgeSerial: serial, state: 'confirmed' }, null);
  handOverBadge(desk.context, desk.caller, { serialText: serial, to: 'delegate' });
  return serial;
}

function reportLost(desk: Desk, serialText: string): string {
  const badge = { kind: 'serial', serialText } as const;
  return recordBadgeFate(desk.context, desk.caller, { badge, fate: 'lost' }).factId;
}

const states = (desks: Desk[], serial: string) =>
  desks.map(({ context }) => findBadge(context.db, serial)?.state);

it.each([
  ['right', 0],
  ['90 s slow', -90_000],
  ['set back by three days in mid-session', -3 * day],
  ['three days ahead', 3 * day],
])(
  'a badge reported lost is lost at every desk, where the reporting clock is %s',
  async (_, by) => {
    const { rig, a, b } = await twoDesks();
    const set = (iso: string): void => {
      rig.time.now = Date.parse(iso);
      a.setClock(iso);
      b.setClock(new Date(Date.parse(iso) + by).toISOString());
    };
    const opening = '2018-10-02T09:00:00+02:00';
    for (const desk of [a, b]) desk.setClock(opening);
    rig.time.now = Date.parse(opening);
    await a.sync();
    await b.sync();
    b.admit(person(2));
    await b.sync();
    set('2018-10-02T10:00:00+02:00');
    const serial = handOut(a, 1);
    await a.sync();
    await b.sync();
    set('2018-10-02T10:01:00+02:00');
    const lost = reportLost(b, serial);
    await b.sync();
    await a.sync();
    expect(states([a, b], serial)).toEqual(['lost', 'lost']);
    // The fact that took it back was written knowing of the loss, so it holds, too.
    undoBadgeFate(a.context, a.caller, lost);
    await a.sync();
    await b.sync();
    expect(states([a, b], serial)).toEqual(['handed-over', 'handed-over']);
  },
);

it('one fact made under a clock three days ahead voids nobody’s later word', async () => {
  const { rig, a, b } = await twoDesks();
  const set = (iso: string): void => {
    a.setClock(iso);
    b.setClock(iso);
    rig.time.now = Date.parse(iso);
  };
  set('2018-10-02T09:00:00+02:00');
  await a.sync();
  await b.sync();
  a.setClock('2018-10-05T09:00:00+02:00');
  a.admit(person(3));
  a.setClock('2018-10-02T09:00:00+02:00');
  await a.sync();
  await b.sync();
  const serial = handOut(a, 1);
  await a.sync();
  await b.sync();
  set('2018-10-03T15:00:00+02:00');
  reportLost(b, serial);
  await b.sync();
  await a.sync();
  expect(states([a, b], serial)).toEqual(['lost', 'lost']);
});

it('who was first is the same at every desk, although that one’s clock runs three hours ahead', async () => {
  const { rig, a, b } = await twoDesks();
  const start = rig.time.now;
  const set = (minutes: number): void => {
    rig.time.now = start + minutes * 60_000;
    a.setClock(new Date(rig.time.now + 3 * 3_600_000).toISOString());
    b.setClock(new Date(rig.time.now).toISOString());
  };
  await a.sync();
  await b.sync();
  // Each learns of the other's admission only afterwards.
  const firsts = (): (string | undefined)[] =>
    [a, b].map(
      ({ context }) => openDuplicates(context.db, context.event.file.id)[0]?.first.station,
    );
  set(1);
  a.admit(person(1));
  set(3);
  await a.sync();
  set(10);
  b.admit(person(1));
  await b.sync();
  await a.sync();
  const { station } = a.station();
  expect(firsts()).toEqual([station, station]);
  const places = [a, b].map(({ context }) =>
    context.db.prepare('SELECT id, effective FROM attendance_event ORDER BY id').all(),
  );
  expect(places[0]).toEqual(places[1]);
});
