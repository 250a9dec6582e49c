import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  openSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { flushFile, flushFolder, moveFile } from '../../platform/files/durable.ts';
import type { HubLocation } from './location.ts';
import { type HubStore, openHubStore } from './open-store.ts';
import { assertNoHub } from './postgres.ts';
import { closeLog } from './sqlite.ts';
import { HubStoreError, hubStoreErrorOf } from './store-error.ts';

/**
 * Copies an SQLite store into a new file that only its owner may read, complete and as of one
 * moment, encrypted with the same key; the hub keeps running. PostgreSQL has pg_dump for this
 * (`hub/cli/care-commands.ts`).
 *
 * @param file absolute path; must not exist
 * @throws HubStoreError `other-kind` (PostgreSQL), `file-exists`, `no-such-file` (its folder),
 *   `not-permitted`, `disk-full`, `failed`
 */
export async function backUp(store: HubStore, file: string): Promise<void> {
  if (store.kind !== 'sqlite') throw new HubStoreError('other-kind');
  try {
    // SQLite accepts an empty file; one that it created itself would be readable by everyone.
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

export interface Restored {
  epoch: string;
  /** Path of the store that was in use before; null if there was none. */
  aside: string | null;
}

/** Checks a store before it is used; throws if it must not be. */
export type StoreCheck = (store: HubStore) => Promise<void>;

/** Beside a database's file: the log that it needs, and the index that SQLite rebuilds. */
const logSuffix = '-wal';
const indexSuffix = '-shm';

/**
 * Replaces an SQLite store with a backup, in a new epoch. All work is done on a checked copy of the
 * backup before the store in use is renamed: a failure before that leaves it unchanged.
 *
 * @param file absolute path of the backup; it is only read
 * @param check further check of the backup, besides SQLite's own
 * @param now UTC milliseconds, for the new name of the old store
 * @throws HubStoreError `in-use` (a hub runs on the store), `corrupt-or-wrong-key`,
 *   `from-the-future`, `pre-release`, `not-initialised` (no hub in it), `no-such-file`,
 *   `not-permitted`, `disk-full`, `failed`; the errors of `check`
 */
export async function restoreSqlite(
  location: Extract<HubLocation, { kind: 'sqlite' }>,
  file: string,
  check: StoreCheck,
  now: number,
): Promise<Restored> {
  const copy = { ...location, path: `${location.path}.restoring` };
  try {
    assertFree(location);
    remove(copy.path);
    copyDatabase(file, copy.path);
    const epoch = await prepare(copy, check);
    assertFree(location);
    const aside = putAside(location.path, now);
    exchange(copy.path, location.path, aside);
    return { epoch, aside };
  } catch (error) {
    throw hubStoreErrorOf(error);
  } finally {
    remove(copy.path);
  }
}

/**
 * Completes a pg_restore: the database gets a new epoch, even if the check then fails.
 *
 * @throws HubStoreError `in-use`, `not-initialised`, `from-the-future`, `pre-release`,
 *   `unreachable`, `failed`; the errors of `check`
 */
export async function finishPostgresRestore(url: string, check: StoreCheck): Promise<Restored> {
  const store = await openHubStore({ kind: 'postgres', url });
  try {
    await assertNoHub(store.db);
    const epoch = await bumpEpoch(store);
    await check(store);
    return { epoch, aside: null };
  } finally {
    await store.close();
  }
}

function assertFree(location: Extract<HubLocation, { kind: 'sqlite' }>): void {
  if (existsSync(location.path)) closeLog(location);
}

function copyDatabase(file: string, to: string): void {
  copyFileSync(file, to, constants.COPYFILE_EXCL);
  // The store may have been copied by hand, with its log beside it.
  if (existsSync(file + logSuffix)) copyFileSync(file + logSuffix, to + logSuffix);
  chmodSync(to, 0o600);
}

async function prepare(
  copy: Extract<HubLocation, { kind: 'sqlite' }>,
  check: StoreCheck,
): Promise<string> {
  const store = await openHubStore(copy);
  let epoch: string;
  try {
    const { rows } = await sql<{ integrity_check: string }>`PRAGMA integrity_check(1)`.execute(
      store.db,
    );
    const [answer] = rows;
    if (answer?.integrity_check !== 'ok') {
      throw new HubStoreError('corrupt-or-wrong-key', answer?.integrity_check);
    }
    epoch = await bumpEpoch(store);
    await check(store);
  } finally {
    await store.close();
  }
  closeLog(copy);
  // SQLite flushed its own changes, not the copied bytes.
  flushFile(copy.path);
  return epoch;
}

/** Renames the store in use and its side files. Returns the new path, or null if there is none. */
function putAside(path: string, now: number): string | null {
  if (!existsSync(path)) return null;
  const time = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const name = (count: number): string =>
    join(dirname(path), `hub-before-restore-${time}${count === 1 ? '' : `-${count}`}.db`);
  let count = 1;
  while (existsSync(name(count))) count += 1;
  for (const suffix of [logSuffix, indexSuffix, '']) {
    if (existsSync(path + suffix)) moveFile(path + suffix, name(count) + suffix);
  }
  return name(count);
}

function exchange(from: string, to: string, aside: string | null): void {
  try {
    moveFile(from, to);
  } catch (error) {
    if (aside !== null) moveFile(aside, to);
    throw error;
  }
  flushFolder(dirname(to));
}

function remove(path: string): void {
  for (const suffix of ['', logSuffix, indexSuffix]) rmSync(path + suffix, { force: true });
}

/**
 * Gives the hub a new epoch: part of every restore, while no hub runs on the store. Stations then
 * compare their chains with the restored hub, push again what it lost, and read both streams again.
 * Codes for enrolment and accounts end with the old epoch: one used since the backup could be used
 * twice. Sessions of the organiser's page end too: one may have been ended since.
 *
 * @returns the new epoch
 * @throws HubStoreError `not-initialised`
 */
export async function bumpEpoch(store: HubStore, epoch: string = randomUUID()): Promise<string> {
  await store.db.transaction().execute(async (tx) => {
    const changed = await tx.updateTable('hub').set({ epoch }).returning('epoch').execute();
    if (changed.length !== 1) throw new HubStoreError('not-initialised');
    await tx.deleteFrom('invite').execute();
    await tx.updateTable('account').set({ set_up_hash: null, set_up_expires: null }).execute();
    await tx.deleteFrom('account_session').execute();
  });
  return epoch;
}
