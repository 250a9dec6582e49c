import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { reportText } from '../../../domain/day-close/report.ts';
import type { DayStatus } from '../../../domain/day-close/status.ts';
import { verifyReport } from '../../../domain/day-close/verify-report.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import { today } from '../../../main/base/context.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import {
  callDayClose,
  closeDay,
  resolveFinding,
  signedReport,
} from '../../../main/day-close/day-close-calls.ts';
import type { DayCloseParts, DayHub } from '../../../main/day-close/day-hub.ts';
import { readDayStatus } from '../../../main/day-close/day-status.ts';
import { closeOwnDay } from '../../../main/sync/close-own-day.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { fileOf } from '../../domain/day-close/report-sample.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
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

function admit(desk: DeskContext, delegateId: string): void {
  const target = { kind: 'delegate' as const, delegateId };
  const key = crypto.randomUUID();
  const { outcome } = checkIn(desk.context, desk.caller, { key, target, identity: null });
  expect(outcome).toBe('admitted');
}

function own(status: DayStatus) {
  const station = status.stations.find(({ self }) => self);
  return [station?.verdict, station?.reason];
}

describe('a desk without a hub', () => {
  const keys = makeSigningKeys();
  let desk: DeskContext;
  let parts: DayCloseParts;
  beforeEach(() => {
    desk = makeDeskContext();
    parts = {
      context: desk.context,
      hub: () => null,
      signingKey: () => keys.privateKey,
      reads: readsOf(desk.context, keys.publicKey),
    };
  });
  afterEach(() => desk.close());

  test('closes its day with a report that it signs, and a late fact reopens it', async () => {
    const [a, b] = [desk.addDelegate(1), desk.addDelegate(2)];
    desk.addDelegate(3, { status: 'pending' });
    admit(desk, a.id);
    const before = await readDayStatus(parts, null);
    expect(before).toMatchObject({
      day,
      today: day,
      source: 'desk',
      hub: null,
      state: 'open',
      persons: 1,
      push: { waiting: 0 },
      balance: { total: { registered: 3, present: 1, notArrived: 1, pending: 1 }, gaps: 0 },
    });
    expect(own(before)).toEqual(['open', 'not-closed']);

    const first = await closeDay(parts, desk.supervisor, day);
    expect(first).toMatchObject({
      revision: 1,
      number: 1,
      issuer: 'desk',
      operatorName: 'Supervisor',
      proof: { proven: 1, open: 0, broken: 0 },
    });
    const closed = await readDayStatus(parts, day);
    expect(closed).toMatchObject({ state: 'closed', late: 0, reports: [first] });
    expect(own(closed)).toEqual(['proven', null]);

    admit(desk, b.id);
    const reopened = await readDayStatus(parts, day);
    expect(reopened).toMatchObject({ state: 'reopened', persons: 2 });
    expect(reopened.late).toBeGreaterThan(0);
    expect(own(reopened)).toEqual(['open', 'wrote-after-close']);

    const second = await closeDay(parts, desk.supervisor, day);
    expect(second).toMatchObject({ revision: 2, number: 2, proof: { proven: 1 } });
    const [file, previous] = await Promise.all(
      [2, 1].map(async (revision) => fileOf(await signedReport(parts, { day, revision }))),
    );
    if (file === undefined || previous === undefined) throw new Error('no file');
    const expected = { previous, publicKey: keys.publicKey };
    expect(verifyReport(file, expected, nodeCrypto)).toMatchObject({
      genuine: true,
      hash: second.hash,
    });
    await expect(signedReport(parts, { day, revision: 3 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('before the day’s boundary it shows the day that the foot of the page does', async () => {
    desk.setClock('2018-10-01T02:00:00+02:00');
    const shown = await readDayStatus(parts, null);
    expect(shown.day).toBe(today(desk.context));
    expect(shown.days).toContain('2018-09-30');
  });

  test('says once how far its chain goes, and again only after it wrote of the day', () => {
    const operatorId = desk.supervisor.operator?.id ?? '';
    const close = (on = day) => closeOwnDay(desk.context, { day: on, operatorId });
    const delegate = desk.addDelegate(1);
    expect(close()?.payload).toContain('"count":0');
    expect(close()).toBeNull();
    admit(desk, delegate.id);
    expect(close()?.payload).toContain('"count":3');
    desk.setClock('2018-10-03T09:00:00+02:00');
    admit(desk, delegate.id);
    expect(close()).toBeNull();
    expect(close('2018-10-03')).not.toBeNull();
    // A later day's close covers the earlier one.
    expect(close()).toBeNull();
    const { station, incarnation } = desk.context.self;
    expect(chainOf(desk.context.db, station, incarnation).map(({ type }) => type)).toEqual([
      'day-closed',
      'admitted',
      'badge-issued',
      'day-closed',
      'admitted',
      'day-closed',
    ]);
  });

  test('closes no day to come; and at the hub’s word not after each fact of people who go on working', async () => {
    const delegate = desk.addDelegate(1);
    const tomorrow = '2018-10-03';
    await expect(closeDay(parts, desk.supervisor, tomorrow)).rejects.toThrow('bad-input');
    await expect(callDayClose(parts, desk.supervisor, tomorrow)).rejects.toThrow('bad-input');
    const asked = () => closeOwnDay(desk.context, { day, operatorId: null });
    expect(asked()).not.toBeNull();
    admit(desk, delegate.id);
    expect(asked()).toBeNull();
    desk.setClock('2018-10-02T09:01:00+02:00');
    expect(asked()).not.toBeNull();
  });

  test('what was found is resolved once, with a note that stands beside the chain', async () => {
    const delegate = desk.addDelegate(1);
    admit(desk, delegate.id);
    const { prints, jobs } = await readDayStatus(parts, day);
    expect(prints).toMatchObject([{ delegateId: delegate.id, resolution: null }]);
    expect(jobs).toHaveLength(1);
    const reference = prints[0]?.serial ?? '';
    const request = { day, finding: 'print' as const, reference, note: 'Seen at the desk' };
    resolveFinding(desk.context, desk.supervisor, request);
    const after = await readDayStatus(parts, day);
    expect(after.prints).toMatchObject([
      { resolution: { note: 'Seen at the desk', operatorName: 'Supervisor' } },
    ]);
    expect(() => resolveFinding(desk.context, desk.supervisor, request)).toThrow('already-done');
    const unknown = { ...request, finding: 'override' as const };
    expect(() => resolveFinding(desk.context, desk.supervisor, unknown)).toThrow('not-found');
    const { text } = await reportFileOf();
    expect(text).not.toContain('Seen at the desk');
    expect(text).not.toContain(delegate.printedName);
  });

  async function reportFileOf(): Promise<{ text: string }> {
    const { revision } = await closeDay(parts, desk.supervisor, day);
    return { text: reportText(await signedReport(parts, { day, revision })) };
  }

  test('a fact changed in the store is found as broken', async () => {
    for (let i = 1; i <= 3; i += 1) admit(desk, desk.addDelegate(i).id);
    await closeDay(parts, desk.supervisor, day);
    desk.context.db.exec('DROP TRIGGER IF EXISTS attendance_event_never_changed');
    const triggers = desk.context.db
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
      .all();
    for (const { name } of triggers) desk.context.db.exec(`DROP TRIGGER ${name}`);
    desk.context.db.exec('UPDATE attendance_event SET wall = wall + 1 WHERE kseq = 3');
    const status = await readDayStatus(parts, day);
    expect(own(status)).toEqual(['broken', 'chain-broken']);
  });
});

describe('a desk with a hub', () => {
  afterEach(cleanUp);

  function hubOf(rig: HubRig, desk: SyncDesk): DayHub {
    return {
      status: (asked) => rig.hub.dayStatus(asked),
      report: (query) => rig.hub.dayReport(query),
      push: async () => void (await desk.sync()),
      call: async (asked) => void (await rig.hub.callDay(asked)),
      close: (asked) => rig.hub.closeDay(asked),
    };
  }

  function closing(desk: () => SyncDesk) {
    return {
      closeDay: (asked: string) =>
        void closeOwnDay(desk().context, { day: asked, operatorId: null }),
    };
  }

  test('calls, every kiosk closes at its next sync, and the hub proves all of them', async () => {
    const rig = await startRig();
    await rig.importPeople(5);
    const a = await makeDesk(rig, { name: 'A' });
    const b: SyncDesk = await makeDesk(rig, { name: 'B', parts: closing(() => b) });
    const parts: DayCloseParts = {
      context: a.context,
      hub: () => hubOf(rig, a),
      signingKey: () => a.keys.privateKey,
      reads: readsOf(a.context, a.keys.publicKey),
    };
    for (const desk of [a, b]) await desk.sync();
    a.admit(person(1));
    b.admit(person(1));
    b.admit(person(2));
    await b.sync();
    await callDayClose(parts, a.supervisor, day);
    const called = await readDayStatus(parts, day);
    expect(called).toMatchObject({
      source: 'hub',
      hub: { reachable: true },
      persons: 2,
      proof: { proven: 1, open: 1, broken: 0 },
      push: { waiting: 0 },
    });
    expect(called.calledAt).not.toBeNull();
    await b.sync();
    await a.sync();
    const status = await readDayStatus(parts, day);
    expect(status.proof).toEqual({ proven: 2, open: 0, broken: 0 });
    expect(status.further).toMatchObject([{ delegateId: person(1), resolution: null }]);
    // Without the hub this desk knows only of itself: the other may have continued after its close.
    const cut: DayHub = {
      ...hubOf(rig, a),
      status: () => Promise.reject(new CallFailure('hub-unreachable')),
    };
    const { stations } = await readDayStatus({ ...parts, hub: () => cut }, day);
    const verdicts = stations.map(({ self, verdict, reason }) => ({ self, verdict, reason }));
    expect(verdicts.filter(({ self }) => self)).toMatchObject([{ verdict: 'proven' }]);
    expect(verdicts.filter(({ self }) => !self)).toMatchObject([
      { verdict: 'open', reason: 'not-heard' },
    ]);
    const issued = await closeDay(parts, a.supervisor, day);
    expect(issued).toMatchObject({ issuer: 'hub', revision: 1, proof: { proven: 2 } });
    const file = fileOf(await signedReport(parts, { day, revision: 1 }));
    const publicKey = rig.hub.identity().hubKey;
    expect(verifyReport(file, { publicKey }, nodeCrypto).genuine).toBe(true);
    // Nothing more is written: a call closes a day once.
    const { lastKseq } = b.station();
    await b.sync();
    expect(b.station().lastKseq).toBe(lastKseq);
  });

  test('while the hub is away the desk shows what it holds, and closes nothing', async () => {
    const rig = await startRig();
    await rig.importPeople(2);
    const a = await makeDesk(rig, { name: 'A' });
    await a.sync();
    a.admit(person(1));
    const away = async (): Promise<never> => {
      throw new CallFailure('hub-unreachable');
    };
    const parts: DayCloseParts = {
      context: a.context,
      hub: () => ({ status: away, report: away, push: away, call: away, close: away }),
      signingKey: () => a.keys.privateKey,
      reads: readsOf(a.context, a.keys.publicKey),
    };
    const status = await readDayStatus(parts, day);
    expect(status).toMatchObject({ source: 'desk', hub: { reachable: false }, persons: 1 });
    expect(status.push.waiting).toBe(status.push.total);
    await expect(closeDay(parts, a.supervisor, day)).rejects.toMatchObject({
      code: 'hub-unreachable',
    });
    expect((await readDayStatus(parts, day)).reports).toEqual([]);
  });
});
