import { randomUUID } from 'node:crypto';
import { StoreError, type WritableDatabase } from '../../../db/base/types.ts';
import { findStation, insertStation, type StationRow } from '../../../db/ledger/station.ts';
import type { StoreLocation } from '../../../db/station/open.ts';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import { firstHlc } from '../../../domain/ledger/hlc.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { type OpenedStore, openRecovering } from '../../station/backup/recover-store.ts';
import { takeStoreFromBeforeUpdate } from '../../station/update/store-copy.ts';

/**
 * Opens the station's store. Restores a damaged one from its copies and from what its file still
 * holds. If neither helps, keeps it and begins a new one, so that the desk can work. The caller
 * reports what happened.
 *
 * @param second a further folder with copies, or null
 * @throws StoreError `from-the-future`, `pre-release`, `disk-full`, `not-permitted`, `failed`
 */
export function openStationStore(
  location: StoreLocation,
  now: Date,
  second: string | null = null,
): OpenedStore {
  const open = (): OpenedStore => openRecovering({ location, second, now, crypto: nodeCrypto });
  try {
    return open();
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'from-the-future') throw error;
    // A newer version was tried here and did not work: the store from before it is restored.
    if (takeStoreFromBeforeUpdate(location.path, now) === null) throw error;
    return open();
  }
}

/** The station's row; the first start makes it: a new station in its first incarnation. */
export function ensureStation(db: WritableDatabase): StationRow {
  const known = findStation(db);
  if (known !== null) return known;
  const station = randomUUID();
  const row: StationRow = {
    station,
    stationNumber: station.slice(0, 8).toUpperCase(),
    incarnation: 1,
    lastKseq: 0,
    chainHead: genesisHash,
    hlc: firstHlc,
    lastBadgeCount: 0,
  };
  insertStation(db, row);
  return row;
}
