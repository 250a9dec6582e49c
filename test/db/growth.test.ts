import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  countAttendance,
  delegatesQuoting,
  hasValidAdmissionOfBadge,
} from '../../db/check-in/admissions.ts';
import { openDuplicates } from '../../db/check-in/duplicates.ts';
import { daysWithFacts } from '../../db/day-close.ts';
import { delegationPeople } from '../../db/delegations.ts';
import { crossingsOfDay, paperNumberIsUsed } from '../../db/emergency.ts';
import { projectDelegate } from '../../db/ledger/projection.ts';
import { handOverBadge } from '../../main/badges/badge-fates.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../main/check-in/check-in-calls.ts';
import { correctSpelling } from '../../main/check-in/correct-spelling.ts';
import { appendEvent } from '../../main/ledger/append-event.ts';
import { delegateDetail, deskCounts, recentItems } from '../../main/roster/views.ts';
import { printEnds } from '../support/badge-desk.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { atDoor, hall, show } from '../support/door-desk.ts';

/** Tables that grow with people and facts, by the names that queries give them. */
const growing = ['attendance_event', 'fact', 'admission', 'badge', 'delegate', 'print_job'];
const day = '2018-10-02';
/** A day's facts are nearly all facts, whatever SQLite thinks of that index. */
const wholeDay = /^SEARCH (attendance_event|fact) USING INDEX attendance_event_by_day/;

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

