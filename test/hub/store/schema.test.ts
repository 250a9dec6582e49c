import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrateSqlite } from '../../../hub/store/sqlite.ts';

let database: BetterSqlite3.Database;
beforeEach(() => {
  database = new BetterSqlite3(':memory:');
  migrateSqlite(database);
});
afterEach(() => void database.close());

test('the store itself refuses half an account, two of one name, and one person as two', () => {
  const account = (id: string, name: string, hash: string | null): void => {
    database
      .prepare(
        `INSERT INTO account (id, name, name_key, role, active, password_hash, created_at)
         VALUES (?, ?, ?, 'viewer', 1, ?, 0)`,
      )
      .run(id, name, name, hash);
  };
  account('1', 'anna', null);
  expect(() => account('2', 'anna', null)).toThrow(/UNIQUE/);
  expect(() => account('3', 'ben', 'scrypt$…')).toThrow(/CHECK/);
  const approval = database.prepare(
    `INSERT INTO approval (id, kind, subject, state, requested_by, requested_at, expires, decided_by)
     VALUES (?, 'purge', '', 'approved', 'anna', 0, 1, ?)`,
  );
  approval.run('1', 'ben');
  expect(() => approval.run('2', 'anna')).toThrow(/CHECK/);
});

test('an entry of the audit keeps its number for good', () => {
  const write = database.prepare(
    `INSERT INTO audit (at, actor, action, outcome, detail, address)
     VALUES (0, 'nobody', 'searched', 'done', '', '')`,
  );
  const first = write.run().lastInsertRowid;
  database.exec('DELETE FROM audit');
  expect(Number(write.run().lastInsertRowid)).toBe(Number(first) + 1);
});
