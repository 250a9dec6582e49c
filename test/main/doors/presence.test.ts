import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertAttendanceEvent } from '../../../db/ledger/attendance.ts';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import type { Context } from '../../../main/base/context.ts';
import { presenceNow } from '../../../main/doors/presence.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';

let desk: DeskContext;
let context: Context;
beforeEach(() => {
  desk = makeDeskContext();
  context = atDoor(desk, [hall()]);
});
afterEach(() => {
  desk.close();
});

const station = '00000000-0000-4000-8000-0000000000aa';
const idOf = (kind: number, number: number): string =>
  `${String(kind).padStart(8, '0')}-0000-7000-8000-${String(number).padStart(12, '0')}`;
const personOf = (number: number): string => idOf(9, number);

/** A fact of another door, as the sync writes it. */
function heard(
  kseq: number,
  type: AttendanceEvent['type'],
  person: number,
  targetId: string | null = null,
): AttendanceEvent {
  const wall = desk.context.clock() + kseq;
  const event: AttendanceEvent = {
    id: idOf(1, kseq),
    eventId: context.event.file.id,
    station,
    incarnation: 1,
    kseq,
    type,
    delegateId: personOf(person),
    checkpoint: 'hall',
    targetId,
    operatorId: null,
    localDay: '2018-10-02',
    badgeSerial: null,
    after: '',
    hlc: `${String(wall).padStart(15, '0')}-00000`,
    wall,
    version: 1,
    payload: '{}',
    commitment: null,
    hash: '0'.repeat(64),
  };
  insertAttendanceEvent(context.db, event);
  return event;
}

const inside = (): string[] => [...presenceNow(context).personsIn('@hall')].sort();

describe('who is inside', () => {
  it('follows facts that came by the sync, and what is undone of them', () => {
    expect(inside()).toEqual([]);
    const first = heard(1, 'admitted', 1);
    expect(inside()).toEqual([personOf(1)]);
    heard(2, 'admitted', 2);
    heard(3, 'went-out', 1);
    expect(inside()).toEqual([personOf(2)]);
    heard(4, 'admission-undone', 2, idOf(1, 3));
    expect(inside()).toEqual([personOf(1), personOf(2)]);
    heard(5, 'admission-undone', 1, first.id);
    expect(inside()).toEqual([personOf(2)]);
  });

  it('says after a restart what it said before', () => {
    for (let n = 1; n <= 40; n += 1) {
      heard(n, n % 4 === 0 ? 'went-out' : n % 3 === 0 ? 'came-back' : 'admitted', n % 7);
      inside();
    }
    heard(41, 'admission-undone', 3, idOf(1, 38));
    const before = inside();
    expect(before.length).toBeGreaterThan(0);
    const again = makeDeskContextOn(desk);
    try {
      expect([...presenceNow(again.context).personsIn('@hall')].sort()).toEqual(before);
    } finally {
      again.end();
    }
  });

  it('forgets what was seen of a transaction that was taken back', () => {
    const { ticketCode } = desk.addDelegate(1);
    expect(() =>
      context.db
        .transaction(() => {
          show(context, ticketCode);
          throw new Error('no');
        })
        .immediate(),
    ).toThrow('no');
    heard(1, 'admitted', 1);
    expect(inside()).toEqual([personOf(1)]);
  });
});

describe('10,000 crossings of a day', () => {
  it('are read once, and each further one is added to what is known', () => {
    context.db.transaction(() => {
      for (let n = 1; n <= 10_000; n += 1) {
        heard(n, n % 5 === 0 ? 'went-out' : 'admitted', n % 2500);
      }
    })();
    const known = presenceNow(context);
    const count = inside().length;
    for (let n = 1; n <= 100; n += 1) {
      heard(10_000 + n, 'admitted', 5000 + n);
      // Another object would mean that the whole day was read again.
      expect(presenceNow(context)).toBe(known);
      expect(known.personsIn('@hall').size).toBe(count + n);
    }
  });
});

/** The same store on a further connection: what a restarted app would read. */
function makeDeskContextOn({ location }: DeskContext): { context: Context; end: () => void } {
  const other = makeDeskContext({ folder: dirname(location.path) });
  return { context: atDoor(other, [hall()]), end: () => other.context.db.close() };
}
