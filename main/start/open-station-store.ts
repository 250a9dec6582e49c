import { randomUUID } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { openStore, type StoreLocation } from '../../db/open.ts';
import { findStation, insertStation, type StationRow } from '../../db/station.ts';
import { StoreError, type WritableDatabase } from '../../db/types.ts';
import { genesisHash } from '../../domain/chain.ts';
import { firstHlc } from '../../domain/hlc.ts';

/** The store, and where an unreadable one was put aside. */
export interface OpenedStore {
  db: WritableDatabase;
  /** Path of the file that could not be read and was kept, or null. */
  putAside: string | null;
}

/**
 * Opens the station's store. One that cannot be read (torn file, other key) is renamed and kept, and
 * a new one begun, so that the desk can work; the caller tells where the old one lies.
 * Throws StoreError `from-the-future`, `disk-full`, `not-permitted`, `failed`.
 */
export function openStationStore(location: StoreLocation, now: Date): OpenedStore {
  try {
    return { db: openStore(location), putAside: null };
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'corrupt-or-wrong-key') throw error;
  }
  const putAside = `${location.path}.unreadable-${now.toISOString().replaceAll(':', '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(`${location.path}${suffix}`)) {
      renameSync(`${location.path}${suffix}`, `${putAside}${suffix}`);
    }
  }
  return { db: openStore(location), putAside };
}

/** The station's row, made at the first start: a new kiosk in its first incarnation. */
export function ensureStation(db: WritableDatabase): StationRow {
  const known = findStation(db);
  if (known !== null) return known;
  const kiosk = randomUUID();
  const row: StationRow = {
    kiosk,
    kioskNumber: kiosk.slice(0, 8).toUpperCase(),
    incarnation: 1,
    lastKseq: 0,
    chainHead: genesisHash,
    hlc: firstHlc,
    lastBadgeCount: 0,
  };
  insertStation(db, row);
  return row;
}
