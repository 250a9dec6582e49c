import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { HubStoreError, hubStoreErrorOf } from './store/store-error.ts';

/** Says that nobody else uses the folder; ended by `release`, or by the end of the process. */
export interface FolderHold {
  release(): void;
}

/**
 * Takes a hub's folder for this process alone: two hubs on one store would each give out invites and
 * hints that the other knows nothing of. The lock is SQLite's, on an empty file `hub.lock`: the system
 * gives it back however the process ends, so nobody has to clean up after a crash.
 *
 * @param folder absolute path of a folder that is there
 * @param nativeBinding as in HubLocation
 * @throws HubStoreError `in-use` if another process (or this one) holds it; `not-permitted`, `failed`
 */
export function holdFolder(folder: string, nativeBinding: string | undefined): FolderHold {
  const options: BetterSqlite3.Options = { timeout: 0 };
  if (nativeBinding !== undefined) options.nativeBinding = nativeBinding;
  try {
    const database = new BetterSqlite3(join(folder, 'hub.lock'), options);
    try {
      // Nothing is ever written to it.
      database.pragma('journal_mode = MEMORY');
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      throw error;
    }
    return { release: () => void database.close() };
  } catch (error) {
    const isHeld = error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_BUSY';
    throw isHeld ? new HubStoreError('in-use', error) : hubStoreErrorOf(error);
  }
}
