import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hubMigrations } from '../../../hub/store/migrations/index.ts';
import { migrateSqlite } from '../../../hub/store/sqlite.ts';

const before = hubMigrations.findIndex(({ name }) => name === '003-accounts');

let database: BetterSqlite3.Database;
beforeEach(() => {
  database = new BetterSqlite3(':memory:');
  for (const migration of hubMigrations.slice(0, before)) database.exec(migration.sql('sqlite'));
  database.pragma(`user_version = ${before}`);
});
afterEach(() => void database.close());

const tables = (): unknown[] =>
  database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();

test('a store of before gets the tables of accounts, and keeps what it has', () => {
  database.exec(`UPDATE stream SET seq = 17 WHERE name = 'events'`);
  migrateSqlite(database);
  for (const table of ['account', 'account_session', 'recovery_code', 'known_browser']) {
    expect(tables()).toContain(table);
  }
  expect(tables()).toContain('audit');
  expect(tables()).toContain('approval');
  const seq = database.prepare(`SELECT seq FROM stream WHERE name = 'events'`).pluck().get();
  expect(seq).toBe(17);
});

test('the store itself refuses half an account, two of one name, and one person as two', () => {
  migrateSqlite(database);
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
  migrateSqlite(database);
  const write = database.prepare(
    `INSERT INTO audit (at, actor, action, outcome, detail, address)
     VALUES (0, 'nobody', 'searched', 'done', '', '')`,
  );
  const first = write.run().lastInsertRowid;
  database.exec('DELETE FROM audit');
  expect(Number(write.run().lastInsertRowid)).toBe(Number(first) + 1);
});

test('an approval of before gets an empty reason and note', () => {
  const until = hubMigrations.findIndex(({ name }) => name === '007-approval-reasons');
  const older = hubMigrations.slice(before, until);
  for (const migration of older) database.exec(migration.sql('sqlite'));
  database.pragma(`user_version = ${until}`);
  database.exec(
    `INSERT INTO approval (id, kind, subject, state, requested_by, requested_at, expires)
     VALUES ('1', 'purge', 'purge gdpr 30', 'open', 'anna', 0, 1)`,
  );
  migrateSqlite(database);
  expect(database.prepare('SELECT subject, reason, note FROM approval').get()).toEqual({
    ...{ subject: 'purge gdpr 30', reason: '', note: '' },
  });
});
