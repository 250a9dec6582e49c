import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type StoreLocation } from '../../../db/open.ts';
import { insertStation } from '../../../db/station.ts';
import type { WritableDatabase } from '../../../db/types.ts';
import { genesisHash } from '../../../domain/chain.ts';
import { firstHlc } from '../../../domain/hlc.ts';
import { uuid } from './people.ts';

/** The station of every scene. */
export const station = {
  kiosk: `a7f30c12${uuid(0, 1).slice(8)}`,
  kioskNumber: 'A7F30C12',
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

/** Opens an empty store with the station's row. */
export function openSceneStore(): SceneStore {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-scene-'));
  const key = Buffer.alloc(32, 3);
  const location = { path: join(folder, 'lanyard.db'), key, nativeBinding: undefined };
  const db = openStore(location);
  // Nothing of a scene must outlive a power failure.
  db.pragma('synchronous = OFF');
  const chain = { lastKseq: 0, chainHead: genesisHash, hlc: firstHlc };
  insertStation(db, { ...station, ...chain, lastBadgeCount: 118 });
  return {
    ...{ db, location, folder },
    remove: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
