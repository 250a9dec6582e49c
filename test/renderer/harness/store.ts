import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, openStoreAgain, type StoreLocation } from '../../../db/open.ts';
import { insertStation } from '../../../db/station.ts';
import type { WritableDatabase } from '../../../db/types.ts';
import { genesisHash } from '../../../domain/chain.ts';
import { firstHlc } from '../../../domain/hlc.ts';
import { uuid } from './people.ts';

const kioskNumber = 'A7F30C12';
/** The station of every scene. */
export const station = {
  kiosk: `a7f30c12${uuid(0, 1).slice(8)}`,
  kioskNumber,
  incarnation: 1,
} as const;

/** A store of one scene, in a folder of its own. */
export interface SceneStore {
  db: WritableDatabase;
  location: StoreLocation;
  folder: string;
  /** Closes it and deletes the folder. */
  remove(): void;
}

const key = Buffer.alloc(32, 3);
let pattern: string | null = null;

/** Opens an empty store with the station's row. The tables are made once in a process and then copied. */
export function openSceneStore(): SceneStore {
  pattern ??= makePattern();
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-scene-'));
  const location = { path: join(folder, 'lanyard.db'), key, nativeBinding: undefined };
  copyFileSync(pattern, location.path);
  const db = openStoreAgain(location);
  // Nothing of a scene must outlive a power failure.
  db.pragma('synchronous = OFF');
  return {
    db,
    location,
    folder,
    remove: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function makePattern(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-scene-pattern-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'lanyard.db');
  const db = openStore({ path, key, nativeBinding: undefined });
  insertStation(db, {
    ...station,
    lastKseq: 0,
    chainHead: genesisHash,
    hlc: firstHlc,
    lastBadgeCount: 118,
  });
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return path;
}
