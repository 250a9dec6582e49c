import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { chainOf } from '../../db/attendance.ts';
import { findBadge } from '../../db/badges.ts';
import type { BadgeFate } from '../../domain/badge-fates.ts';
import { verifyChain } from '../../domain/chain.ts';
import { makeBadgeCode } from '../../domain/opaque-code.ts';
import type { PrintJobState } from '../../domain/print-job.ts';
import { badgeBalance, balanceBadges } from '../../main/use-cases/badge-balance.ts';
import { recordBadgeFate, undoBadgeFate } from '../../main/use-cases/badge-fates.ts';
import { badgeListCsv } from '../../main/use-cases/badge-list-csv.ts';
import { handOverBadge, recordPrintOutcome, reprintBadge } from '../../main/use-cases/badges.ts';
import { checkIn } from '../../main/use-cases/check-in.ts';
import { undoCheckIn } from '../../main/use-cases/undo-check-in.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { eventSecret } from '../support/sample-event.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => {
  desk.close();
});

const all = { day: null, kiosk: null };

/** Checks a new delegate in; its badge waits for its printer. */
function admit(number: number, name = 'A Sample') {
  const delegate = desk.addDelegate(number, { printedName: name });
  const answer = checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'delegate', delegateId: delegate.id },
    identity: null,
  });
  if (answer.outcome !== 'admitted' || answer.badge === null) throw new Error(answer.outcome);
  return { delegateId: delegate.id, serial: answer.badge.serialText, id: answer.admissionId };
}

/** What the queue does when a job comes to a state. */
function printEnds(serial: string, state: PrintJobState): void {
  desk.context.db
    .prepare('UPDATE print_job SET state = ? WHERE badge_serial = ?')
    .run(state, serial);
  recordPrintOutcome(desk.context, { badgeSerial: serial, state }, null);
}

function handedOver(number: number) {
  const admitted = admit(number);
  printEnds(admitted.serial, 'confirmed');
  handOverBadge(desk.context, desk.caller, { serialText: admitted.serial, to: 'delegate' });
  return admitted;
}

const codeOf = (serial: string): string => {
  const code = findBadge(desk.context.db, serial)?.code;
  if (code === undefined) throw new Error(`no badge ${serial}`);
  return code;
};
const scan = (serial: string, fate: BadgeFate) =>
  recordBadgeFate(desk.context, desk.caller, {
    badge: { kind: 'scan', readings: [codeOf(serial)] },
    fate,
  });
const type = (serialText: string, fate: BadgeFate) =>
  recordBadgeFate(desk.context, desk.caller, { badge: { kind: 'serial', serialText }, fate });
const stateOf = (serial: string) => findBadge(desk.context.db, serial)?.state;
const rows = () => badgeBalance(desk.context, all).rows;

