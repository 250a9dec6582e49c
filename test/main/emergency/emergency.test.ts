import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findAttendanceEvent } from '../../../db/ledger/attendance.ts';
import { projectDelegate } from '../../../db/ledger/projection.ts';
import { printJobsInStates } from '../../../db/printing/print-jobs.ts';
import type { Context } from '../../../main/base/context.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { enterFromPaper } from '../../../main/check-in/desk-calls.ts';
import {
  emergencyPack,
  packContent,
  packPrepared,
} from '../../../main/emergency/emergency-pack.ts';
import { evacuationList } from '../../../main/emergency/evacuation.ts';
import { clearEvacuated, tickEvacuated } from '../../../main/emergency/muster.ts';
import { appendEvent } from '../../../main/ledger/append-event.ts';
import { delegateDetail, recentItems } from '../../../main/roster/views.ts';
import type { EnterFromPaperInput } from '../../../preload/contract/check-in.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => {
  desk.close();
});

const at = (time: string, day = '2018-10-02'): number => Date.parse(`${day}T${time}:00+02:00`);

function admit(delegateId: string): string {
  const answer = checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'delegate', delegateId },
    identity: null,
  });
  if (answer.outcome !== 'admitted') throw new Error(answer.outcome);
  return answer.admissionId;
}

function cross(delegateId: string, type: 'admitted' | 'went-out', checkpoint: string): void {
  desk.context.db
    .transaction(() =>
      appendEvent(desk.context, {
        type,
        delegateId,
        checkpoint,
        targetId: null,
        operatorId: null,
        badgeSerial: null,
        payload: {},
      }),
    )
    .immediate();
}

const zonesOf = (context: Context) =>
  evacuationList(context, 'en').zones.map(({ zone, people }) => [
    zone,
    people.map(({ printedName }) => printedName),
  ]);

describe('the evacuation list', () => {
  it('puts everybody who is inside into a zone, in the order of lists', () => {
    const japan = desk.addDelegate(1, { delegation: 'JPN', printedName: 'Aoi SATO' });
    const head = desk.addDelegate(2, { role: 'head', printedName: 'Zoé HEAD' });
    const member = desk.addDelegate(3, { printedName: 'Ada MEMBER' });
    const gone = desk.addDelegate(4, { printedName: 'Gone AWAY' });
    desk.addDelegate(5, { printedName: 'Never CAME' });
    for (const { id } of [japan, member, head, gone]) admit(id);
    cross(japan.id, 'admitted', 'stce');
    cross(gone.id, 'went-out', 'registration');
    expect(zonesOf(desk.context)).toEqual([
      ['@stce', ['Aoi SATO']],
      [null, ['Zoé HEAD', 'Ada MEMBER']],
    ]);
    expect(evacuationList(desk.context, 'en')).toMatchObject({
      inside: 3,
      hub: null,
      stations: [{ name: 'Desk 1', self: true, heardAt: desk.context.clock() }],
    });
  });

  it('forgets nobody who was admitted and is not in the roster, and nobody of another day', () => {
    cross('00000000-0000-5000-8000-000000000099', 'admitted', 'stce');
    expect(evacuationList(desk.context, 'en').zones[0]?.people[0]).toMatchObject({
      id: '00000000-0000-5000-8000-000000000099',
      printedName: '',
    });
    desk.pass(24 * 3_600_000);
    expect(evacuationList(desk.context, 'en').inside).toBe(0);
  });

  it('takes an undone admission out', () => {
    const { id } = desk.addDelegate(1);
    const admissionId = admit(id);
    undoCheckIn(desk.context, desk.caller, { admissionId, reason: 'wrong-person' });
    expect(evacuationList(desk.context, 'en').inside).toBe(0);
  });

  it('keeps ticks for the day, and forgets them when told to', () => {
    const { id } = desk.addDelegate(1);
    admit(id);
    const seen = () => evacuationList(desk.context, 'en').zones[0]?.people[0]?.seenAt;
    tickEvacuated(desk.context, { id, seen: true });
    expect(seen()).toBe(desk.context.clock());
    tickEvacuated(desk.context, { id, seen: false });
    expect(seen()).toBeNull();
    tickEvacuated(desk.context, { id, seen: true });
    clearEvacuated(desk.context);
    expect(seen()).toBeNull();
    tickEvacuated(desk.context, { id, seen: true });
    desk.setClock('2018-10-03T09:00:00+02:00');
    admit(id);
    expect(seen()).toBeNull();
  });

  it('is whole with 5,000 inside', () => {
    const { id } = desk.addDelegate(0, { printedName: 'Sample PERSON' });
    cross(id, 'admitted', 'registration');
    cross(id, 'admitted', 'stce');
    copies('delegate', 4_999, {
      rid: 'rid + n',
      id: "printf('00000000-0000-5000-8000-%012d', n)",
      registration_code: "printf('T18-%05d', n)",
      delegation: "iif(n % 2, 'BEL', 'JPN')",
    });
    copies('attendance_event', 4_999, {
      id: "printf('%08x-%04d-7000-8000-%012d', kseq, n % 10000, n)",
      kseq: 'kseq + 2 * n',
      delegate_id: "printf('00000000-0000-5000-8000-%012d', n)",
    });
    const { zones } = evacuationList(desk.context, 'en');
    expect(zones.map(({ zone, people }) => [zone, people.length])).toEqual([['@stce', 5_000]]);
  });

  /** Copies every row of a table so many times with these columns changed; `n` counts from 1. */
  function copies(table: string, times: number, changes: Record<string, string>): void {
    const { db } = desk.context;
    const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map(
      ({ name }) => name,
    );
    db.exec(`WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${times})
      INSERT INTO ${table} (${columns.join(', ')})
      SELECT ${columns.map((column) => changes[column] ?? column).join(', ')} FROM ${table}, number`);
  }
});

