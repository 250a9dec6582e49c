import { createHmac, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBadge } from '../../../db/badges/badges.ts';
import { insertAttendanceEvent } from '../../../db/ledger/attendance.ts';
import { projectDelegate } from '../../../db/ledger/projection.ts';
import { printJobOfBadge } from '../../../db/printing/print-jobs.ts';
import { bytesToLetters, withCheckLetters } from '../../../domain/base/letters.ts';
import { makeBadgeCode, parseBadgeCode, parseSerial } from '../../../domain/tickets/opaque-code.ts';
import { reissueWithoutCode } from '../../../main/badges/badges.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { alertsFor } from '../../../main/station/alerts.ts';
import { answerLook } from '../../../renderer/doors/look.ts';
import { type BadgeDesk, makeBadgeDesk } from '../../support/badge-desk.ts';
import { falseBadgeCode, testBadgeTokens } from '../../support/badge-tokens.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';
import { eventSecret } from '../../support/sample-event.ts';

let desk: BadgeDesk;
beforeEach(() => {
  desk = makeBadgeDesk();
});
afterEach(() => {
  desk.close();
});

const atHall = (code: string) => show(atDoor(desk, [hall()]), code);
const atDesk = (code: string) =>
  checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'scan', scan: { source: 'camera', readings: [code], seenAt: 0 } },
    identity: null,
  });

/** What a station with the event secret once made for any serial (codes with a MAC). */
function codeBySecret(serial: string): string {
  const [station = '', count = ''] = serial.split('-');
  const head = Buffer.concat([Buffer.from(station, 'hex'), Buffer.alloc(4)]);
  head.writeUInt32BE(Number(count), 4);
  const mac = createHmac('sha256', eventSecret).update('badge:').update(head).digest();
  const body = Buffer.concat([head, mac.subarray(0, 6)]);
  return withCheckLetters(`LB${bytesToLetters(body)}`);
}

/**
 * Another station, or a clone of this one, issues a serial with its own token; returns the code.
 */
function issuedElsewhere(of: {
  station: string;
  serial: string;
  delegateId: string;
  incarnation?: number;
}): string {
  const { db, event, clock } = desk.context;
  const { token, proof } = testBadgeTokens.make();
  const payload = JSON.stringify({ reason: 'first', replaces: null, ...proof });
  insertAttendanceEvent(db, {
    id: randomUUID(),
    eventId: event.file.id,
    station: of.station,
    kseq: 1,
    payload,
    incarnation: of.incarnation ?? 1,
    type: 'badge-issued',
    delegateId: of.delegateId,
    checkpoint: null,
    targetId: null,
    operatorId: null,
    localDay: '2018-10-02',
    after: '',
    badgeSerial: of.serial,
    hlc: '999999999999999-00000',
    wall: clock(),
    version: 1,
    commitment: null,
    hash: '0'.repeat(64),
  });
  projectDelegate(db, event.file.id, of.delegateId);
  const number = parseSerial(of.serial);
  if (number === null) throw new Error(of.serial);
  return makeBadgeCode(number, token);
}

describe('a kiosk that holds the event secret and every fact', () => {
  it('makes no badge of somebody else that a door or a desk takes', () => {
    const { serial } = desk.handOver(1);
    const code = codeBySecret(serial);
    expect(atHall(code)).toMatchObject({ outcome: 'refused', reason: 'forged' });
    desk.setClock('2018-10-03T09:00:00+02:00');
    expect(atDesk(code)).toMatchObject({ outcome: 'forged' });
    expect(alertsFor(desk.context, desk.supervisor).map(({ kind }) => kind)).toEqual([
      'forged',
      'forged',
    ]);
    expect(atDesk(desk.codeOf(serial))).toMatchObject({ outcome: 'admitted' });
    expect(atHall(desk.codeOf(serial))).toMatchObject({ outcome: 'passed' });
  });

  it('gives another station’s serial no token of its own', () => {
    const { serial, delegateId } = desk.handOver(1);
    const station = randomUUID();
    const known = issuedElsewhere({ station, serial, delegateId });
    expect(atHall(known)).toMatchObject({ outcome: 'refused', reason: 'forged' });
    const other = issuedElsewhere({ station: randomUUID(), serial: 'B0000001-000007', delegateId });
    expect(findBadge(desk.context.db, 'B0000001-000007')).toBeNull();
    expect(atHall(other)).toMatchObject({ outcome: 'ask', doubts: ['badge-unheard'] });
    expect(atDesk(other)).toMatchObject({ outcome: 'badge-not-valid', doubt: 'unheard' });
  });
});

