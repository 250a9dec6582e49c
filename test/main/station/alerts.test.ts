import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertAdmission } from '../../../db/check-in/admissions.ts';
import { chainOf, insertAttendanceEvent } from '../../../db/ledger/attendance.ts';
import { foldAttendance } from '../../../domain/ledger/attendance-fold.ts';
import type { OperatorRole } from '../../../domain/operators/rights.ts';
import { recordBadgeFate } from '../../../main/badges/badge-fates.ts';
import { recordPrintOutcome } from '../../../main/badges/badges.ts';
import type { Caller } from '../../../main/base/context.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { alertsFor, hearAlerts, markAlertsSeen } from '../../../main/station/alerts.ts';
import { badgeCodeOf, falseBadgeCode } from '../../support/badge-tokens.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

function as(role: OperatorRole): Caller {
  return { operator: { id: '0192d3a0-0000-7000-8000-000000000001', name: 'Operator', role } };
}
function kindsFor(role: OperatorRole): string[] {
  return alertsFor(desk.context, as(role)).map(({ kind }) => kind);
}
function checkInBy(id: string) {
  return checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'delegate', delegateId: id },
    identity: null,
  });
}
function scan(text: string, key: string = randomUUID()) {
  return checkIn(desk.context, desk.caller, {
    key,
    target: { kind: 'scan', scan: { source: 'camera', readings: [text], seenAt: 0 } },
    identity: null,
  });
}
function stop(kind: 'delegate' | 'badge', value: string): void {
  desk.context.db.prepare('INSERT INTO stop_entry (kind, value) VALUES (?, ?)').run(kind, value);
}
function facts() {
  return chainOf(desk.context.db, desk.context.self.station, 1);
}
function refusals() {
  return facts().filter(({ type }) => type === 'refused');
}

/** An admission that another desk wrote at `wall`, as the sync leaves it in the store. */
function admittedElsewhere(delegateId: string, wall: number): string {
  const id = uuidv7();
  const station = '0192d3a0-0000-7000-8000-00000000000f';
  const { context } = desk;
  const event = {
    id,
    eventId: context.event.file.id,
    station,
    incarnation: 1,
    kseq: 1,
    type: 'admitted' as const,
    delegateId,
    checkpoint: context.checkpoint().id,
    targetId: null,
    operatorId: null,
    localDay: '2018-10-02',
    badgeSerial: null,
    after: '',
    hlc: '0',
    wall,
    version: 1,
    payload: '{}',
    commitment: null,
    hash: '0'.repeat(64),
  };
  insertAttendanceEvent(context.db, event);
  insertAdmission(context.db, { ...event, attendanceId: id });
  return id;
}

describe('arrivals', () => {
  it('of heads of delegation and VIPs are for protocol and supervisors, nobody else', () => {
    const head = desk.addDelegate(1, { role: 'head' });
    const vip = desk.addDelegate(2, { vip: true });
    const other = desk.addDelegate(3);
    for (const { id } of [head, vip, other]) checkInBy(id);
    expect(kindsFor('protocol').sort()).toEqual(['head-arrived', 'vip-arrived']);
    expect(kindsFor('supervisor').sort()).toEqual(['head-arrived', 'vip-arrived']);
    for (const role of ['operator', 'security-officer', 'organiser'] as const) {
      expect(kindsFor(role), role).toEqual([]);
    }
    expect(alertsFor(desk.context, as('protocol'))[0]).toMatchObject({
      person: { printedName: vip.printedName, delegation: vip.delegation },
      stationName: 'Desk 1',
      isOwnVerdict: true,
      late: false,
      seen: null,
    });
  });

  it('are told once a day, and again on the next', () => {
    const { id } = desk.addDelegate(1, { role: 'head' });
    checkInBy(id);
    expect(checkInBy(id)).toMatchObject({ outcome: 'already-in' });
    expect(kindsFor('protocol')).toHaveLength(1);
    desk.pass(24 * 3_600_000);
    expect(kindsFor('protocol')).toHaveLength(0);
    checkInBy(id);
    expect(kindsFor('protocol')).toHaveLength(1);
  });

  it('say that a check-in was undone, and the next admission is news again', () => {
    const { id } = desk.addDelegate(1, { role: 'head' });
    const first = checkInBy(id);
    if (first.outcome !== 'admitted') throw new Error(first.outcome);
    undoCheckIn(desk.context, desk.caller, {
      admissionId: first.admissionId,
      reason: 'wrong-person',
    });
    expect(alertsFor(desk.context, as('protocol'))).toMatchObject([{ undone: true }]);
    checkInBy(id);
    const [again, ...more] = alertsFor(desk.context, as('protocol'));
    expect(more).toEqual([]);
    expect(again).toMatchObject({ undone: false, seen: null });
    expect(again?.id).not.toBe(first.admissionId);
  });
});

