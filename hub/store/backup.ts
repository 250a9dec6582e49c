import { sql } from 'kysely';
import type { HubStore } from './open-store.ts';
import { HubStoreError, hubStoreErrorOf } from './store-error.ts';

/**
 * Copies an SQLite store into a new file, whole and as of one moment, encrypted with the same key; the
 * hub goes on meanwhile. PostgreSQL has pg_dump for this (docs).
 *
 * @param file absolute path; must not exist
 * @throws HubStoreError `not-permitted` (PostgreSQL, or the file is there), `disk-full`, `failed`
 */
export async function backUp(store: HubStore, file: string): Promise<void> {
  if (store.kind !== 'sqlite') throw new HubStoreError('not-permitted');
  try {
    await sql`VACUUM INTO ${file}`.execute(store.db);
  } catch (error) {
    throw hubStoreErrorOf(error);
  }
}
