import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../db/base/migrate.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { closesOf, factsInOrder, insertStationReport, stationReports } from '../../db/day-close.ts';
import { insertAttendanceEvent } from '../../db/ledger/attendance.ts';
import { fact, uuid } from '../domain/attendance-sample.ts';

const station = 'k';
const report = {
  number: 1,
  eventId: 'e',
  day: '2018-10-02',
  revision: 1,
  hash: 'ab'.repeat(32),
  facts: 1,
  issuedWall: 5,
  operatorId: 'o',
  signed: '{}',
};

function storeWithFact(): WritableDatabase {
  const db = new BetterSqlite3(':memory:');
  migrate(db, ':memory:');
  db.exec(`INSERT INTO attendance_event (id, event_id, station, incarnation, kseq, type, local_day, hlc, wall, version, payload, hash, effective)
    VALUES ('a', 'e', 'k', 1, 1, 'admitted', '2018-10-02', 'h', 1, 1, '{}', '${'0'.repeat(64)}', 'h')`);
  return db as WritableDatabase;
}

test('the closes of a chain are found beside its other facts, and reports are kept', () => {
  const db = storeWithFact();
  expect(factsInOrder(db, 'e').map(({ id }) => id)).toEqual(['a']);
  db.exec(`INSERT INTO attendance_event (id, event_id, station, incarnation, kseq, type, local_day, hlc, wall, version, payload, hash, effective)
    VALUES ('b', 'e', 'k', 1, 2, 'day-closed', '2018-10-02', 'h', 1, 1, '{"x":1}', '${'1'.repeat(64)}', 'h')`);
  expect(closesOf(db, { station, incarnation: 1 })).toEqual([{ kseq: 2, payload: '{"x":1}' }]);
  expect(closesOf(db, { station, incarnation: 2 })).toEqual([]);
  insertStationReport(db, report);
  expect(stationReports(db)).toEqual([report]);
  db.close();
});

test('a fact keeps all that figures read of it, and shares what others have too', () => {
  const db = new BetterSqlite3(':memory:') as WritableDatabase;
  migrate(db, ':memory:');
  const said = {
    id: uuid(10),
    targetId: uuid(11),
    delegateId: uuid(12),
    operatorId: uuid(13),
    station: uuid(14),
    incarnation: 3,
    kseq: 7,
    type: 'admission-undone' as const,
    checkpoint: 'door',
    localDay: '2018-10-03',
    badgeSerial: '00000001-1',
    after: uuid(15),
    wall: 5,
    payload: '{"reason":"other"}',
  };
  const facts = [said, { ...said, id: uuid(20), kseq: 8, payload: `"${'long '.repeat(40)}"` }];
  for (const one of facts) insertAttendanceEvent(db, fact(one), 'its place');
  const { hlc: _, version: __, commitment: ___, hash: ____, ...kept } = fact(said);
  expect(factsInOrder(db, kept.eventId)).toEqual(
    facts.map((one) => ({ ...kept, ...one, effective: 'its place' })),
  );
  expect(factsInOrder(db, kept.eventId, 1)).toHaveLength(1);
  db.close();
});

test.each([
  ['its number', { revision: 2 }],
  ['its revision of the day', { number: 2 }],
])('no two reports have %s', (_what, change) => {
  const db = storeWithFact();
  insertStationReport(db, report);
  const second = { ...report, ...change };
  expect(() => insertStationReport(db, second)).toThrow('UNIQUE');
  db.close();
});
