import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBadge } from '../../../db/badges/badges.ts';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { printJobsInStates } from '../../../db/printing/print-jobs.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import { handOverBadge } from '../../../main/badges/badge-fates.ts';
import { recordPrintOutcome, reprintBadge } from '../../../main/badges/badges.ts';
import { foldedBadge } from '../../../main/badges/issue-badge.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { writeAdmission } from '../../../main/check-in/write-admission.ts';
import { delegateDetail, deskCounts, recentItems } from '../../../main/roster/views.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import type { CheckInInput } from '../../../preload/contract/check-in.ts';
import { badgeCodeOf } from '../../support/badge-tokens.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => {
  desk.close();
});

function scanOf(text: string, key: string = randomUUID()): CheckInInput {
  return {
    key,
    target: { kind: 'scan', scan: { source: 'camera', readings: [text], seenAt: 0 } },
    identity: null,
  };
}

function events() {
  return chainOf(desk.context.db, desk.context.self.station, 1);
}

/** Checks in; expects an admission with a badge. */
function admit(text: string) {
  const answer = checkIn(desk.context, desk.caller, scanOf(text));
  if (answer.outcome !== 'admitted' || answer.badge === null) throw new Error(answer.outcome);
  return { admissionId: answer.admissionId, badge: answer.badge };
}

describe('checking in', () => {
  it('writes admission, badge, job and chain in one go', () => {
    const delegate = desk.addDelegate(1);
    const answer = checkIn(desk.context, desk.caller, scanOf(delegate.ticketCode));
    expect(answer).toMatchObject({ outcome: 'admitted', returning: false });
    expect(events().map(({ type, kseq }) => [type, kseq])).toEqual([
      ['admitted', 1],
      ['badge-issued', 2],
    ]);
    expect(verifyChain(events(), nodeCrypto)).toMatchObject({ whole: true });
    expect(printJobsInStates(desk.context.db, ['queued'])).toHaveLength(1);
    expect(deskCounts(desk.context)).toMatchObject({ presentToday: 1, registered: 1 });
    expect(events().every(({ operatorId }) => operatorId === desk.caller.operator?.id)).toBe(true);
  });

  it('answers the same key with the same admission and writes it once', () => {
    const delegate = desk.addDelegate(1);
    const input = scanOf(delegate.ticketCode);
    const first = checkIn(desk.context, desk.caller, input);
    const second = checkIn(desk.context, desk.caller, input);
    expect(second).toEqual(first);
    expect(events()).toHaveLength(2);
  });

  it('says when and by whom somebody came in before', () => {
    const delegate = desk.addDelegate(1);
    checkIn(desk.context, desk.caller, scanOf(delegate.ticketCode));
    const again = checkIn(desk.context, desk.supervisor, scanOf(delegate.registrationCode));
    expect(again).toMatchObject({
      outcome: 'already-in',
      admission: { stationName: 'Desk 1', operatorName: 'Operator' },
    });
    expect(events()).toHaveLength(2);
  });

  it('welcomes back on day two without a second badge', () => {
    const delegate = desk.addDelegate(1);
    admit(delegate.ticketCode);
    desk.setClock('2018-10-03T09:00:00+02:00');
    const back = checkIn(desk.context, desk.caller, scanOf(delegate.ticketCode));
    expect(back).toMatchObject({ outcome: 'admitted', returning: true, badge: null });
    expect(events()).toHaveLength(3);
  });

  it.each(['pending', 'cancelled', 'revoked'] as const)('refuses a %s registration', (status) => {
    const delegate = desk.addDelegate(1, { status });
    expect(checkIn(desk.context, desk.caller, scanOf(delegate.ticketCode))).toMatchObject({
      outcome: status,
    });
    expect(events()).toHaveLength(0);
  });

  it('asks to sign in when nobody is', () => {
    const delegate = desk.addDelegate(1);
    expect(() =>
      checkIn(desk.context, { operator: null }, scanOf(delegate.ticketCode)),
    ).toThrowError(expect.objectContaining({ code: 'sign-in-needed' }));
  });

  it('keeps flags from operators and shows them to supervisors', () => {
    const delegate = desk.addDelegate(1, { flagged: true });
    expect(checkIn(desk.context, desk.caller, scanOf(delegate.ticketCode))).toMatchObject({
      notice: 'none',
    });
    expect(delegateDetail(desk.context, desk.supervisor, delegate.id).notice).toBe('flagged');
  });
});