describe('what was refused', () => {
  it('is for the security officer when a stopped person shows up, and changes no answer', () => {
    const { id, printedName } = desk.addDelegate(1);
    stop('delegate', id);
    expect(checkInBy(id)).toMatchObject({ outcome: 'stopped', what: 'delegate' });
    expect(alertsFor(desk.context, as('security-officer'))).toMatchObject([
      { kind: 'stopped-delegate', person: { printedName } },
    ]);
    expect(kindsFor('supervisor')).toEqual(['stopped-delegate']);
    expect(kindsFor('protocol')).toEqual([]);
    expect(kindsFor('operator')).toEqual([]);
  });

  it('is written once a key, with the serial in the payload alone', () => {
    const { ticketCode } = desk.addDelegate(1);
    const first = scan(ticketCode);
    if (first.outcome !== 'admitted' || first.badge === null) throw new Error(first.outcome);
    const { serialText: serial } = first.badge;
    recordPrintOutcome(desk.context, { badgeSerial: serial, state: 'confirmed' }, null);
    recordBadgeFate(desk.context, desk.caller, {
      badge: { kind: 'serial', serialText: serial },
      fate: 'lost',
    });
    const code = badgeCodeOf(desk.context.db, serial);
    const key = randomUUID();
    expect(scan(code, key)).toMatchObject({ outcome: 'badge-not-valid', doubt: 'lost' });
    expect(scan(code, key)).toMatchObject({ outcome: 'badge-not-valid', doubt: 'lost' });
    expect(refusals()).toHaveLength(1);
    expect(refusals()[0]).toMatchObject({ badgeSerial: null });
    expect(JSON.parse(refusals()[0]?.payload ?? '')).toEqual({
      doubt: 'lost',
      outcome: 'badge-not-valid',
      serial,
    });
    expect(alertsFor(desk.context, as('security-officer'))).toMatchObject([
      { kind: 'lost-badge', serial },
    ]);
    scan(code);
    expect(kindsFor('security-officer')).toEqual(['lost-badge', 'lost-badge']);
    // The fold of badges ignores it: the badge is lost and nothing else.
    expect(foldAttendance(facts()).badges.get(serial)).toMatchObject({ state: 'lost' });
  });

  it('is written for a forged code, and not for what is a desk’s ordinary work', () => {
    const { ticketCode } = desk.addDelegate(1);
    const admitted = scan(ticketCode);
    if (admitted.outcome !== 'admitted') throw new Error(admitted.outcome);
    const forged = falseBadgeCode(admitted.badge?.serialText ?? '');
    expect(scan(forged)).toMatchObject({ outcome: 'forged' });
    expect(kindsFor('security-officer')).toEqual(['forged']);
    expect(alertsFor(desk.context, as('security-officer'))[0]?.person).toBeNull();
    const pending = desk.addDelegate(4, { status: 'pending' });
    expect(checkInBy(pending.id)).toMatchObject({ outcome: 'pending' });
    scan('nobody’s code');
    expect(refusals()).toHaveLength(1);
  });

  it('is written for unknown badges too, of which security hears where they are many', () => {
    const unknown = (count: number) => falseBadgeCode(`B0000001-00000${count}`);
    for (const count of [1, 2, 3, 4, 4]) {
      expect(scan(unknown(count))).toMatchObject({ outcome: 'badge-not-valid', doubt: 'unheard' });
    }
    expect(kindsFor('security-officer')).toEqual([]);
    scan(unknown(5));
    scan(unknown(6));
    const raised = [
      // No verdict named it: each looked like any unknown badge.
      { kind: 'unknown-badges', serial: 'B0000001-000005', isOwnVerdict: false },
    ];
    expect(alertsFor(desk.context, as('security-officer'))).toMatchObject(raised);
    expect(kindsFor('protocol')).toEqual([]);
  });

  it('does not keep a person out once the stop is lifted, with the same key', () => {
    const { id } = desk.addDelegate(1);
    stop('delegate', id);
    const input = {
      key: randomUUID(),
      target: { kind: 'delegate' as const, delegateId: id },
      identity: null,
    };
    expect(checkIn(desk.context, desk.caller, input)).toMatchObject({ outcome: 'stopped' });
    desk.context.db.prepare('DELETE FROM stop_entry').run();
    expect(checkIn(desk.context, desk.caller, input)).toMatchObject({ outcome: 'admitted' });
    expect(checkIn(desk.context, desk.caller, input)).toMatchObject({ outcome: 'admitted' });
    expect(facts().map(({ type }) => type)).toEqual(['refused', 'admitted', 'badge-issued']);
  });
});

