import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBadge } from '../../../db/badges/badges.ts';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import { badgeBalance, balanceBadges } from '../../../main/badges/badge-balance.ts';
import { handOverBadge, recordBadgeFate, undoBadgeFate } from '../../../main/badges/badge-fates.ts';
import { reprintBadge } from '../../../main/badges/badges.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { type BadgeDesk, makeBadgeDesk } from '../../support/badge-desk.ts';
import { falseBadgeCode } from '../../support/badge-tokens.ts';

let desk: BadgeDesk;
beforeEach(() => {
  desk = makeBadgeDesk();
});
afterEach(() => {
  desk.close();
});

const all = { day: null, station: null };
const stateOf = (serial: string) => findBadge(desk.context.db, serial)?.state;
const rows = () => badgeBalance(desk.context, all).rows;

function printed(number: number): string {
  const { serial } = desk.admit(number);
  desk.printEnds(serial, 'confirmed');
  return serial;
}

function replaced(number: number): string {
  const { serial, delegateId } = desk.handOver(number);
  reprintBadge(desk.context, desk.caller, { delegateId, reason: 'damaged' });
  return serial;
}

function said(number: number, fate: 'returned' | 'lost' | 'destroyed'): string {
  const { serial } = desk.handOver(number);
  desk.typeAs(serial, fate);
  return serial;
}

function outcomeOf(serial: string, work: () => unknown): [string, string | undefined] {
  try {
    work();
    return ['done', stateOf(serial)];
  } catch (error) {
    return [error instanceof Error ? error.message.replace(serial, '') : '', stateOf(serial)];
  }
}