describe('recording what became of a badge', () => {
  it('takes a badge back by its own code, and says whose it was', () => {
    const { serial } = handedOver(1);
    expect(scan(serial, 'returned')).toMatchObject({
      serialText: serial,
      printedName: 'A Sample',
      before: 'handed-over',
      fate: 'returned',
    });
    expect(stateOf(serial)).toBe('returned');
    const facts = chainOf(desk.context.db, desk.context.kiosk.kiosk, 1);
    expect(facts.at(-1)).toMatchObject({
      type: 'badge-voided',
      badgeSerial: serial,
      operatorId: desk.caller.operator?.id,
    });
    expect(verifyChain(facts, nodeCrypto)).toMatchObject({ whole: true });
  });

  it('takes a typed serial in small letters, and refuses one that nobody issued', () => {
    const { serial } = handedOver(1);
    type(` ${serial.toLowerCase()} `, 'lost');
    expect(stateOf(serial)).toBe('lost');
    expect(() => type('A7F30C12-999999', 'lost')).toThrow(/badge-unknown/);
    expect(() => type('gibberish', 'lost')).toThrow(/badge-unknown/);
  });

  it('says that the same was recorded already', () => {
    const { serial } = handedOver(1);
    scan(serial, 'returned');
    expect(() => scan(serial, 'returned')).toThrow(/already-done/);
  });

  it('believes a code only that proves itself', () => {
    const { serial } = handedOver(1);
    const other = makeBadgeCode(Buffer.alloc(32, 77), { kiosk: 'A7F30C12', count: 1 }, nodeCrypto);
    for (const reading of [other, serial, 'LT', 'https://example.org']) {
      const badge = { kind: 'scan' as const, readings: [reading] };
      expect(() => recordBadgeFate(desk.context, desk.caller, { badge, fate: 'returned' })).toThrow(
        /badge-unreadable/,
      );
    }
  });

  it('lets a badge of a station not yet heard wait for its issue', () => {
    const code = makeBadgeCode(eventSecret, { kiosk: 'B0000001', count: 7 }, nodeCrypto);
    const answer = recordBadgeFate(desk.context, desk.caller, {
      badge: { kind: 'scan', readings: [code] },
      fate: 'returned',
    });
    expect(answer).toMatchObject({ serialText: 'B0000001-000007', before: null, printedName: '' });
    expect(badgeBalance(desk.context, all)).toMatchObject({ issued: 0, unheard: 1 });
    undoBadgeFate(desk.context, desk.caller, answer.factId);
  });

  it('gives a returned badge out again, but never one that was replaced', () => {
    const first = handedOver(1);
    scan(first.serial, 'returned');
    scan(first.serial, 'handed-over');
    expect(stateOf(first.serial)).toBe('handed-over');
    reprintBadge(desk.context, desk.caller, { delegateId: first.delegateId, reason: 'damaged' });
    expect(stateOf(first.serial)).toBe('destroyed');
    expect(() => scan(first.serial, 'handed-over')).toThrow(/badge-replaced/);
    scan(first.serial, 'returned');
    expect(stateOf(first.serial)).toBe('returned');
  });

  it('knows no fate of what never came out, unless somebody holds it in the hand', () => {
    const { serial } = admit(1);
    expect(() => type(serial, 'destroyed')).toThrow(/badge-not-printed/);
    printEnds(serial, 'unknown');
    type(serial, 'destroyed');
    const second = admit(2);
    printEnds(second.serial, 'did-not-come-out');
    expect(() => type(second.serial, 'returned')).toThrow(/badge-not-printed/);
    scan(second.serial, 'returned');
    expect(rows()).toMatchObject({ destroyed: 1, returned: 1, 'in-question': 0 });
  });

  it('keeps one badge a person valid: one that was lost and replaced does not count again when found', () => {
    const { serial, delegateId } = handedOver(1);
    type(serial, 'lost');
    const { serial: newer } = reprintBadge(desk.context, desk.caller, {
      delegateId,
      reason: 'lost',
    });
    expect(() => scan(serial, 'handed-over')).toThrow(/badge-replaced/);
    expect(balanceBadges(desk.context, { ...all, row: 'lost', text: '', limit: 10 })).toMatchObject(
      { total: 1, badges: [{ serialText: serial, replacedBy: newer }] },
    );
  });
});

describe('taking a wrong word back', () => {
  it.each([
    ['returned', 'handed-over'],
    ['lost', 'handed-over'],
    ['destroyed', 'handed-over'],
  ] as const)('%s back to %s', (fate, before) => {
    const { serial } = handedOver(1);
    const { factId } = type(serial, fate);
    undoBadgeFate(desk.context, desk.caller, factId);
    expect(stateOf(serial)).toBe(before);
    expect(() => undoBadgeFate(desk.context, desk.caller, factId)).toThrow(/already-done/);
  });

  it('a hand-over back to the desk', () => {
    const { serial } = admit(1);
    printEnds(serial, 'sent');
    const { factId } = type(serial, 'handed-over');
    undoBadgeFate(desk.context, desk.caller, factId);
    expect(stateOf(serial)).toBe('printed');
  });

  it('not where something was said since', () => {
    const { serial } = handedOver(1);
    const { factId } = type(serial, 'lost');
    scan(serial, 'returned');
    expect(() => undoBadgeFate(desk.context, desk.caller, factId)).toThrow(/already-done/);
    expect(stateOf(serial)).toBe('returned');
  });
});

