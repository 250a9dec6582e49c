import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findOverride, standingAdmissions } from '../../db/check-in/admissions.ts';
import { closesOf, wallAt, wroteAfter } from '../../db/day-close.ts';
import { disregardedCrossings, paperNumberIsUsed } from '../../db/emergency.ts';
import { insertAttendanceEvent } from '../../db/ledger/attendance.ts';
import { listAlertingRefusals, listUnknownShown } from '../../db/station/alerts.ts';
import { listHelpAnswers, listHelpCalls } from '../../db/station/help-calls.ts';
import type { AttendanceType } from '../../domain/ledger/attendance.ts';
import { delegateDetail } from '../../main/roster/views.ts';
import { fact, uuid } from '../domain/attendance-sample.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';

const root = join(import.meta.dirname, '../..');
const day = '2018-10-02';
const station = uuid(77);
let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const others = {
  override: 5,
  reason: {},
  approvedBy: [],
  outcome: 1,
  doubt: null,
  serial: [2],
  code: {},
  clockOffset: 2 ** 60,
  paperNumber: false,
};
/** What a foreign station may write as the payload of its facts. */
const hostile = [
  '',
  'no JSON',
  '[',
  '"text"',
  'null',
  '[1]',
  '{"override"',
  JSON.stringify(others),
];

test.each(hostile)('a payload of %j stops no query of this store', (payload) => {
  const { db, event } = desk.context;
  const { id: delegateId } = desk.addDelegate(1);
  const types: AttendanceType[] = ['admitted', 'refused', 'help-called', 'help-answered'];
  for (const [i, type] of types.entries()) {
    insertAttendanceEvent(
      db,
      fact({
        id: uuid(500 + i),
        eventId: event.file.id,
        station,
        kseq: i + 1,
        type,
        payload,
        delegateId: type === 'admitted' ? delegateId : null,
        targetId: uuid(502),
      }),
    );
  }
  db.prepare(
    `INSERT INTO admission
       (attendance_id, event_id, delegate_id, checkpoint, local_day, wall, station, operator_id)
     VALUES (?, ?, ?, 'registration', ?, 1538463600000, ?, NULL)`,
  ).run(uuid(500), event.file.id, delegateId, day, station);
  db.prepare(
    `INSERT INTO unknown_event (station, incarnation, kseq, hash, body, aside, wall)
     VALUES (?, 1, 9, ?, ?, 3, 1538463600000)`,
  ).run(station, '0'.repeat(64), payload);
  const eventId = event.file.id;
  const chain = { station, incarnation: 1 };
  const of = { eventId, days: [day], checkpoints: ['registration'] };

  expect(findOverride(db, uuid(500))).toBeNull();
  expect(standingAdmissions(db, eventId, delegateId, (id) => id)).toHaveLength(1);
  expect(listAlertingRefusals(db, { eventId, limit: 10 })).toEqual([]);
  expect(listUnknownShown(db, of)).toEqual([]);
  expect(listHelpCalls(db, eventId)).toMatchObject([
    { reason: 'other', code: null, wall: 1_538_463_600_000 },
  ]);
  expect(listHelpAnswers(db, [uuid(502)])).toHaveLength(1);
  expect(paperNumberIsUsed(db, eventId, day, '7')).toBe(false);
  expect(closesOf(db, chain)).toEqual([]);
  expect(wallAt(db, chain, 9)).toBeNull();
  expect(wroteAfter(db, chain, 4, day)).toBe(false);
  expect(disregardedCrossings(db, eventId, day)).toEqual([]);
  expect(delegateDetail(desk.context, desk.caller, delegateId)).toBeDefined();
});

test('only json-column.ts reads a column of facts by SQL', () => {
  const found = readdirSync(join(root, 'db'), { recursive: true, encoding: 'utf8' }).filter(
    (path) =>
      path.endsWith('.ts') &&
      !path.endsWith('json-column.ts') &&
      /(json_extract|json_type)\(|(payload|body|personal)\s*->/.test(
        readFileSync(join(root, 'db', path), 'utf8'),
      ),
  );
  expect(found).toEqual([]);
});
