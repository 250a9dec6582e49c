import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { findPersonal } from '../../../db/ledger/attendance.ts';
import { factsAbout } from '../../../db/ledger/projection.ts';
import { findDelegateById } from '../../../db/roster/roster.ts';
import { heldStopLists, listStopEntries } from '../../../db/sync/stop-list.ts';
import { lastWords } from '../../../domain/ledger/cause.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { stoppedBy } from '../../../domain/sync/stop-list.ts';
import {
  type RegistrationWord,
  registrationWord,
} from '../../../domain/tickets/registration-words.ts';
import { seedHub } from '../../../main/hub-hosting/seed-hub.ts';
import { entry } from '../../hub/http/people.ts';
import {
  cleanUp,
  type HubRig,
  joined,
  makeDesk,
  person,
  refuse,
  rigWithDesk,
  type SyncDesk,
  startRig,
  undisturbed,
} from './support.ts';

afterEach(cleanUp);

const day = 86_400_000;
const people = [1, 2, 3, 4] as const;
const stop = (number: number) => ({ kind: 'delegate' as const, value: person(number) });

/** The desk's machine becomes the hub, as in the app; the others join in this order. */
async function takeOver(rig: HubRig, desk: SyncDesk, others: readonly SyncDesk[]): Promise<void> {
  const later = await startRig();
  later.time.now = rig.time.now;
  const { seedRoster, seedStations, seedStopList, privacy } = later.hub;
  const admin = { seedRoster, seedStations, seedStopList, privacy };
  await seedHub(desk.context, admin, true, () => {});
  rig.hub = later.hub;
  rig.store = later.store;
  for (const station of [desk, ...others]) {
    const { name, mode } = station.named;
    const who = { name, mode, keys: station.keys, takeover: true };
    station.token = await joined(rig, station, who);
    await station.sync();
  }
  for (let round = 0; round < 3; round += 1) {
    for (const station of [desk, ...others]) await station.sync();
  }
}

/** The changes to a person's registration that a desk holds. */
function wordsAt({ context: { db, event } }: SyncDesk, id: string): RegistrationWord[] {
  return factsAbout(db, event.file.id, id).flatMap((fact) => {
    const word = registrationWord(fact, findPersonal(db, fact.id)?.payload ?? null);
    return word === null ? [] : [word];
  });
}

/**
 * The values that may apply: those of the causally last changes; none if nobody changed the field.
 */
function lastValues(
  words: readonly RegistrationWord[],
  field: 'status' | 'printedName' | 'deleted',
): unknown[] {
  const spoken = words.filter(({ values }) => values[field] !== undefined);
  return lastWords(spoken, words).map(({ values }) => values[field]);
}

async function stateAt({ hub }: HubRig, id: string) {
  const known = await hub.delegate(id).catch(() => null);
  return known === null ? null : { status: known.status, printedName: known.printedName };
}

function rowAt({ context: { db, event } }: SyncDesk, id: string) {
  const known = findDelegateById(db, event.file.id, id);
  return known === null ? null : { status: known.status, printedName: known.printedName };
}

