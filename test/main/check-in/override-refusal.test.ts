import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSetting } from '../../../db/base/settings.ts';
import { chainOf, findPersonal } from '../../../db/ledger/attendance.ts';
import { insertOperator } from '../../../db/operators.ts';
import { printJobsInStates } from '../../../db/printing/print-jobs.ts';
import type { OverrideRequest } from '../../../domain/check-in/override.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import type { Operator } from '../../../domain/operators/rights.ts';
import type { Caller } from '../../../main/base/context.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { overrideRefusal } from '../../../main/check-in/desk-calls.ts';
import { hashPin } from '../../../main/operators/pin.ts';
import { delegateDetail, recentItems } from '../../../main/roster/views.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
const anna: Operator = { id: randomUUID(), name: 'Anna', role: 'supervisor' };
const asks: Caller = { operator: { id: randomUUID(), name: 'Otto', role: 'operator' } };
// A hash is deliberately slow: made once for all tests.
const pinOfAnna = hashPin('24681');
beforeEach(async () => {
  desk = makeDeskContext();
  const { db } = desk.context;
  // The context's own operators have no comparable PIN.
  db.prepare('DELETE FROM operator').run();
  for (const one of [anna, asks.operator]) {
    if (one !== null) insertOperator(db, { ...one, pinHash: await pinOfAnna, wall: 1 });
  }
});
afterEach(() => desk.close());

function request(
  delegateId: string,
  change: Partial<OverrideRequest & { pin: string }> = {},
): OverrideRequest & { pin: string } {
  return {
    key: randomUUID(),
    delegateId,
    outcome: 'wrong-day',
    reason: 'secretariat-confirmed',
    note: '',
    identity: null,
    pin: '24681',
    ...change,
  };
}

function facts() {
  return chainOf(desk.context.db, desk.context.self.station, 1);
}

