import { closeSync, openSync, rmSync } from 'node:fs';
import type { Crypto } from '../../domain/base/crypto.ts';
import { genesisHash } from '../../domain/ledger/chain.ts';
import { flushFile } from '../../platform/files/durable.ts';
import { versionOf } from '../base/migrate.ts';
import { type ReadableDatabase, StoreError } from '../base/types.ts';
import { findStation, type StationRow } from '../ledger/station.ts';
import { linksAfter } from '../sync/sync-links.ts';
import { openStoreForReading, type StoreLocation } from './open.ts';

/** Number of links checked at once. */
const linksAtOnce = 1_000;

/**
 * Copies a store that is in use into a new file, as of one moment and under the same key. Writers
 * continue meanwhile. Deleted data is not in the copy (VACUUM INTO). The copy is on disk when this
 * returns. It takes about a second for 200 MB: call it in a thread.
 *
 * @param file absolute path; must not exist
 * @throws StoreError `disk-full`, `corrupt-or-wrong-key`, `not-permitted`, `failed`; no file is
 * left then
 */
export function copyStore(location: StoreLocation, file: string): void {
  // SQLite accepts an empty file. It would itself create one that everyone may read.
  closeSync(openSync(file, 'wx', 0o600));
  try {
    const db = openStoreForReading(location);
    try {
      db.prepare('VACUUM INTO ?').run(file);
    } finally {
      db.close();
    }
    // SQLite does not flush a copy made by VACUUM INTO to the disk.
    flushFile(file);
  } catch (error) {
    rmSync(file, { force: true });
    throw storeErrorOf(error, file);
  }
}

export interface CheckedStore {
  /** Null in a store that was never started. */
  station: StationRow | null;
  facts: number;
  delegates: number;
}

/**
 * Checks a store that nothing writes to: every page by its HMAC and SQLite's integrity check, its
 * schema, and this station's chain from its first fact to its head.
 *
 * @throws StoreError `corrupt-or-wrong-key`, `from-the-future`, `pre-release`, `failed`
 */
export function checkStore(location: StoreLocation, crypto: Pick<Crypto, 'sha256'>): CheckedStore {
  const { path } = location;
  try {
    const db = openStoreForReading(location);
    try {
      const answer = db.pragma('integrity_check(1)', { simple: true });
      if (answer !== 'ok') throw new StoreError('corrupt-or-wrong-key', path, answer);
      // For SQLite an empty file is a valid database, but it is not a copy of a store.
      if (versionOf(db, path) === 0) throw new StoreError('corrupt-or-wrong-key', path, 'empty');
      const station = findStation(db);
      if (station !== null) checkChain(db, station, path, crypto);
      return { station, facts: count(db, 'attendance_event'), delegates: count(db, 'delegate') };
    } finally {
      db.close();
    }
  } catch (error) {
    throw storeErrorOf(error, path);
  }
}

function checkChain(
  db: ReadableDatabase,
  station: StationRow,
  path: string,
  crypto: Pick<Crypto, 'sha256'>,
): void {
  let at = { kseq: 0, hash: genesisHash };
  while (at.kseq < station.lastKseq) {
    const limit = Math.min(linksAtOnce, station.lastKseq - at.kseq);
    const links = linksAfter(db, station, at, limit, crypto);
    const last = links.at(-1);
    if (last === undefined) throw new StoreError('corrupt-or-wrong-key', path, 'chain');
    at = { kseq: last.kseq, hash: last.hash };
  }
  if (at.hash !== station.chainHead) throw new StoreError('corrupt-or-wrong-key', path, 'head');
}

function count(db: ReadableDatabase, table: 'attendance_event' | 'delegate'): number {
  return db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0;
}

function storeErrorOf(error: unknown, path: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) return new StoreError('disk-full', path, error);
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) {
    return new StoreError('corrupt-or-wrong-key', path, error);
  }
  if (/^(EACCES|EPERM|EROFS|SQLITE_(CANTOPEN|READONLY))/.test(code)) {
    return new StoreError('not-permitted', path, error);
  }
  return new StoreError('failed', path, error);
}