describe('an entry from paper', () => {
  const enter = (delegateId: string, change: Partial<EnterFromPaperInput> = {}) =>
    enterFromPaper(desk.context, desk.caller, {
      key: randomUUID(),
      delegateId,
      at: at('08:15'),
      number: '17',
      printBadge: false,
      ...change,
    });

  it('is an admission of today with its true time, its number and the word that it is one', () => {
    const { id } = desk.addDelegate(1);
    const answer = enter(id);
    const number = `${desk.context.self.stationNumber}-1002-017`;
    expect(answer).toMatchObject({ outcome: 'entered', at: at('08:15'), number, prints: false });
    if (answer.outcome !== 'entered') return;
    const fact = findAttendanceEvent(desk.context.db, answer.admissionId);
    expect(fact).toMatchObject({
      type: 'admitted',
      wall: at('09:00'),
      localDay: '2018-10-02',
      operatorId: desk.caller.operator?.id,
    });
    expect(JSON.parse(fact?.payload ?? '')).toEqual({
      identity: null,
      source: 'paper',
      fromPaper: true,
      at: at('08:15'),
      paperNumber: number,
    });
  });

  it('shows the true time in history and arrivals, also after its facts were folded anew', () => {
    const { id } = desk.addDelegate(1);
    enter(id);
    const shown = () => [
      delegateDetail(desk.context, desk.caller, id).admissions.map(({ wall, fromPaper }) => [
        wall,
        fromPaper,
      ]),
      recentItems(desk.context, 10).map(({ wall }) => wall),
    ];
    const expected = [[[at('08:15'), true]], [at('08:15')]];
    expect(shown()).toEqual(expected);
    const { db, event } = desk.context;
    db.transaction(() => projectDelegate(db, event.file.id, id))();
    expect(shown()).toEqual(expected);
    expect(evacuationList(desk.context, 'en').zones[0]?.people[0]?.since).toBe(at('08:15'));
  });

  it('prints the badge where that is wanted', () => {
    const { id } = desk.addDelegate(1);
    expect(enter(id, { printBadge: true })).toMatchObject({ outcome: 'entered', prints: true });
    expect(printJobsInStates(desk.context.db, ['queued'])).toHaveLength(1);
  });

  it('writes the same key once', () => {
    const { id } = desk.addDelegate(1);
    const key = randomUUID();
    const first = enter(id, { key });
    expect(enter(id, { key })).toEqual(first);
    expect(recentItems(desk.context, 10)).toHaveLength(1);
  });

  it.each<[string, Partial<EnterFromPaperInput>, object, number]>([
    ['a time to come', { at: at('09:01') }, { outcome: 'time-in-future' }, 0],
    ['a time of yesterday', { at: at('23:00', '2018-10-01') }, { outcome: 'time-not-today' }, 0],
    ['a number that is none', { number: 'x7' }, { outcome: 'number-unreadable' }, 0],
    ['no number', { number: ' ' }, { outcome: 'entered', number: null }, 1],
  ])('%s', (_name, change, expected, written) => {
    const { id } = desk.addDelegate(1);
    expect(enter(id, change)).toMatchObject(expected);
    expect(recentItems(desk.context, 10)).toHaveLength(written);
  });

  it('asks the rules: whom they refuse, only an override admits', () => {
    const cancelled = desk.addDelegate(1, { status: 'cancelled' });
    const otherDay = desk.addDelegate(2, { days: ['2018-10-03'] });
    const isIn = desk.addDelegate(3);
    admit(isIn.id);
    expect(enter(cancelled.id)).toEqual({ outcome: 'refused', why: 'cancelled' });
    expect(enter(otherDay.id)).toEqual({ outcome: 'refused', why: 'wrong-day' });
    expect(enter(isIn.id)).toEqual({ outcome: 'already-in', at: at('09:00') });
  });

  it('refuses a number that was typed in already, until that entry is taken back', () => {
    const [one, other] = [desk.addDelegate(1), desk.addDelegate(2)];
    const first = enter(one.id);
    expect(enter(other.id)).toMatchObject({ outcome: 'number-used' });
    if (first.outcome !== 'entered') throw new Error(first.outcome);
    const { admissionId } = first;
    undoCheckIn(desk.context, desk.caller, { admissionId, reason: 'other' });
    expect(enter(other.id)).toMatchObject({ outcome: 'entered' });
  });
});

