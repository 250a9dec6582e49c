import { statement } from './statement.ts';
import type { ReadableDatabase, WritableDatabase } from './types.ts';

/** Reads a setting from its JSON text; undefined if it was never written. */
export function readSetting(db: ReadableDatabase, name: string): unknown {
  const row = statement<[string], { value: string }>(
    db,
    'SELECT value FROM setting WHERE name = ?',
  ).get(name);
  return row === undefined ? undefined : JSON.parse(row.value);
}

/**
 * Writes a setting. `value` must survive JSON. The caller validates it with its schema when
 * reading.
 */
export function writeSetting(db: WritableDatabase, name: string, value: unknown): void {
  statement(
    db,
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, JSON.stringify(value));
}