/** The statements of `work` that scan a whole growing table, or all facts of a day. */
function scansOf(work: () => unknown): string[] {
  const { db } = desk.context;
  const prepare = vi.spyOn(db, 'prepare');
  work();
  // The plan of an INSERT names the search for children of a new parent, which SQLite skips while
  // no reference is open.
  // Reading a table's last row goes to its end only.
  const texts = prepare.mock.calls
    .map(([sql]) => sql)
    .filter((sql) => !/^\s*(PRAGMA|INSERT)|ORDER BY rowid DESC LIMIT 1$/i.test(sql));
  prepare.mockRestore();
  expect(texts).not.toEqual([]);
  return texts.flatMap((sql) => {
    const bound = sql.replaceAll(/\?|@\w+/g, "'x'");
    const steps = db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${bound}`).all();
    const scans = steps.filter(
      ({ detail }) =>
        wholeDay.test(detail) ||
        growing.some((table) => detail === `SCAN ${table}` || detail.startsWith(`SCAN ${table} `)),
    );
    return scans.map(({ detail }) => `${detail}: ${sql}`);
  });
}

test('a read of everything is found', () => {
  const { db } = desk.context;
  expect(
    scansOf(() => db.prepare('SELECT wall FROM admission WHERE operator_id = ?')),
  ).toHaveLength(1);
  expect(
    scansOf(() => db.prepare('SELECT wall FROM attendance_event WHERE local_day = ?')),
  ).toHaveLength(1);
});

test('a check-in, its undoing, a badge’s fate and what pages ask for read no table from end to end', () => {
  const { context, caller } = desk;
  const { id, ticketCode } = desk.addDelegate(1);
  const scans = scansOf(() => {
    const scan = { source: 'camera' as const, readings: [ticketCode], seenAt: 0 };
    const key = crypto.randomUUID();
    const answer = checkIn(context, caller, {
      key,
      target: { kind: 'scan', scan },
      identity: null,
    });
    deskCounts(context);
    recentItems(context, 20);
    delegateDetail(context, caller, id);
    if (answer.outcome !== 'admitted') throw new Error(answer.outcome);
    if (answer.badge === null) throw new Error('no badge');
    printEnds(context, answer.badge.serialText, 'confirmed');
    handOverBadge(context, caller, { serialText: answer.badge.serialText, to: 'delegate' });
    undoCheckIn(context, caller, { admissionId: answer.admissionId, reason: 'other' });
    correctSpelling(context, caller, { delegateId: id, correction: { givenName: 'Other' } });
  });
  expect(scans).toEqual([]);
});

test('a door’s crossings read no table from end to end', () => {
  const { ticketCode } = desk.addDelegate(1);
  const door = atDoor(desk, [hall({ reentry: 'admit' })]);
  const scans = scansOf(() => {
    for (const direction of ['in', 'out', 'in'] as const) show(door, ticketCode, { direction });
  });
  expect(scans).toEqual([]);
});

test.each<[string, (db: DeskContext['context']['db'], eventId: string) => unknown]>([
  ['who is inside', (db, eventId) => crossingsOfDay(db, eventId, day, ['registration'])],
  ['the days of the event', daysWithFacts],
  ['the figures', (db, eventId) => countAttendance(db, eventId, 'registration', day)],
  ['a number on paper', (db, eventId) => paperNumberIsUsed(db, eventId, day, '1')],
  [
    'a code that a kiosk showed',
    (db, eventId) => delegatesQuoting(db, { eventId, ending: '1234', day }),
  ],
  [
    'a badge of an admission',
    (db, eventId) => hasValidAdmissionOfBadge(db, { eventId, delegateId: 'd', badgeSerial: 's' }),
  ],
])('%s: found by an index', (_what, read) => {
  const { db, event } = desk.context;
  expect(scansOf(() => read(db, event.file.id))).toEqual([]);
});

test('the figures of delegations read the roster in the order of the table', () => {
  const { db, event } = desk.context;
  const asked = { eventId: event.file.id, checkpoint: 'registration', day };
  const scans = scansOf(() => [...delegationPeople(db, asked)]);
  expect(scans).toEqual([expect.stringMatching(/^SCAN delegate: /)]);
});

test('the days of the event are those of its facts', () => {
  const { db, event } = desk.context;
  expect(daysWithFacts(db, event.file.id)).toEqual([]);
  for (const [index, date] of ['2018-10-03', '2018-10-02', '2018-10-03'].entries()) {
    desk.setClock(`${date}T09:00:00+02:00`);
    const { id: delegateId } = desk.addDelegate(index + 1);
    const target = { kind: 'delegate' as const, delegateId };
    checkIn(desk.context, desk.caller, { key: crypto.randomUUID(), target, identity: null });
  }
  expect(daysWithFacts(db, event.file.id)).toEqual(['2018-10-02', '2018-10-03']);
  expect(daysWithFacts(db, crypto.randomUUID())).toEqual([]);
});

test('counts agree with the rows whatever is admitted, undone and withdrawn', () => {
  const { context, caller } = desk;
  const { db, event } = context;
  const eventId = event.file.id;
  const admissions: string[] = [];
  for (let step = 0; step < 40; step += 1) {
    desk.setClock(`2018-10-0${2 + (step % 3)}T09:00:00+02:00`);
    const { id: delegateId } = desk.addDelegate((step % 7) + 1);
    const target = { kind: 'delegate' as const, delegateId };
    const key = crypto.randomUUID();
    const answer = checkIn(context, caller, { key, target, identity: null });
    if (answer.outcome === 'admitted') admissions.push(answer.admissionId);
    const undone = step % 4 === 3 ? admissions.shift() : undefined;
    if (undone !== undefined) {
      undoCheckIn(context, caller, { admissionId: undone, reason: 'other' });
      // As the order of two administrators does that disregards the undoing
      // (db/sync/sync-judged.ts).
      if (step % 8 === 7)
        db.prepare('UPDATE admission SET undone_by = NULL WHERE attendance_id = ?').run(undone);
    }
  }
  const rows = db
    .prepare(
      `SELECT checkpoint, local_day AS day, count(DISTINCT delegate_id) AS people FROM admission
       WHERE undone_by IS NULL GROUP BY checkpoint, local_day
       UNION ALL SELECT '', '', count(DISTINCT delegate_id) FROM admission WHERE undone_by IS NULL
       ORDER BY 1, 2`,
    )
    .all();
  const kept = db.prepare(
    `SELECT checkpoint, local_day AS day, delegates AS people FROM presence_count
     WHERE event_id = ? AND delegates > 0 ORDER BY 1, 2`,
  );
  expect(rows.length).toBeGreaterThan(3);
  expect(kept.all(eventId)).toEqual(rows);
  const badges = 'SELECT state, count(*) AS badges FROM badge GROUP BY state ORDER BY state';
  const counts = 'SELECT state, badges FROM badge_count WHERE badges > 0 ORDER BY state';
  expect(db.prepare(counts).all()).toEqual(db.prepare(badges).all());
  db.prepare('DELETE FROM check_in_key').run();
  db.prepare('DELETE FROM admission').run();
  expect(kept.all(eventId)).toEqual([]);
});

test('a third admission of a person whose undoing no longer counts is kept like any other', () => {
  const { context } = desk;
  const { db, event } = context;
  const { id: delegateId } = desk.addDelegate(1);
  const [first, , third] = Array.from({ length: 3 }, () =>
    db.transaction(() => {
      const fact = appendEvent(context, {
        type: 'admitted',
        delegateId,
        checkpoint: 'registration',
        targetId: null,
        operatorId: null,
        badgeSerial: null,
        payload: {},
      });
      projectDelegate(db, event.file.id, delegateId);
      return fact.id;
    })(),
  );
  const undo = db.prepare('UPDATE admission SET undone_by = ? WHERE attendance_id = ?');
  undo.run(first, third);
  projectDelegate(db, event.file.id, delegateId);
  expect(openDuplicates(db, event.file.id)).toHaveLength(2);
});