describe('seen', () => {
  it('is a fact with who and where; only the own role’s alerts can be seen', () => {
    const head = desk.addDelegate(1, { role: 'head' });
    checkInBy(head.id);
    const [alert] = alertsFor(desk.context, as('protocol'));
    const id = alert?.id ?? '';
    expect(() => markAlertsSeen(desk.context, as('security-officer'), [id])).toThrowError(
      expect.objectContaining({ code: 'not-found' }),
    );
    markAlertsSeen(desk.context, as('protocol'), [id]);
    markAlertsSeen(desk.context, as('protocol'), [id]);
    expect(facts().filter(({ type }) => type === 'alert-seen')).toMatchObject([{ targetId: id }]);
    expect(alertsFor(desk.context, as('protocol'))).toMatchObject([
      { id, seen: { operatorName: 'Operator', stationName: 'Desk 1' } },
    ]);
  });

  it('moves an alert below those that nobody has seen', () => {
    const [one, two] = [1, 2].map((n) => desk.addDelegate(n, { role: 'head' }));
    checkInBy(one?.id ?? '');
    desk.setClock('2018-10-02T09:01:00+02:00');
    checkInBy(two?.id ?? '');
    const newest = alertsFor(desk.context, as('protocol'))[0];
    expect(newest?.person?.delegateId).toBe(two?.id);
    markAlertsSeen(desk.context, as('protocol'), [newest?.id ?? '']);
    const order = alertsFor(desk.context, as('protocol')).map(({ person }) => person?.delegateId);
    expect(order).toEqual([one?.id, two?.id]);
  });
});

describe('what is heard late', () => {
  it('is told with both times; what comes at once is not late', () => {
    const [late, prompt] = [1, 2].map((n) => desk.addDelegate(n, { role: 'head' }));
    const now = desk.context.clock();
    const lateId = admittedElsewhere(late?.id ?? '', now - 2 * 3_600_000);
    hearAlerts(desk.context);
    checkInBy(prompt?.id ?? '');
    desk.setClock('2018-10-02T09:30:00+02:00');
    // Hearing it again, or checking later, changes nothing.
    hearAlerts(desk.context);
    const byId = new Map(alertsFor(desk.context, as('protocol')).map((one) => [one.id, one]));
    expect(byId.get(lateId)).toMatchObject({ isOwnVerdict: false });
    expect(byId.get(lateId)).toMatchObject({ late: true, wall: now - 7_200_000, heard: now });
    expect([...byId.values()].filter((one) => one.late)).toHaveLength(1);
  });
});
