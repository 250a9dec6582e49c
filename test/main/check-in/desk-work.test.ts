import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBadge } from '../../../db/badges/badges.ts';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { listOperators } from '../../../db/operators.ts';
import { handOverBadge, undoBadgeFate } from '../../../main/badges/badge-fates.ts';
import { recordPrintOutcome } from '../../../main/badges/badges.ts';
import { today } from '../../../main/base/context.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { delegationView, readPresence } from '../../../main/delegations.ts';
import { writeNote } from '../../../main/ledger/notes.ts';
import {
  changePin,
  deactivateOperator,
  resetPin,
} from '../../../main/operators/operator-changes.ts';
import { addOperator, signIn } from '../../../main/operators/operators.ts';
import { delegateDetail } from '../../../main/roster/views.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

function admit(delegateId: string) {
  const answer = checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'delegate', delegateId },
    identity: null,
  });
  if (answer.outcome !== 'admitted' || answer.badge === null) throw new Error(answer.outcome);
  return answer.badge.serialText;
}

const codes = [...new Set(['SE', 'BE', 'FR', 'NO'])];

describe('a delegation’s roster', () => {
  const code = (): string => {
    const known = desk.context.event.file.delegations.map((one) => one.code);
    return codes.find((one) => known.includes(one)) ?? known[0] ?? '';
  };

  it('has heads first, then alternates, then the order of the letter', () => {
    const delegation = code();
    desk.addDelegate(1, { delegation, role: 'member', letterOrder: 2, printedName: 'B' });
    desk.addDelegate(2, { delegation, role: 'alternate', letterOrder: 9, printedName: 'Z' });
    desk.addDelegate(3, { delegation, role: 'member', letterOrder: 1, printedName: 'C' });
    desk.addDelegate(4, { delegation, role: 'head', letterOrder: 7, printedName: 'Y' });
    const { members } = delegationView(desk.context, delegation);
    expect(members.map(({ printedName }) => printedName)).toEqual(['Y', 'Z', 'C', 'B']);
  });

  it('says who is present today and where the badges are', () => {
    const delegation = code();
    const here = desk.addDelegate(1, { delegation, letterOrder: 1 });
    desk.addDelegate(2, { delegation, letterOrder: 2 });
    admit(here.id);
    const present = () =>
      delegationView(desk.context, delegation).members.map((one) => [
        one.presentToday,
        one.presentEvent,
        one.badge?.state ?? null,
      ]);
    expect(present()).toEqual([
      [true, true, 'printing'],
      [false, false, null],
    ]);
    desk.setClock('2018-10-03T09:00:00+02:00');
    expect(present()[0]).toEqual([false, true, 'printing']);
  });

  it('expects whoever is confirmed for today, and no one of another day', () => {
    const delegation = code();
    desk.addDelegate(1, { delegation, letterOrder: 1, days: ['2018-10-02'] });
    desk.addDelegate(2, { delegation, letterOrder: 2, days: ['2018-10-03'] });
    desk.addDelegate(3, { delegation, letterOrder: 3, status: 'pending' });
    const { members } = delegationView(desk.context, delegation);
    expect(members.map(({ expectedToday }) => expectedToday)).toEqual([true, false, false]);
  });

  it('is counted in the list, with its heads and whether they are here', () => {
    const [delegation, other] = [code(), 'JPN'];
    const head = desk.addDelegate(1, { delegation, role: 'head', title: 'Ms', printedName: 'A B' });
    desk.addDelegate(2, { delegation, days: ['2018-10-03'] });
    desk.addDelegate(3, { delegation, role: 'head', status: 'cancelled' });
    desk.addDelegate(4, { delegation: other, category: 'head-of-delegation', printedName: 'C' });
    const { db, event, checkpoint } = desk.context;
    const at = { eventId: event.file.id, checkpoint: checkpoint().id, language: 'en' } as const;
    const list = () => {
      const figures = readPresence(db, { ...at, day: today(desk.context) });
      return new Map(figures.map((one) => [one.code, one]));
    };
    const { id } = head;
    const line = { code: delegation, present: 0, expected: 1 };
    const named = { id, title: 'Ms', printedName: 'A B' };
    expect(list().get(delegation)).toEqual({ ...line, heads: [{ ...named, presentToday: false }] });
    expect(list().get(other)).toMatchObject({ expected: 1, heads: [{ printedName: 'C' }] });
    admit(id);
    expect(list().get(delegation)).toEqual({
      ...line,
      present: 1,
      heads: [{ ...named, presentToday: true }],
    });
    const elsewhere = readPresence(db, { ...at, checkpoint: 'elsewhere', day: '2018-10-02' });
    expect(elsewhere.find((one) => one.code === delegation)?.present).toBe(0);
    const [admission] = delegateDetail(desk.context, desk.caller, id).admissions;
    undoCheckIn(desk.context, desk.caller, {
      admissionId: admission?.eventId ?? '',
      reason: 'wrong-person',
    });
    expect(list().get(delegation)).toMatchObject({ present: 0, expected: 1 });
    admit(id);
    desk.setClock('2018-10-04T09:00:00+02:00');
    expect(list().get(delegation)).toMatchObject({ present: 0, expected: 1 });
  });

  it('is not known for a code that the table does not have', () => {
    expect(() => delegationView(desk.context, 'ZZZ')).toThrow(/not-found/);
  });

  it('is read by its index, however large the roster is', () => {
    const plan = desk.context.db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT id FROM delegate WHERE event_id = 'x' AND delegation = 'SE' AND deleted = 0`,
      )
      .all();
    expect(JSON.stringify(plan)).toContain('delegate_by_delegation');
  });
});

describe('badges that a focal point collects', () => {
  it('are handed over without anybody becoming present by it, and it can be taken back', () => {
    const { id } = desk.addDelegate(1);
    const serial = admit(id);
    recordPrintOutcome(desk.context, { badgeSerial: serial, state: 'confirmed' }, null);
    const before = delegateDetail(desk.context, desk.caller, id).admissions.length;
    const { factId } = handOverBadge(desk.context, desk.caller, {
      serialText: serial,
      to: 'focal-point',
    });
    const facts = chainOf(desk.context.db, desk.context.self.station, 1);
    expect(facts.at(-1)).toMatchObject({
      id: factId,
      type: 'badge-handed-over',
      payload: '{"to":"focal-point"}',
    });
    expect(delegateDetail(desk.context, desk.caller, id).admissions).toHaveLength(before);
    undoBadgeFate(desk.context, desk.caller, factId);
    expect(findBadge(desk.context.db, serial)?.state).toBe('printed');
  });
});

describe('notes', () => {
  it('stand with the delegate, newest first, and bear their writer', () => {
    const { id } = desk.addDelegate(1);
    writeNote(desk.context, desk.caller, { delegateId: id, text: 'Arrives at noon' });
    desk.setClock('2018-10-02T10:00:00+02:00');
    writeNote(desk.context, desk.supervisor, { delegateId: id, text: 'Not at noon: at four' });
    expect(delegateDetail(desk.context, desk.caller, id).notes).toMatchObject([
      { text: 'Not at noon: at four', operatorName: 'Supervisor', stationName: 'Desk 1' },
      { text: 'Arrives at noon', operatorName: 'Operator' },
    ]);
  });

  it('keep their words out of the chain and vanish with them', () => {
    const { id } = desk.addDelegate(1);
    writeNote(desk.context, desk.caller, { delegateId: id, text: 'Wheelchair' });
    const [fact] = chainOf(desk.context.db, desk.context.self.station, 1);
    expect(JSON.stringify(fact)).not.toContain('Wheelchair');
    expect(fact?.commitment).toMatch(/^[0-9a-f]{64}$/);
    desk.context.db.prepare('DELETE FROM attendance_personal').run();
    expect(delegateDetail(desk.context, desk.caller, id).notes).toEqual([]);
  });
});

describe('operators', () => {
  it('change their own PIN against the old one, and guessing it is throttled', async () => {
    const { db } = desk.context;
    const operator = await addOperator(db, { name: 'Ana', pin: '4711', role: 'operator' });
    const caller = { operator };
    const change = (pin: string) => changePin(db, caller, { pin, newPin: '0815' }, () => 1_000);
    for (let guess = 0; guess < 3; guess += 1) {
      expect(await change('0000')).toEqual({ result: 'wrong-pin' });
    }
    expect(await change('4711')).toMatchObject({ result: 'wait' });
    expect(await changePin(db, caller, { pin: '4711', newPin: '0815' }, () => 100_000)).toEqual({
      result: 'changed',
    });
    const sign = (pin: string) => signIn(db, { operatorId: operator.id, pin }, () => 200_000);
    expect(await sign('4711')).toEqual({ result: 'wrong-pin' });
    expect(await sign('0815')).toMatchObject({ result: 'signed-in' });
  });

  it('get a new PIN from a supervisor, which ends their wait', async () => {
    const { db } = desk.context;
    const operator = await addOperator(db, { name: 'Ana', pin: '4711', role: 'operator' });
    const sign = (pin: string) => signIn(db, { operatorId: operator.id, pin }, () => 1_000);
    for (let guess = 0; guess < 3; guess += 1) await sign('0000');
    expect(await sign('4711')).toMatchObject({ result: 'wait' });
    await resetPin(db, desk.supervisor, { operatorId: operator.id, newPin: '1243' });
    expect(await sign('1243')).toMatchObject({ result: 'signed-in' });
    await expect(
      resetPin(db, { operator }, { operatorId: operator.id, newPin: '9293' }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('are deactivated by another one: they sign in no more and keep their name', async () => {
    const { db } = desk.context;
    const operator = await addOperator(db, { name: 'Ana', pin: '4711', role: 'operator' });
    const { id } = desk.addDelegate(1);
    writeNote(desk.context, { operator }, { delegateId: id, text: 'x' });
    deactivateOperator(db, desk.supervisor, { operatorId: operator.id });
    expect(listOperators(db).map(({ name }) => name)).not.toContain('Ana');
    await expect(signIn(db, { operatorId: operator.id, pin: '4711' })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(delegateDetail(desk.context, desk.caller, id).notes[0]?.operatorName).toBe('Ana');
    const self = desk.supervisor.operator?.id ?? '';
    expect(() => deactivateOperator(db, desk.supervisor, { operatorId: self })).toThrow(
      /not-allowed/,
    );
  });
});