describe('a badge that is scanned at a desk', () => {
  const show = (code: string) =>
    checkIn(desk.context, desk.caller, {
      key: randomUUID(),
      target: { kind: 'scan', scan: { source: 'camera', readings: [code], seenAt: 0 } },
      identity: null,
    });

  it('stands for its holder, also when it was returned for the night', () => {
    const { serial } = handedOver(1);
    scan(serial, 'returned');
    desk.setClock('2018-10-03T09:00:00+02:00');
    expect(show(codeOf(serial))).toMatchObject({ outcome: 'admitted', returning: true });
  });

  it('that was replaced says which one counts, and admits nobody', () => {
    const { serial, delegateId } = handedOver(1);
    const newer = reprintBadge(desk.context, desk.caller, { delegateId, reason: 'misspelt' });
    desk.setClock('2018-10-03T09:00:00+02:00');
    expect(show(codeOf(serial))).toMatchObject({
      outcome: 'badge-not-valid',
      doubt: 'stale',
      delegate: { id: delegateId },
      serialText: serial,
      newerSerial: newer.serial,
    });
    expect(show(codeOf(newer.serial))).toMatchObject({ outcome: 'admitted', returning: true });
  });

  it.each(['lost', 'destroyed'] as const)('that is %s is kept', (fate) => {
    const { serial } = handedOver(1);
    type(serial, fate);
    expect(show(codeOf(serial))).toMatchObject({
      outcome: 'badge-not-valid',
      doubt: fate,
      newerSerial: null,
    });
  });

  it('of a station not yet heard is told from one that is forged', () => {
    const code = makeBadgeCode(eventSecret, { kiosk: 'B0000001', count: 7 }, nodeCrypto);
    expect(show(code)).toMatchObject({
      outcome: 'badge-not-valid',
      doubt: 'unheard',
      delegate: null,
      serialText: 'B0000001-000007',
    });
    const forged = makeBadgeCode(Buffer.alloc(32, 77), { kiosk: 'B0000001', count: 7 }, nodeCrypto);
    expect(show(forged)).toMatchObject({ outcome: 'forged' });
  });
});

describe('the balance', () => {
  it('puts every serial into one row, and the list behind a row has as many', () => {
    handedOver(1);
    scan(handedOver(2).serial, 'returned');
    type(handedOver(3).serial, 'lost');
    const reprinted = handedOver(4);
    reprintBadge(desk.context, desk.caller, {
      delegateId: reprinted.delegateId,
      reason: 'misspelt',
    });
    printEnds(admit(5).serial, 'confirmed');
    printEnds(admit(6).serial, 'cancelled');
    printEnds(admit(7).serial, 'failed-partial');
    const undone = admit(8);
    undoCheckIn(desk.context, desk.caller, { admissionId: undone.id, reason: 'other' });
    printEnds(undone.serial, 'cancelled');
    const balance = badgeBalance(desk.context, all);
    expect(balance).toMatchObject({
      issued: 9,
      rows: {
        'handed-over': 1,
        returned: 1,
        lost: 1,
        destroyed: 0,
        stale: 1,
        'not-printed': 2,
        'at-the-desk': 1,
        waiting: 1,
        'in-question': 1,
      },
      stale: { 'with-holder': 1, 'at-the-desk': 0, 'not-known': 0, 'never-printed': 0 },
      unheard: 0,
    });
    for (const [row, count] of Object.entries(balance.rows)) {
      const { badges, total } = balanceBadges(desk.context, {
        ...all,
        row: row as keyof typeof balance.rows,
        text: '',
        limit: 100,
      });
      expect([row, total, badges.length]).toEqual([row, count, count]);
    }
  });

  it('is of a day and a station where that is asked', () => {
    handedOver(1);
    desk.setClock('2018-10-03T09:00:00+02:00');
    handedOver(2);
    const own = desk.context.kiosk.kiosk;
    const issued = (scope: { day: string | null; kiosk: string | null }) =>
      badgeBalance(desk.context, scope).issued;
    expect(issued(all)).toBe(2);
    expect(issued({ day: '2018-10-02', kiosk: null })).toBe(1);
    expect(issued({ day: '2018-10-04', kiosk: null })).toBe(0);
    expect(issued({ day: '2018-10-03', kiosk: own })).toBe(1);
    expect(issued({ day: '2018-10-03', kiosk: randomUUID() })).toBe(0);
  });

  it('finds a badge of a row by name or serial, whatever the accents', () => {
    const { serial } = admit(1, 'Ólafur ÞÓRÐARSON');
    admit(2, 'Maria LINDQVIST');
    const find = (text: string) =>
      balanceBadges(desk.context, { ...all, row: 'waiting', text, limit: 10 }).badges.map(
        (badge) => badge.serialText,
      );
    expect(find('olafur')).toEqual([serial]);
    expect(find(serial.slice(-6))).toEqual([serial]);
    expect(find('nobody')).toEqual([]);
  });

  it('as CSV is for a spreadsheet: its mark, one line a serial, and no formula', () => {
    const { serial } = admit(1, '=HYPERLINK("x")');
    printEnds(serial, 'confirmed');
    const { text, badges } = badgeListCsv(desk.context, all, 'en');
    expect(badges).toBe(1);
    expect(text.startsWith('\uFEFFSerial;State;')).toBe(true);
    const [, line] = text.split('\r\n');
    expect(line).toContain(`${serial};Printed, not handed over;;"'=HYPERLINK(""x"")";`);
    expect(line).toContain('2018-10-02 09:00');
  });
});
