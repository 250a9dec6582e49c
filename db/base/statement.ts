import type BetterSqlite3 from 'better-sqlite3';
import type { ReadableDatabase } from './types.ts';

const prepared = new WeakMap<ReadableDatabase, Map<string, BetterSqlite3.Statement>>();

/** Prepares a statement once per connection. Parsing SQL is a large part of a short check-in. */
export function statement<P extends unknown[], R>(
  db: ReadableDatabase,
  sql: string,
): BetterSqlite3.Statement<P, R> {
  let known = prepared.get(db);
  if (known === undefined) {
    known = new Map();
    prepared.set(db, known);
  }
  let found = known.get(sql);
  if (found === undefined) {
    found = db.prepare(sql);
    known.set(sql, found);
  }
  return found as BetterSqlite3.Statement<P, R>;
}

/** A number that changes when another connection has committed (SQLite's `data_version`). */
export function dataVersion(db: ReadableDatabase): number {
  const row = statement<[], { data_version: number }>(db, 'PRAGMA data_version').get();
  if (row === undefined) throw new Error('SQLite gives no data_version');
  return row.data_version;
}