describe('the emergency pack', () => {
  it('is due in the morning of an event’s day until it was prepared', () => {
    expect(emergencyPack(desk.context).due).toBe(false);
    desk.addDelegate(1);
    expect(emergencyPack(desk.context)).toMatchObject({ due: true, prepared: null, people: 1 });
    desk.setClock('2018-10-02T13:00:00+02:00');
    expect(emergencyPack(desk.context).due).toBe(false);
    desk.setClock('2018-11-02T09:00:00+02:00');
    expect(emergencyPack(desk.context).due).toBe(false);
    desk.setClock('2018-10-02T09:00:00+02:00');
    packPrepared(desk.context, desk.caller, packContent(desk.context, 48, 'en'));
    expect(emergencyPack(desk.context)).toMatchObject({
      due: false,
      prepared: { at: at('09:00'), operatorName: 'Operator', badges: 48 },
    });
    desk.setClock('2018-10-03T09:00:00+02:00');
    expect(emergencyPack(desk.context)).toMatchObject({ due: true, prepared: null });
  });

  it('gives no number of a day out twice, and begins anew the next day', () => {
    const numbers: string[] = [];
    for (const day of ['2018-10-02', '2018-10-02', '2018-10-03']) {
      desk.setClock(`${day}T09:00:00+02:00`);
      const content = packContent(desk.context, 24, 'en');
      packPrepared(desk.context, desk.caller, content);
      numbers.push(...content.numbers);
    }
    expect(new Set(numbers).size).toBe(72);
    const station = desk.context.self.stationNumber;
    expect([numbers[0], numbers[47], numbers[48]]).toEqual([
      `${station}-1002-001`,
      `${station}-1002-048`,
      `${station}-1003-001`,
    ]);
  });

  it('names who is expected, by delegation, heads first', () => {
    desk.addDelegate(1, { delegation: 'JPN', printedName: 'Aoi SATO' });
    desk.addDelegate(2, { printedName: 'Ada MEMBER' });
    desk.addDelegate(3, { printedName: 'Zoé HEAD', role: 'head' });
    desk.addDelegate(4, { printedName: 'Not COMING', status: 'cancelled' });
    const names = packContent(desk.context, 0, 'en').people.map(({ printedName }) => printedName);
    expect(names).toEqual(['Zoé HEAD', 'Ada MEMBER', 'Aoi SATO']);
  });
});