describe('what the desk shows of check-ins', () => {
  it('lists this station’s own and no other’s', () => {
    admit(desk.addDelegate(1).ticketCode);
    // From here on this is another station, with the first one's records.
    desk.context.db.prepare('UPDATE station SET station = ?').run(randomUUID());
    const { id, ticketCode } = desk.addDelegate(2);
    admit(ticketCode);
    expect(recentItems(desk.context, 10)).toMatchObject([{ delegateId: id }]);
  });

  it('puts what was written last first, though the clock was put back meanwhile', () => {
    const [first, second] = [1, 2].map((number) => desk.addDelegate(number));
    admit(first?.ticketCode ?? '');
    desk.setClock('2018-10-02T08:00:00+02:00');
    admit(second?.ticketCode ?? '');
    const order = recentItems(desk.context, 10).map(({ delegateId }) => delegateId);
    expect(order).toEqual([second?.id, first?.id]);
  });
});

describe('a roster that changes between the first look and the transaction', () => {
  it('is asked once more: whoever was cancelled meanwhile is not admitted', () => {
    const delegate = desk.addDelegate(1);
    // Called after the first check, for the identity policy.
    const idCheck = () => {
      desk.addDelegate(1, { status: 'cancelled' });
      return false;
    };
    const answer = checkIn({ ...desk.context, idCheck }, desk.caller, scanOf(delegate.ticketCode));
    expect(answer.outcome).toBe('cancelled');
    expect(events()).toEqual([]);
  });
});

describe('the identity check', () => {
  it('writes nothing until the document was seen', () => {
    desk.close();
    desk = makeDeskContext({ idCheck: true });
    const delegate = desk.addDelegate(1);
    const input = scanOf(delegate.ticketCode);
    expect(checkIn(desk.context, desk.caller, input)).toMatchObject({ outcome: 'identity-check' });
    expect(events()).toHaveLength(0);
    const confirmed = checkIn(desk.context, desk.caller, { ...input, identity: 'passport' });
    expect(confirmed).toMatchObject({ outcome: 'admitted' });
    expect(events()[0]?.payload).toContain('"identity":"passport"');
  });

  it('is asked for by every code of the organiser’s, whatever the policy says, also without a badge', () => {
    const delegate = desk.addDelegate(1);
    for (const day of ['2018-10-02', '2018-10-03']) {
      desk.setClock(`${day}T09:00:00+02:00`);
      for (const code of [delegate.registrationCode, delegate.registrationCode.toLowerCase()]) {
        const asked = checkIn(desk.context, desk.caller, scanOf(code));
        expect(asked).toMatchObject({ outcome: 'identity-check' });
      }
      const seen = { ...scanOf(delegate.registrationCode), identity: 'passport' as const };
      expect(checkIn(desk.context, desk.caller, seen)).toMatchObject({ outcome: 'admitted' });
    }
    desk.setClock('2018-10-04T09:00:00+02:00');
    const input = scanOf(delegate.ticketCode);
    expect(checkIn(desk.context, desk.caller, input)).toMatchObject({ outcome: 'admitted' });
  });
});

