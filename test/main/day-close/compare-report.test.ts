import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeDay, compareReport } from '../../../main/day-close/day-close-calls.ts';
import type { DayCloseParts, DayHub } from '../../../main/day-close/day-hub.ts';
import { readDayStatus } from '../../../main/day-close/day-status.ts';
import { closeOwnDay } from '../../../main/sync/close-own-day.ts';
import { readsOf } from '../../support/long-reads.ts';
import {
  cleanUp,
  type HubRig,
  makeDesk,
  person,
  type SyncDesk,
  startRig,
} from '../sync/support.ts';

const day = '2018-10-02';
const choice = { day, revision: 1 };
let rig: HubRig;
let a: SyncDesk;
let b: SyncDesk;

beforeEach(async () => {
  rig = await startRig();
  await rig.importPeople(5);
  [a, b] = [await makeDesk(rig, { name: 'A' }), await makeDesk(rig, { name: 'B' })];
  for (const desk of [a, b]) await desk.sync();
  a.admit(person(1));
  b.admit(person(2));
  b.admit(person(3));
  closeOwnDay(b.context, { day, operatorId: null });
  await b.sync();
  await a.sync();
});
afterEach(cleanUp);

function partsOf(desk: SyncDesk, change: Partial<DayHub> = {}): DayCloseParts {
  const hub: DayHub = {
    status: (asked) => rig.hub.dayStatus(asked),
    report: (query) => rig.hub.dayReport(query),
    push: async () => void (await desk.sync()),
    call: async (asked) => void (await rig.hub.callDay(asked)),
    close: (asked) => rig.hub.closeDay(asked),
    ...change,
  };
  const reads = readsOf(desk.context, desk.keys.publicKey);
  return {
    context: desk.context,
    hub: () => hub,
    signingKey: () => desk.keys.privateKey,
    reads,
  };
}

/** Changes the store's file directly. */
function alter(desk: SyncDesk, sql: string, ...values: string[]): void {
  const { db } = desk.context;
  const triggers = db
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  expect(db.prepare(sql).run(...values).changes).toBeGreaterThan(0);
}

test('a desk that holds the same says so, also after it wrote on', async () => {
  await closeDay(partsOf(a), a.supervisor, day);
  const equal = { stations: 2, equal: 2, findings: [] };
  expect(await compareReport(partsOf(a), choice)).toEqual(equal);
  a.admit(person(4));
  await a.sync();
  expect(await compareReport(partsOf(a), choice)).toEqual(equal);
  await expect(compareReport(partsOf(a), { day, revision: 2 })).rejects.toThrow('not-found');
});

test('a copy in which a fact was changed differs; the station is named, with its life', async () => {
  await closeDay(partsOf(a), a.supervisor, day);
  const { station } = b.context.self;
  alter(a, 'UPDATE attendance_event SET wall = wall + 1 WHERE station = ? AND kseq = 2', station);
  const found = await compareReport(partsOf(a), choice);
  expect(found).toMatchObject({ stations: 2, equal: 1 });
  expect(found.findings).toMatchObject([{ station, incarnation: 1, kind: 'differs', here: 1 }]);
});

test('a desk that is merely behind is told apart, and catches up', async () => {
  const c = await makeDesk(rig, { name: 'C' });
  await c.sync();
  b.admit(person(4));
  closeOwnDay(b.context, { day, operatorId: b.supervisor.operator?.id ?? null });
  await b.sync();
  await closeDay(partsOf(a), a.supervisor, day);
  const behind = await compareReport(partsOf(c), choice);
  expect(behind.equal).toBe(0);
  expect(behind.findings.map(({ kind }) => kind)).toEqual(['behind', 'behind']);
  const ofB = behind.findings.find(({ station }) => station === b.context.self.station);
  expect([ofB?.here, ofB?.expected]).toEqual([5, 8]);
  await c.sync();
  expect(await compareReport(partsOf(c), choice)).toMatchObject({ equal: 2, findings: [] });
});

test('a hub that lost facts before it closed the day left them out, and the desk that asked knows it', async () => {
  const restore = await rig.backUp();
  b.admit(person(4));
  await b.sync();
  const forgetful: Partial<DayHub> = {
    close: async (asked) => {
      await restore({ keepEpoch: true });
      return await rig.hub.closeDay(asked);
    },
  };
  await a.sync();
  await closeDay(partsOf(a, forgetful), a.supervisor, day);
  const found = await compareReport(partsOf(a), choice);
  expect(found.findings.map(({ kind }) => kind)).toEqual(['left-out', 'left-out']);
  // Once everything is back, the next revision is whole.
  await a.sync();
  await closeDay(partsOf(a), a.supervisor, day);
  expect(await compareReport(partsOf(a), { day, revision: 2 })).toMatchObject({ findings: [] });
});

test('a fact written while the day is sent is closed as well, and not told as missing', async () => {
  let pushes = 0;
  const busy: Partial<DayHub> = {
    push: async () => {
      await a.sync();
      pushes += 1;
      // Between what was sent and the hub's close.
      if (pushes === 1) a.admit(person(5));
    },
  };
  const issued = await closeDay(partsOf(a, busy), a.supervisor, day);
  expect(pushes).toBe(2);
  expect(issued.proof).toEqual({ proven: 2, open: 0, broken: 0 });
  // A fact that comes even later is reported as such, and leads to the next revision.
  const later: Partial<DayHub> = {
    close: async (asked) => {
      a.admit(person(4));
      return await rig.hub.closeDay(asked);
    },
  };
  await closeDay(partsOf(a, later), a.supervisor, day);
  await a.sync();
  const status = await readDayStatus(partsOf(a), day);
  expect(status.state).toBe('reopened');
  expect(status.late).toBeGreaterThan(0);
});
