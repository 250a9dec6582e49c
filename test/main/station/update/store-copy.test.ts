import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../../db/station/open.ts';
import { ensureStation, openStationStore } from '../../../../main/app/start/open-station-store.ts';
import {
  copyStoreBeforeUpdate,
  forgetStoreCopy,
} from '../../../../main/station/update/store-copy.ts';

const key = Buffer.alloc(32, 7);

/** A store as this version writes it, closed. */
function closedStore() {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-store-'));
  const location = { path: join(folder, 'lanyard.db'), key, nativeBinding: undefined };
  const db = openStore(location);
  const station = ensureStation(db);
  db.close();
  return { folder, location, station };
}

/** The store as a version with one more migration would leave it. */
function migrateToTheFuture(path: string): void {
  const db = new BetterSqlite3(path);
  db.pragma(`cipher = 'sqlcipher'`);
  db.pragma('legacy = 4');
  db.pragma(`key = "x'${key.toString('hex')}'"`);
  db.pragma('user_version = 9999');
  db.close();
}

describe('the store of a station whose new version did not work', () => {
  it('comes back as it was before the update, and the newer one is kept aside', () => {
    const { folder, location, station } = closedStore();
    copyStoreBeforeUpdate(location.path);
    migrateToTheFuture(location.path);
    const { db } = openStationStore(location, new Date('2018-10-02T08:00:00Z'));
    expect(ensureStation(db).station).toBe(station.station);
    db.close();
    const aside = readdirSync(folder).filter((name) => name.startsWith('lanyard.db.unreadable-'));
    expect(aside).toHaveLength(1);
    expect(readdirSync(folder)).not.toContain('lanyard.db.before-update');
  });

  it('is refused as before where there is no copy', () => {
    const { location } = closedStore();
    copyStoreBeforeUpdate(location.path);
    forgetStoreCopy(location.path);
    migrateToTheFuture(location.path);
    expect(() => openStationStore(location, new Date())).toThrow('from-the-future');
  });
});
