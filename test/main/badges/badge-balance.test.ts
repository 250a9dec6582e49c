import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { badgeBalance, balanceBadges } from '../../../main/badges/badge-balance.ts';
import { badgeListCsv } from '../../../main/badges/badge-calls.ts';
import { reprintBadge } from '../../../main/badges/badges.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { type BadgeDesk, makeBadgeDesk } from '../../support/badge-desk.ts';

let desk: BadgeDesk;
beforeEach(() => {
  desk = makeBadgeDesk();
});
afterEach(() => {
  desk.close();
});

const all = { day: null, station: null };

describe('the balance', () => {
  it('puts every serial into one row, and the list behind a row has as many', () => {
    desk.handOver(1);
    desk.scanAs(desk.handOver(2).serial, 'returned');
    desk.typeAs(desk.handOver(3).serial, 'lost');
    const reprinted = desk.handOver(4);
    reprintBadge(desk.context, desk.caller, {
      delegateId: reprinted.delegateId,
      reason: 'misspelt',
    });
    desk.printEnds(desk.admit(5).serial, 'confirmed');
    desk.printEnds(desk.admit(6).serial, 'cancelled');
    desk.printEnds(desk.admit(7).serial, 'failed-partial');
    const undone = desk.admit(8);
    undoCheckIn(desk.context, desk.caller, { admissionId: undone.admissionId, reason: 'other' });
    desk.printEnds(undone.serial, 'cancelled');
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
    desk.handOver(1);
    desk.setClock('2018-10-03T09:00:00+02:00');
    desk.handOver(2);
    const own = desk.context.self.station;
    const issued = (scope: { day: string | null; station: string | null }) =>
      badgeBalance(desk.context, scope).issued;
    expect(issued(all)).toBe(2);
    expect(issued({ day: '2018-10-02', station: null })).toBe(1);
    expect(issued({ day: '2018-10-04', station: null })).toBe(0);
    expect(issued({ day: '2018-10-03', station: own })).toBe(1);
    expect(issued({ day: '2018-10-03', station: randomUUID() })).toBe(0);
  });

  it('finds a badge of a row by name or serial, whatever the accents', () => {
    const { serial } = desk.admit(1, 'Ólafur ÞÓRÐARSON');
    desk.admit(2, 'Maria LINDQVIST');
    const find = (text: string) =>
      balanceBadges(desk.context, { ...all, row: 'waiting', text, limit: 10 }).badges.map(
        (badge) => badge.serialText,
      );
    expect(find('olafur')).toEqual([serial]);
    expect(find(serial.slice(-6))).toEqual([serial]);
    expect(find('nobody')).toEqual([]);
  });

  it('as CSV is for a spreadsheet: its mark, one line a serial, and no formula', () => {
    const { serial } = desk.admit(1, '=HYPERLINK("x")');
    desk.printEnds(serial, 'confirmed');
    const { text, badges } = badgeListCsv(desk.context, all, 'en');
    expect(badges).toBe(1);
    expect(text.startsWith('\uFEFFSerial;State;')).toBe(true);
    const [, line] = text.split('\r\n');
    expect(line).toContain(`${serial};"Printed, not handed over";;"'=HYPERLINK(""x"")";`);
    expect(line).toContain('2018-10-02 09:00');
  });
});