const number = fc.constantFrom(...people);
const step = fc.oneof(
  fc.record({ kind: fc.constantFrom('stop', 'lift', 'cancel', 'confirm', 'delete'), number }),
  fc.record({ kind: fc.constant('correct'), number, name: fc.constantFrom('Ana', 'Bo', 'Che') }),
  fc.record({ kind: fc.constant('sync'), station: fc.nat({ max: 2 }) }),
  fc.record({ kind: fc.constant('sync'), station: fc.nat({ max: 2 }) }),
  fc.record({ kind: fc.constant('clock'), by: fc.constantFrom(-40, -2, -0.01, 0.01, 2, 40) }),
  fc.record({ kind: fc.constantFrom('back-up', 'restore', 'restore-silently') }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

type Restore = (change?: { keepEpoch?: boolean }) => Promise<void>;

async function play(
  rig: HubRig,
  stations: readonly SyncDesk[],
  steps: readonly Step[],
): Promise<void> {
  let restore: Restore = await rig.backUp();
  for (const one of steps) {
    rig.time.now += 1_000;
    // Deleted before, or unknown to a restored hub.
    const changing = async (change: object): Promise<void> => {
      if ('number' in one) await rig.hub.changeDelegate(person(one.number), change).catch(isGone);
    };
    switch (one.kind) {
      case 'stop':
        if ('number' in one) await rig.hub.changeStopList({ add: [stop(one.number)], remove: [] });
        break;
      case 'lift':
        if ('number' in one) await rig.hub.changeStopList({ add: [], remove: [stop(one.number)] });
        break;
      case 'cancel':
        await changing({ status: 'cancelled' });
        break;
      case 'confirm':
        await changing({ status: 'confirmed' });
        break;
      case 'correct':
        if ('name' in one) await changing({ printedName: one.name });
        break;
      case 'delete':
        if ('number' in one) await rig.hub.deleteDelegate(person(one.number)).catch(isGone);
        break;
      case 'sync':
        if ('station' in one) await stations[one.station]?.sync();
        break;
      case 'clock':
        if ('by' in one) rig.time.now += one.by * day;
        break;
      case 'back-up':
        restore = await rig.backUp();
        break;
      case 'restore':
      case 'restore-silently':
        await restore({ keepEpoch: one.kind === 'restore-silently' });
    }
  }
}

function isGone(error: unknown): void {
  if (!(error instanceof HubProblem) || error.code !== 'not-found') throw error;
}

async function checkTakenOver(
  rig: HubRig,
  desks: readonly [SyncDesk, SyncDesk],
  steps: readonly Step[],
  first: number,
  door: SyncDesk,
): Promise<void> {
  await play(rig, [...desks, door], steps);
  const [one, two] = first === 0 ? desks : [desks[1], desks[0]];
  const lists = desks.flatMap(({ context }) => heldStopLists(context.db)).map(({ list }) => list);
  const words = new Map(
    people.map((each) => {
      const all = desks.flatMap((desk) => wordsAt(desk, person(each)));
      return [each, [...new Map(all.map((word) => [word.id, word])).values()]] as const;
    }),
  );
  await takeOver(rig, one, first === 0 ? [two, door] : [door, two]);
  // A person stopped, cancelled or corrected at any desk that joined stays so everywhere.
  const list = await rig.hub.stopList();
  expect(list === null ? [] : stoppedBy([list.list])).toEqual(stoppedBy(lists));
  for (const desk of desks) expect(listStopEntries(desk.context.db)).toEqual(stoppedBy(lists));
  for (const each of people) {
    const id = person(each);
    const said = words.get(each) ?? [];
    const now = await stateAt(rig, id);
    for (const desk of desks) expect(rowAt(desk, id)).toEqual(now);
    if (lastValues(said, 'deleted').length > 0) {
      expect(now).toBeNull();
      continue;
    }
    const listed = entry(each).values;
    const status = lastValues(said, 'status');
    const names = lastValues(said, 'printedName');
    expect(status.length === 0 ? ['confirmed'] : status).toContain(now?.status);
    expect(names.length === 0 ? [listed.printedName] : names).toContain(now?.printedName);
  }
}

it('whatever a hub went through: its take-over loses nothing that a desk which joins can prove', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 8, maxLength: 24 }),
      fc.nat({ max: 1 }),
      async (steps, first) => {
        const { rig, a } = await rigWithDesk(people.length);
        const b = await makeDesk(rig, { name: 'B' });
        const door = await makeDesk(rig, { name: 'Door', mode: 'door' });
        for (const station of [b, door, a]) await station.sync();
        await checkTakenOver(rig, [a, b], steps, first, door);
        await cleanUp();
      },
    ),
    { seed: 44, numRuns: 6, endOnFailure: true },
  );
});

it('what a list changed after the administrator stays, whatever the clock says at the take-over', async () => {
  const { rig, a } = await rigWithDesk(2);
  const b = await makeDesk(rig, { name: 'B' });
  await rig.hub.changeDelegate(person(1), { printedName: 'By the ADMINISTRATOR' });
  await rig.hub.importRoster([entry(1, { printedName: 'By the LIST' })], 'later.csv');
  for (const desk of [a, b]) await desk.sync();
  rig.time.now -= 40 * day;
  await takeOver(rig, a, [b]);
  expect((await rig.hub.delegate(person(1))).printedName).toBe('By the LIST');
  expect([a, b].map((desk) => rowAt(desk, person(1))?.printedName)).toEqual([
    'By the LIST',
    'By the LIST',
  ]);
});

it('a desk that read of a change and not yet the roster takes over: the change holds', async () => {
  const { rig, a } = await rigWithDesk(2);
  a.between = refuse('pullRoster', new HubProblem('busy'));
  await rig.hub.changeDelegate(person(1), { status: 'cancelled' });
  await expect(a.sync()).rejects.toThrow('busy');
  a.between = undisturbed;
  expect(rowAt(a, person(1))?.status).toBe('confirmed');
  await takeOver(rig, a, []);
  expect(rowAt(a, person(1))?.status).toBe('cancelled');
  expect((await rig.hub.delegate(person(1))).status).toBe('cancelled');
});

it('a stop that the former hub lifted is lifted by the desk that knows of it, and by no other', async () => {
  const { rig, a } = await rigWithDesk(2);
  const b = await makeDesk(rig, { name: 'B' });
  await rig.hub.changeStopList({ add: [stop(1), stop(2)], remove: [] });
  for (const desk of [a, b]) await desk.sync();
  await rig.hub.changeStopList({ add: [], remove: [stop(1)] });
  await b.sync();
  await takeOver(rig, a, []);
  expect(listStopEntries(a.context.db)).toEqual(expect.arrayContaining([stop(1), stop(2)]));
  const { name, mode } = b.named;
  b.token = await joined(rig, b, { name, mode, keys: b.keys, takeover: true });
  for (const desk of [b, a, b]) await desk.sync();
  expect([a, b].map((desk) => listStopEntries(desk.context.db))).toEqual([[stop(2)], [stop(2)]]);
});
