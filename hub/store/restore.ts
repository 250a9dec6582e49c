import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { bumpEpoch } from './epoch.ts';
import type { HubLocation } from './location.ts';
import { type HubStore, openHubStore } from './open-store.ts';
import { assertNoHub } from './postgres.ts';
import { closeLog } from './sqlite.ts';
import { HubStoreError, hubStoreErrorOf } from './store-error.ts';

/** What came of a restore. */
export interface Restored {
  epoch: string;
  /** Where the store lies that was in use before; null if there was none. */
  aside: string | null;
}

/** Looks into a store that is about to be used; throws where it must not be. */
export type StoreCheck = (store: HubStore) => Promise<void>;

/** Beside the file of a database: what it needs, and what SQLite makes anew. */
const logSuffix = '-wal';
const indexSuffix = '-shm';

/**
 * Puts a backup in the place of an SQLite store, in a new epoch. Everything is done to a copy of the
 * backup, and the copy checked, before the store in use is renamed: whatever fails before that leaves it
 * as it was.
 *
 * @param file absolute path of the backup; it is only read
 * @param check what must be true of the backup besides SQLite's own check
 * @param now UTC milliseconds, for the name of the store that is put aside
 * @throws HubStoreError `in-use` (a hub runs on the store), `corrupt-or-wrong-key`, `from-the-future`, `pre-release`,
 *   `not-initialised` (no hub in it), `no-such-file`, `not-permitted`, `disk-full`, `failed`; what `check` throws
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
 * What is left to do after pg_restore: the database gets a new epoch, whatever else is found.
 *
 * @throws HubStoreError `in-use`, `not-initialised`, `from-the-future`, `pre-release`, `unreachable`, `failed`; what `check` throws
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
  // Somebody may have copied a store as it lay there, with its log beside it.
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
  return epoch;
}

/** Renames the store in use, with what lies beside it. Returns its new path, or null if there is none. */
function putAside(path: string, now: number): string | null {
  if (!existsSync(path)) return null;
  const time = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const name = (count: number): string =>
    join(dirname(path), `hub-before-restore-${time}${count === 1 ? '' : `-${count}`}.db`);
  let count = 1;
  while (existsSync(name(count))) count += 1;
  for (const suffix of [logSuffix, indexSuffix, '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, name(count) + suffix);
  }
  return name(count);
}

function exchange(from: string, to: string, aside: string | null): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (aside !== null) renameSync(aside, to);
    throw error;
  }
  const folder = openSync(dirname(to), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function remove(path: string): void {
  for (const suffix of ['', logSuffix, indexSuffix]) rmSync(path + suffix, { force: true });
}