describe('a badge of which nothing is known yet', () => {
  const code = falseBadgeCode('B7F30C12-000007');

  it('is let in by the steward, counted by its serial, and let out again', () => {
    const door = atDoor(desk, [hall()]);
    const ask = { outcome: 'ask', doubts: ['badge-unheard'] };
    expect(show(door, code)).toMatchObject(ask);
    expect(show(door, code, { steward: 'let-pass' })).toMatchObject({
      how: 'in',
      delegate: null,
      count: { inside: 1 },
    });
    expect(show(door, code)).toMatchObject({ doubts: ['inside', 'badge-unheard'] });
    const out = { direction: 'out' } as const;
    expect(show(door, code, out)).toMatchObject(ask);
    const passed = show(door, code, { ...out, steward: 'let-pass' });
    expect(passed).toMatchObject({ how: 'out', count: { inside: 0 } });
  });

  it('is amber too where the checkpoint lets nobody in by it', () => {
    const badges = { stale: 'refuse', returned: 'refuse', unheard: 'refuse' } as const;
    const answer = show(atDoor(desk, [hall({ badges })]), code);
    expect(answer).toMatchObject({ outcome: 'refused', reason: 'badge-unheard' });
    expect(answerLook(answer)).toMatchObject({ tone: 'look', word: 'see' });
  });
});

describe('a serial that a clone of its station issued once more', () => {
  it('is told by the token: the later badge counts no more, and is nobody else’s', () => {
    const first = desk.handOver(1);
    const { id: delegateId } = desk.addDelegate(2);
    const { station } = desk.context.self;
    const code = issuedElsewhere({ station, serial: first.serial, delegateId, incarnation: 2 });
    expect(atHall(desk.codeOf(first.serial))).toMatchObject({
      outcome: 'passed',
      delegate: { id: first.delegateId },
    });
    expect(atHall(code)).toMatchObject({ outcome: 'refused', delegate: { id: delegateId } });
    expect(atDesk(code)).toMatchObject({ outcome: 'badge-not-valid', doubt: 'stale' });
  });
});

describe('the code of a badge', () => {
  it('is kept until the last print, and in no fact', () => {
    const { serial } = desk.admit(1);
    const code = findBadge(desk.context.db, serial)?.code ?? '';
    expect(code).toBe(desk.codeOf(serial));
    const token = Buffer.from(parseBadgeCode(code)?.token ?? []).toString('hex');
    for (const state of ['sending', 'unknown'] as const) {
      desk.printEnds(serial, state);
      expect(findBadge(desk.context.db, serial)?.code).toBe(code);
    }
    desk.printEnds(serial, 'came-out');
    expect(findBadge(desk.context.db, serial)?.code).toBeNull();
    const facts = JSON.stringify(desk.context.db.prepare('SELECT * FROM attendance_event').all());
    expect(facts).not.toContain(code);
    expect(facts.toLowerCase()).not.toContain(token);
  });

  it('that is lost with the store is not printed again: the person gets a new badge', () => {
    const { serial, delegateId } = desk.admit(1);
    const { db } = desk.context;
    const jobId = printJobOfBadge(db, serial)?.id ?? '';
    const again = () => reissueWithoutCode(desk.context, desk.caller, jobId);
    db.prepare('UPDATE badge SET code = NULL').run();
    expect(again()).toBeNull();
    desk.printEnds(serial, 'unknown');
    const issued = again();
    expect(issued?.serial).not.toBe(serial);
    expect(findBadge(db, issued?.serial ?? '')).toMatchObject({
      delegateId,
      reason: 'printer-fault',
      replaces: serial,
    });
    // As long as the code is there, the same serial is printed again.
    desk.printEnds(issued?.serial ?? '', 'unknown');
    expect(reissueWithoutCode(desk.context, desk.caller, issued?.jobId ?? '')).toBeNull();
  });
});
