import { closeSync, openSync, rmSync } from 'node:fs';
import { sql } from 'kysely';
import { flushFile } from '../../files/durable.ts';
import type { HubStore } from './open-store.ts';
import { HubStoreError, hubStoreErrorOf } from './store-error.ts';

/**
 * Copies an SQLite store into a new file that only its owner may read, complete and as of one
 * moment, encrypted with the same key; the hub keeps running. PostgreSQL has pg_dump for this
 * (`hub/cli/postgres-lines.ts`).
 *
 * @param file absolute path; must not exist
 * @throws HubStoreError `other-kind` (PostgreSQL), `file-exists`, `no-such-file` (its folder),
 *   `not-permitted`, `disk-full`, `failed`
 */
export async function backUp(store: HubStore, file: string): Promise<void> {
  if (store.kind !== 'sqlite') throw new HubStoreError('other-kind');
  try {
    // SQLite accepts an empty file; it would create one that everybody may read.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    throw hubStoreErrorOf(error);
  }
  try {
    await sql`VACUUM INTO ${file}`.execute(store.db);
    // SQLite does not flush a copy made by VACUUM INTO to the disk.
    flushFile(file);
  } catch (error) {
    rmSync(file, { force: true });
    throw hubStoreErrorOf(error);
  }
}
