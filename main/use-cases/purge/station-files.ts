import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FileLeft } from '../../../domain/purge/outcome.ts';
import { deleteWritten } from '../../../hub/store/purge-files.ts';

/** The files around a station's store, as a purge needs them. */
export interface StationFiles {
  /** Deletes a file that the app wrote, if it is still the same; null if it is gone, else why it was left. */
  deleteWritten(path: string, sha256: string): Promise<FileLeft['why'] | null>;
  /** Deletes stores that were put aside and gives how many. */
  deleteStores(): number;
}

/**
 * The files of the station in this folder: stores that could not be read (start/open-station-store.ts), folders of hubs
 * that it hosted before (hub-link/host-service.ts), and the folder of the training.
 *
 * @param dataDir absolute path of the station's own folder
 * @param deleteCopies deletes the copies of the store and its journal, and gives how many copies there were
 */
export function createStationFiles(
  dataDir: string,
  deleteCopies: () => number = () => 0,
): StationFiles {
  return {
    deleteWritten,
    deleteStores: () => {
      const names = readdirSync(dataDir).filter(isStoreAside);
      for (const name of names) rmSync(join(dataDir, name), { recursive: true, force: true });
      return names.filter((name) => !/-(wal|shm)$/.test(name)).length + deleteCopies();
    },
  };
}

function isStoreAside(name: string): boolean {
  return (
    /^lanyard\.db\.(unreadable-|restoring|before-start|before-update)|^hub\.before-/.test(name) ||
    name === 'training'
  );
}
