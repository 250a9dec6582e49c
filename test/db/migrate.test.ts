import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate, versionOf } from '../../db/base/migrate.ts';
import { type Migration, migrations } from '../../db/migrations/index.ts';

const first = { name: '001', sql: 'CREATE TABLE a (x TEXT) STRICT; -- one\n' };
const second = { name: '002', sql: 'CREATE TABLE b (x TEXT) STRICT;' };
const broken = { name: '002', sql: 'CREATE TABLE b (x TEXT) STRICT; CREATE TABLE a (x TEXT);' };

const empty = (): BetterSqlite3.Database => new BetterSqlite3(':memory:');
const tables = (db: BetterSqlite3.Database): unknown[] =>
  db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all();

function madeBy(...steps: Migration[]): BetterSqlite3.Database {
  const db = empty();
  migrate(db, 'x.db', steps);
  return db;
}

test('the app has one migration, and it makes the whole store', () => {
  const db = empty();
  expect(versionOf(db, 'x.db')).toBe(0);
  migrate(db, 'x.db');
  expect(migrations).toHaveLength(1);
  expect(versionOf(db, 'x.db')).toBe(1);
  expect(tables(db)).toEqual(expect.arrayContaining(['attendance_event', 'delegate', 'badge']));
  expect(migrations[0]?.sql).not.toMatch(/^\s*(ALTER|DROP) /m);
});

test('what is missing is applied, once; what is there stays', () => {
  const db = madeBy(first);
  db.exec(`INSERT INTO a VALUES ('kept')`);
  migrate(db, 'x.db', [first, second]);
  migrate(db, 'x.db', [first, second]);
  expect(tables(db)).toEqual(['a', 'b']);
  expect(db.prepare('SELECT x FROM a').pluck().all()).toEqual(['kept']);
});

test('a migration that fails leaves nothing, and is tried again', () => {
  const db = madeBy(first);
  expect(() => migrate(db, 'x.db', [first, broken])).toThrow('already exists');
  expect(tables(db)).toEqual(['a']);
  migrate(db, 'x.db', [first, second]);
  expect(tables(db)).toEqual(['a', 'b']);
});

test('a newer version’s store is refused', () => {
  const db = madeBy(first, second);
  const code = { code: 'from-the-future', path: 'x.db' };
  expect(() => migrate(db, 'x.db', [first])).toThrow(expect.objectContaining(code));
});

test.each([
  ['as development versions left it', (db: BetterSqlite3.Database) => setForm(db, 0, 6)],
  ['of an equal number of other migrations', (db: BetterSqlite3.Database) => setForm(db, 7, 1)],
])('a store %s is refused as one of before the release, and left as it is', (_what, spoil) => {
  const db = madeBy(first);
  spoil(db);
  const before = db.serialize();
  expect(() => migrate(db, 'x.db', [first, second])).toThrow(
    expect.objectContaining({ code: 'pre-release', path: 'x.db' }),
  );
  expect(db.serialize().equals(before)).toBe(true);
});

test('comments and white space of a migration may be corrected', () => {
  const db = madeBy(first);
  const corrected = { name: '001', sql: '-- the only one\nCREATE TABLE  a (x TEXT) STRICT;\n' };
  expect(versionOf(db, 'x.db', [corrected])).toBe(1);
});

function setForm(db: BetterSqlite3.Database, form: number, version: number): void {
  db.pragma(`application_id = ${form}`);
  db.pragma(`user_version = ${version}`);
}
