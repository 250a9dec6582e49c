import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { wrongClock } from '../../../main/base/clock.ts';
import { enterFromPaper } from '../../../main/check-in/desk-calls.ts';
import { emergencyPack, packContent } from '../../../main/emergency/emergency-pack.ts';
import { evacuationList } from '../../../main/emergency/evacuation.ts';
import { admissionsOf } from '../../../main/ledger/admissions.ts';
import { cleanUp, makeDesk, person, startRig } from './support.ts';

afterEach(cleanUp);

async function twoDesks() {
  const rig = await startRig();
  await rig.importPeople(3);
  const a = await makeDesk(rig, { name: 'A' });
  const b = await makeDesk(rig, { name: 'B' });
  await a.sync();
  await b.sync();
  return { rig, a, b };
}

it('shows at every desk when somebody came who was typed in from paper', async () => {
  const { a, b } = await twoDesks();
  a.setClock('2018-10-02T14:30:00+02:00');
  const at = Date.parse('2018-10-02T09:41:00+02:00');
  const entered = enterFromPaper(a.context, a.supervisor, {
    delegateId: person(1),
    at,
    number: '',
    key: randomUUID(),
    printBadge: false,
  });
  expect(entered.outcome).toBe('entered');
  await a.sync();
  await b.sync();
  for (const desk of [a, b])
    expect(admissionsOf(desk.context, person(1)).map(({ wall }) => wall)).toEqual([at]);
});

it('writes later than the facts that it has read, though its clock is half a minute slow', async () => {
  const { a, b } = await twoDesks();
  a.setClock('2018-10-02T09:00:30+02:00');
  b.setClock('2018-10-02T09:00:00+02:00');
  a.admit(person(1));
  await a.sync();
  await b.sync();
  b.admit(person(2));
  const [read, written] = [a, b].map(({ context }) => {
    const { station, incarnation } = context.self;
    return chainOf(context.db, station, incarnation).at(-1)?.hlc ?? '';
  });
  expect(written).toMatch(/^\d/);
  expect((written ?? '') > (read ?? '')).toBe(true);
});

describe('a desk whose clock the hub knows to be two days slow', () => {
  it('judges and counts by the right day, and facts keep its own time beside the offset', async () => {
    const { rig, a, b } = await twoDesks();
    const at = (now: string, slow: string): void => {
      rig.time.now = Date.parse(now);
      a.setClock(now);
      b.setClock(slow);
    };
    at('2018-10-02T09:00:00+02:00', '2018-10-02T09:00:00+02:00');
    a.admit(person(1));
    await a.sync();
    await b.sync();
    at('2018-10-04T09:00:00+02:00', '2018-10-02T09:05:00+02:00');
    await b.sync();
    Object.assign(b.context, { confirmedOffset: wrongClock(b.context) });
    // A person of the first day comes again on the third.
    expect(b.admit(person(1))).toMatchObject({ outcome: 'admitted', returning: true });
    expect(b.admit(person(2)).outcome).toBe('admitted');
    await b.sync();
    await a.sync();
    for (const number of [1, 2]) expect(a.admit(person(number)).outcome).toBe('already-in');
    const { draft } = await rig.hub.dayStatus('2018-10-04');
    expect(draft.persons).toBe(2);
    const facts = chainOf(b.context.db, b.context.self.station, 1).filter(
      ({ type }) => type === 'admitted',
    );
    // A person entered from paper came at the time on the paper; the list of people inside is
    // current.
    const came = Date.parse('2018-10-04T08:50:00+02:00');
    const paper = { delegateId: person(3), at: came, number: '', key: randomUUID() };
    enterFromPaper(b.context, b.supervisor, { ...paper, printBadge: false });
    await b.sync();
    await a.sync();
    for (const desk of [a, b])
      expect(admissionsOf(desk.context, person(3)).map(({ wall }) => wall)).toEqual([came]);
    const now = Date.parse('2018-10-04T09:05:00+02:00');
    const near = (time: number): boolean => Math.abs(time - now) < 10 * 60_000;
    expect(near(evacuationList(b.context, 'en').asOf)).toBe(true);
    expect(near(packContent(b.context, 1, 'en').preparedAt)).toBe(true);
    expect(facts.at(-1)).toMatchObject({
      localDay: '2018-10-04',
      wall: Date.parse('2018-10-02T09:05:00+02:00'),
      payload: expect.stringContaining('"clockOffset"'),
    });
    // The morning's reminder of the emergency pack ends at noon, whatever its own clock says.
    at('2018-10-04T14:00:00+02:00', '2018-10-04T08:00:00+02:00');
    await b.sync();
    expect(emergencyPack(b.context)).toMatchObject({ day: '2018-10-04', due: false, people: 3 });
  });
});
