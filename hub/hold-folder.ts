import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { HubStoreError, hubStoreErrorOf } from './store/store-error.ts';

/**
 * Reserves a hub's folder for this process until `release`, or its end: two hubs on one store would
 * each issue invites and hints that the other does not know. The lock is SQLite's, on an empty file
 * `hub.lock`: the operating system releases it however the process ends, so a crash leaves nothing
 * to clean up.
 *
 * @param folder absolute path of an existing folder
 * @param nativeBinding as in HubLocation
 * @throws HubStoreError `in-use` if a process, even this one, holds it; `not-permitted`, `failed`
 */
export function holdFolder(folder: string, nativeBinding: string | undefined) {
  const options: BetterSqlite3.Options = { timeout: 0 };
  if (nativeBinding !== undefined) options.nativeBinding = nativeBinding;
  try {
    const database = new BetterSqlite3(join(folder, 'hub.lock'), options);
    try {
      // No journal file: nothing is ever written to the database.
      database.pragma('journal_mode = MEMORY');
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      throw error;
    }
    return { release: (): void => void database.close() };
  } catch (error) {
    const isHeld = error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_BUSY';
    throw isHeld ? new HubStoreError('in-use', error) : hubStoreErrorOf(error);
  }
}