describe('the override of a refusal', () => {
  it('admits with the refusal, the reason and who approved, and prints', async () => {
    const delegate = desk.addDelegate(1, { days: ['2018-10-03'] });
    const answer = await overrideRefusal(
      desk.context,
      asks,
      request(delegate.id, { note: 'Mail of 1 October' }),
    );
    expect(answer).toMatchObject({
      result: 'granted',
      answer: { outcome: 'admitted', returning: false, badge: { state: 'new' } },
    });
    const [admitted] = facts();
    expect(admitted).toMatchObject({ type: 'admitted', operatorId: asks.operator?.id });
    expect(JSON.parse(admitted?.payload ?? '')).toEqual({
      approvedBy: anna.id,
      identity: null,
      override: 'wrong-day',
      reason: 'secretariat-confirmed',
      source: 'search',
    });
    // The reason stays apart from the chain, where it can be purged.
    expect(JSON.parse(findPersonal(desk.context.db, admitted?.id ?? '')?.payload ?? '')).toEqual({
      note: 'Mail of 1 October',
    });
    expect(verifyChain(facts(), nodeCrypto)).toMatchObject({ whole: true });
    expect(printJobsInStates(desk.context.db, ['queued'])).toHaveLength(1);
    expect(recentItems(desk.context, 5)).toMatchObject([{ override: true }]);
    expect(delegateDetail(desk.context, asks, delegate.id).admissions).toMatchObject([
      {
        override: {
          outcome: 'wrong-day',
          reason: 'secretariat-confirmed',
          approverName: 'Anna',
          note: 'Mail of 1 October',
        },
      },
    ]);
  });

  it.each([
    ['pending', { status: 'pending' }],
    ['cancelled', { status: 'cancelled' }],
    ['revoked', { status: 'revoked' }],
  ] as const)('lets in somebody who is %s', async (outcome, change) => {
    const delegate = desk.addDelegate(1, change);
    expect(
      await overrideRefusal(desk.context, asks, request(delegate.id, { outcome })),
    ).toMatchObject({ result: 'granted' });
  });

  it('is written once for one key, and can be undone like any admission', async () => {
    const { id } = desk.addDelegate(1, { status: 'pending' });
    const override = request(id, { outcome: 'pending' });
    const first = await overrideRefusal(desk.context, asks, override);
    expect(await overrideRefusal(desk.context, asks, { ...override, pin: '0000' })).toEqual(first);
    expect(facts().filter(({ type }) => type === 'admitted')).toHaveLength(1);
    if (first.result !== 'granted' || first.answer.outcome !== 'admitted') throw new Error();
    undoCheckIn(desk.context, asks, { admissionId: first.answer.admissionId, reason: 'other' });
    expect(delegateDetail(desk.context, asks, id).admissions).toEqual([]);
  });

  it('writes one admission when two calls of one key run at once', async () => {
    const { id } = desk.addDelegate(1, { status: 'pending' });
    const override = request(id, { outcome: 'pending' });
    await Promise.all([1, 2].map(() => overrideRefusal(desk.context, asks, override)));
    expect(facts().filter(({ type }) => type === 'admitted')).toHaveLength(1);
  });

  it('is not approved by who asks, nor by a wrong PIN, nor by an operator with the same PIN', async () => {
    const { id } = desk.addDelegate(1, { status: 'pending' });
    const override = request(id, { outcome: 'pending' });
    expect(await overrideRefusal(desk.context, { operator: anna }, override)).toEqual({
      result: 'same-person',
    });
    for (const pin of ['0000', '0001']) {
      expect(await overrideRefusal(desk.context, asks, { ...override, pin })).toEqual({
        result: 'wrong-pin',
      });
    }
    desk.context.db.prepare(`UPDATE operator SET role = 'operator'`).run();
    expect(await overrideRefusal(desk.context, asks, override)).toEqual({ result: 'wrong-pin' });
    expect(facts()).toEqual([]);
  });

  it('writes nothing where the rules say something else by now', async () => {
    const { id } = desk.addDelegate(1);
    expect(await overrideRefusal(desk.context, asks, request(id, { outcome: 'pending' }))).toEqual({
      result: 'changed',
      outcome: 'admitted',
    });
    checkIn(desk.context, asks, {
      key: randomUUID(),
      target: { kind: 'delegate', delegateId: id },
      identity: null,
    });
    expect(await overrideRefusal(desk.context, asks, request(id, { outcome: 'pending' }))).toEqual({
      result: 'changed',
      outcome: 'already-in',
    });
  });

  it('writes nothing where the rules changed while the PIN was compared', async () => {
    const { id } = desk.addDelegate(1, { status: 'pending' });
    const answer = overrideRefusal(desk.context, asks, request(id, { outcome: 'pending' }));
    desk.addDelegate(1, { status: 'revoked' });
    expect(await answer).toEqual({ result: 'changed', outcome: 'revoked' });
    expect(facts()).toEqual([]);
  });

  it('of the stop list is security’s or a supervisor’s, of all else a supervisor’s alone', async () => {
    const { db } = desk.context;
    const sven = { id: randomUUID(), name: 'Sven', role: 'security-officer' as const };
    insertOperator(db, { ...sven, pinHash: await hashPin('86420'), wall: 2 });
    const pending = desk.addDelegate(1, { status: 'pending' });
    const bySecurity = request(pending.id, { outcome: 'pending', pin: '86420' });
    expect(await overrideRefusal(desk.context, asks, bySecurity)).toEqual({ result: 'wrong-pin' });
    const stopped = desk.addDelegate(3);
    db.prepare('INSERT INTO stop_entry (kind, value) VALUES (?, ?)').run('delegate', stopped.id);
    const ofStopped = request(stopped.id, { outcome: 'stopped', pin: '86420' });
    expect(await overrideRefusal(desk.context, asks, ofStopped)).toMatchObject({
      result: 'granted',
    });
    const revoked = desk.addDelegate(2, { status: 'revoked' });
    expect(
      await overrideRefusal(
        desk.context,
        asks,
        request(revoked.id, { outcome: 'revoked', pin: '86420' }),
      ),
    ).toMatchObject({ result: 'granted' });
  });

  it('asks for the document where the policy does, before anybody’s PIN', async () => {
    desk.context.idCheck = () => true;
    const { id } = desk.addDelegate(1, { status: 'pending' });
    const override = request(id, { outcome: 'pending' });
    await expect(overrideRefusal(desk.context, asks, override)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    const seen = { ...override, identity: 'passport' as const };
    expect(await overrideRefusal(desk.context, asks, seen)).toMatchObject({ result: 'granted' });
  });

  it('prints no second badge for somebody who was here before', async () => {
    const delegate = desk.addDelegate(1, { days: ['2018-10-02'] });
    checkIn(desk.context, asks, {
      key: randomUUID(),
      target: { kind: 'delegate', delegateId: delegate.id },
      identity: null,
    });
    desk.setClock('2018-10-03T09:00:00+02:00');
    expect(await overrideRefusal(desk.context, asks, request(delegate.id))).toMatchObject({
      result: 'granted',
      answer: { returning: true, badge: null },
    });
  });

  it('says how long a station must wait after too many wrong PINs', async () => {
    const { id } = desk.addDelegate(1, { status: 'pending' });
    writeSetting(desk.context.db, 'approval-failures', { failures: 9, blockedUntil: 61_000 });
    expect(
      await overrideRefusal(desk.context, asks, request(id, { outcome: 'pending' }), () => 1_000),
    ).toEqual({ result: 'wait', milliseconds: 60_000 });
  });
});
