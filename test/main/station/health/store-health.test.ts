import { afterEach, beforeEach, expect, test } from 'vitest';
import { statement } from '../../../../db/base/statement.ts';
import {
  noteRecoverySeen,
  openRecovery,
  type Recovery,
  writeRecovery,
} from '../../../../main/station/backup/recovery-record.ts';
import { storeHealthOf } from '../../../../main/station/health/station-health.ts';
import { type DeskContext, makeDeskContext } from '../../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

/** A copy with the first hundred facts of an incarnation that had written 102. */
const recovery: Recovery = {
  at: 1_000,
  cause: 'unreadable',
  source: 'copy',
  copyMade: 900,
  putAside: '/data/damaged.db',
  station: '7f1c1f4e-4a55-4f63-9a55-0d6d3f6f1a02',
  incarnation: 1,
  base: 100,
  end: 100,
  marked: 102,
  isWhole: false,
  facts: 0,
  admissions: 0,
  askingJobs: 0,
  unread: 0,
  seen: false,
  settledBy: null,
};

/** Fact `kseq` of the old incarnation came back from the hub. */
function comeBack(kseq: number): void {
  const { db } = desk.context;
  const columns = statement<unknown[], { name: string; type: string; notnull: number }>(
    db,
    'SELECT name, type, "notnull" FROM pragma_table_info(\'superseded_event\')',
  ).all();
  const known: Record<string, unknown> = {
    station: recovery.station,
    incarnation: recovery.incarnation,
    kseq,
  };
  const values = columns.map(({ name, type }) =>
    name in known
      ? known[name]
      : type === 'INTEGER'
        ? kseq
        : type === 'BLOB'
          ? Buffer.alloc(32)
          : `${kseq}`,
  );
  db.prepare(
    `INSERT INTO superseded_event (${columns.map(({ name }) => name).join(', ')})
     VALUES (${columns.map(() => '?').join(', ')})`,
  ).run(...values);
}

test('a store that was never restored is whole, unless its copies fail', () => {
  const { db } = desk.context;
  expect(storeHealthOf(db, false)).toBe('whole');
  expect(storeHealthOf(db, true)).toBe('not-copied');
});

test('a restored store is incomplete until its facts came back, whatever the copies do', () => {
  const { db } = desk.context;
  writeRecovery(db, recovery);
  expect([storeHealthOf(db, false), storeHealthOf(db, true)]).toEqual(['incomplete', 'incomplete']);
  // Reading the notice at the start restores nothing.
  noteRecoverySeen(db, null);
  comeBack(101);
  expect(storeHealthOf(db, false)).toBe('incomplete');
  comeBack(102);
  expect([storeHealthOf(db, false), storeHealthOf(db, true)]).toEqual(['restored', 'not-copied']);
  expect(openRecovery(db)).toEqual({ isWhole: true, seen: true, putAside: '/data/damaged.db' });
});

test('where nobody can tell how many there were, a supervisor’s word settles it', () => {
  const { db } = desk.context;
  writeRecovery(db, { ...recovery, marked: null });
  expect(storeHealthOf(db, false)).toBe('incomplete');
  noteRecoverySeen(db, '7f1c1f4e-4a55-4f63-9a55-0d6d3f6f1a09');
  expect([storeHealthOf(db, false), openRecovery(db)]).toEqual(['whole', null]);
});