describe('undo, reprint and hand-over', () => {
  it('takes an admission back by a new fact and makes its badge stale', () => {
    const delegate = desk.addDelegate(1);
    const { admissionId, badge } = admit(delegate.ticketCode);
    undoCheckIn(desk.context, desk.caller, { admissionId, reason: 'wrong-person' });
    expect(recentItems(desk.context, 10)).toMatchObject([
      { undone: true, badge: { state: 'stale' } },
    ]);
    expect(deskCounts(desk.context)).toMatchObject({ presentToday: 0, presentEvent: 0 });
    expect(() =>
      undoCheckIn(desk.context, desk.caller, { admissionId, reason: 'wrong-person' }),
    ).toThrowError(expect.objectContaining({ code: 'already-undone' }));
    // The stale badge came out of the printer anyway.
    recordPrintOutcome(desk.context, { badgeSerial: badge.serialText, state: 'confirmed' }, null);
    expect(events().at(-1)).toMatchObject({ type: 'badge-printed' });
    expect(findBadge(desk.context.db, badge.serialText)?.state).toBe('stale');
    // After the undo the delegate can come in again, with another serial.
    expect(admit(delegate.ticketCode).badge.serialText).not.toBe(badge.serialText);
    expect(verifyChain(events(), nodeCrypto)).toMatchObject({ whole: true });
  });

  it('leaves a badge as the fold of all facts says, also where another admission brought it (found by chaos)', () => {
    const { context, caller } = desk;
    const delegate = desk.addDelegate(1);
    const { badge } = admit(delegate.ticketCode);
    // A second station admitted with a badge that it took for a preprinted one.
    const granted = { delegateId: delegate.id, operatorId: null, printBadge: true, key: null };
    const second = context.db.transaction(() =>
      writeAdmission(context, { ...granted, payload: {} }),
    )();
    expect(second.badge?.serialText).toBe(badge.serialText);
    undoCheckIn(context, caller, { admissionId: second.event.id, reason: 'other' });
    const row = findBadge(context.db, badge.serialText);
    if (row === null) throw new Error('the badge is gone');
    expect(row.state).toBe(foldedBadge(context, row).state);
    // The badge also belongs to another admission: this undo writes no fact about it.
    expect(events().at(-1)?.type).toBe('admission-undone');
  });

  it('gives a reprint a new serial and voids the old one', () => {
    const delegate = desk.addDelegate(1);
    const { badge } = admit(delegate.ticketCode);
    recordPrintOutcome(desk.context, { badgeSerial: badge.serialText, state: 'confirmed' }, null);
    const issued = reprintBadge(desk.context, desk.caller, {
      delegateId: delegate.id,
      reason: 'lost',
    });
    expect(issued.serial).not.toBe(badge.serialText);
    const { badges } = delegateDetail(desk.context, desk.caller, delegate.id);
    expect(badges.map(({ serialText, state }) => [serialText, state])).toEqual([
      [issued.serial, 'printing'],
      [badge.serialText, 'lost'],
    ]);
    expect(recentItems(desk.context, 10)).toMatchObject([
      { badge: { serialText: issued.serial, state: 'printing' } },
    ]);
  });

  it('does not reprint for somebody who is not checked in', () => {
    const delegate = desk.addDelegate(1);
    expect(() =>
      reprintBadge(desk.context, desk.caller, { delegateId: delegate.id, reason: 'lost' }),
    ).toThrowError(expect.objectContaining({ code: 'not-allowed' }));
  });

  it('hands a badge over once, and only after it was printed', () => {
    const { badge } = admit(desk.addDelegate(1).ticketCode);
    const handOver = () =>
      handOverBadge(desk.context, desk.caller, { serialText: badge.serialText, to: 'delegate' });
    expect(handOver).toThrowError(expect.objectContaining({ code: 'badge-not-printed' }));
    recordPrintOutcome(desk.context, { badgeSerial: badge.serialText, state: 'confirmed' }, null);
    recordPrintOutcome(desk.context, { badgeSerial: badge.serialText, state: 'confirmed' }, null);
    expect(deskCounts(desk.context).notHandedOver).toBe(1);
    handOver();
    expect(handOver).toThrowError(expect.objectContaining({ code: 'already-done' }));
    expect(events().map(({ type }) => type)).toEqual([
      'admitted',
      'badge-issued',
      'badge-printed',
      'badge-handed-over',
    ]);
  });

  it('records a badge as handed over by its own scan, once, where the page asks for it', () => {
    const { badge } = admit(desk.addDelegate(1).ticketCode);
    recordPrintOutcome(desk.context, { badgeSerial: badge.serialText, state: 'confirmed' }, null);
    const scan = (badgeHandsOver: boolean) => {
      const input = { ...scanOf(badgeCodeOf(desk.context.db, badge.serialText)), badgeHandsOver };
      return checkIn(desk.context, desk.caller, input);
    };
    expect(scan(false)).toMatchObject({ outcome: 'already-in' });
    expect(deskCounts(desk.context).notHandedOver).toBe(1);
    expect(scan(true)).toMatchObject({ outcome: 'already-in', handedOver: badge.serialText });
    expect(deskCounts(desk.context).notHandedOver).toBe(0);
    expect(scan(true)).not.toHaveProperty('handedOver');
  });
});