describe('recording what became of a badge', () => {
  it('takes a badge back by its own code, and says whose it was', () => {
    const { serial } = desk.handOver(1);
    expect(desk.scanAs(serial, 'returned')).toMatchObject({
      serialText: serial,
      printedName: 'A Sample',
      before: 'handed-over',
      fate: 'returned',
    });
    expect(stateOf(serial)).toBe('returned');
    const facts = chainOf(desk.context.db, desk.context.self.station, 1);
    expect(facts.at(-1)).toMatchObject({
      type: 'badge-voided',
      badgeSerial: serial,
      operatorId: desk.caller.operator?.id,
    });
    expect(verifyChain(facts, nodeCrypto)).toMatchObject({ whole: true });
  });

  it('takes a typed serial in small letters, and refuses one that nobody issued', () => {
    const { serial } = desk.handOver(1);
    desk.typeAs(` ${serial.toLowerCase()} `, 'lost');
    expect(stateOf(serial)).toBe('lost');
    expect(() => desk.typeAs('A7F30C12-999999', 'lost')).toThrow(/badge-unknown/);
    expect(() => desk.typeAs('gibberish', 'lost')).toThrow(/badge-unknown/);
  });

  it.each([
    ['issued', (number: number) => desk.admit(number).serial],
    ['printed', (number: number) => printed(number)],
    ['handed over', (number: number) => desk.handOver(number).serial],
    ['replaced', (number: number) => replaced(number)],
    ['returned', (number: number) => said(number, 'returned')],
    ['lost', (number: number) => said(number, 'lost')],
    ['destroyed', (number: number) => said(number, 'destroyed')],
  ])('hands a badge that is %s over by the same rules in both ways', (_state, make) => {
    const [first, second] = [make(1), make(2)];
    const to = 'delegate' as const;
    const byFate = outcomeOf(first, () => desk.typeAs(first, 'handed-over'));
    const byHand = outcomeOf(second, () =>
      handOverBadge(desk.context, desk.caller, { serialText: second, to }),
    );
    expect(byHand).toEqual(byFate);
  });

  it('says that the same was recorded already', () => {
    const { serial } = desk.handOver(1);
    desk.scanAs(serial, 'returned');
    expect(() => desk.scanAs(serial, 'returned')).toThrow(/already-done/);
  });

  it('believes a code only that proves itself', () => {
    const { serial } = desk.handOver(1);
    const other = falseBadgeCode(serial);
    for (const reading of [other, serial, 'LT', 'https://example.org']) {
      const badge = { kind: 'scan' as const, readings: [reading] };
      expect(() => recordBadgeFate(desk.context, desk.caller, { badge, fate: 'returned' })).toThrow(
        /badge-unreadable/,
      );
    }
  });

  it('lets a badge of a station not yet heard wait for its issue', () => {
    const code = falseBadgeCode('B0000001-000007');
    const answer = recordBadgeFate(desk.context, desk.caller, {
      badge: { kind: 'scan', readings: [code] },
      fate: 'returned',
    });
    expect(answer).toMatchObject({ serialText: 'B0000001-000007', before: null, printedName: '' });
    expect(badgeBalance(desk.context, all)).toMatchObject({ issued: 0, unheard: 1 });
    undoBadgeFate(desk.context, desk.caller, answer.factId);
  });

  it('gives a returned badge out again, but never one that was replaced', () => {
    const first = desk.handOver(1);
    desk.scanAs(first.serial, 'returned');
    desk.scanAs(first.serial, 'handed-over');
    expect(stateOf(first.serial)).toBe('handed-over');
    reprintBadge(desk.context, desk.caller, { delegateId: first.delegateId, reason: 'damaged' });
    expect(stateOf(first.serial)).toBe('destroyed');
    expect(() => desk.scanAs(first.serial, 'handed-over')).toThrow(/badge-replaced/);
    desk.scanAs(first.serial, 'returned');
    expect(stateOf(first.serial)).toBe('returned');
  });

  it('knows no fate of what never came out, unless somebody holds it in the hand', () => {
    const { serial } = desk.admit(1);
    expect(() => desk.typeAs(serial, 'destroyed')).toThrow(/badge-not-printed/);
    desk.printEnds(serial, 'unknown');
    desk.typeAs(serial, 'destroyed');
    const second = desk.admit(2);
    desk.printEnds(second.serial, 'did-not-come-out');
    expect(() => desk.typeAs(second.serial, 'returned')).toThrow(/badge-not-printed/);
    desk.scanAs(second.serial, 'returned');
    expect(rows()).toMatchObject({ destroyed: 1, returned: 1, 'in-question': 0 });
  });

  it('keeps one badge a person valid: one that was lost and replaced does not count again when found', () => {
    const { serial, delegateId } = desk.handOver(1);
    desk.typeAs(serial, 'lost');
    const { serial: newer } = reprintBadge(desk.context, desk.caller, {
      delegateId,
      reason: 'lost',
    });
    expect(() => desk.scanAs(serial, 'handed-over')).toThrow(/badge-replaced/);
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
    const { serial } = desk.handOver(1);
    const { factId } = desk.typeAs(serial, fate);
    undoBadgeFate(desk.context, desk.caller, factId);
    expect(stateOf(serial)).toBe(before);
    expect(() => undoBadgeFate(desk.context, desk.caller, factId)).toThrow(/already-done/);
  });

  it('a hand-over back to the desk', () => {
    const { serial } = desk.admit(1);
    desk.printEnds(serial, 'sent');
    const { factId } = desk.typeAs(serial, 'handed-over');
    undoBadgeFate(desk.context, desk.caller, factId);
    expect(stateOf(serial)).toBe('printed');
  });

  it('not where something was said since', () => {
    const { serial } = desk.handOver(1);
    const { factId } = desk.typeAs(serial, 'lost');
    desk.scanAs(serial, 'returned');
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
    const { serial } = desk.handOver(1);
    desk.scanAs(serial, 'returned');
    desk.setClock('2018-10-03T09:00:00+02:00');
    expect(show(desk.codeOf(serial))).toMatchObject({ outcome: 'admitted', returning: true });
  });

  it('that was replaced says which one counts, and admits nobody', () => {
    const { serial, delegateId } = desk.handOver(1);
    const newer = reprintBadge(desk.context, desk.caller, { delegateId, reason: 'misspelt' });
    desk.setClock('2018-10-03T09:00:00+02:00');
    expect(show(desk.codeOf(serial))).toMatchObject({
      outcome: 'badge-not-valid',
      doubt: 'stale',
      delegate: { id: delegateId },
      serialText: serial,
      newerSerial: newer.serial,
    });
    expect(show(desk.codeOf(newer.serial))).toMatchObject({ outcome: 'admitted', returning: true });
  });

  it.each(['lost', 'destroyed'] as const)('that is %s is kept', (fate) => {
    const { serial } = desk.handOver(1);
    desk.typeAs(serial, fate);
    expect(show(desk.codeOf(serial))).toMatchObject({
      outcome: 'badge-not-valid',
      doubt: fate,
      newerSerial: null,
    });
  });

  it('of a station not yet heard is told from one that is forged', () => {
    const code = falseBadgeCode('B0000001-000007');
    expect(show(code)).toMatchObject({
      outcome: 'badge-not-valid',
      doubt: 'unheard',
      delegate: null,
      serialText: 'B0000001-000007',
    });
    const { serial } = desk.handOver(1);
    expect(show(falseBadgeCode(serial))).toMatchObject({ outcome: 'forged' });
  });
});
