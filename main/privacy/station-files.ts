import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CopyPlace } from '../../db/base/written-files.ts';
import type { FileLeft } from '../../domain/privacy/outcome.ts';
import { deleteWritten } from '../../hub/store/purge-files.ts';

/** The files around a station's store, as a purge needs them. */
export interface StationFiles {
  /**
   * Deletes a file that the app wrote, if it holds one of these contents (`WrittenFile.sha256`).
   * Null if it is gone, else why it was left.
   */
  deleteWritten(path: string, sha256: readonly (string | null)[]): Promise<FileLeft['why'] | null>;
  /** Deletes replaced stores and copies beside the store, and returns their number. */
  deleteStores(): Promise<number>;
  /** Deletes the copies in a folder on another disk; null while that disk is away. */
  eraseCopies(place: CopyPlace): Promise<number | null>;
}

export interface StationCopies extends Pick<StationFiles, 'eraseCopies'> {
  deleteCopies(): Promise<number>;
}

/** For a station without copies: there is nothing to delete. */
const noCopies: StationCopies = { deleteCopies: async () => 0, eraseCopies: async () => null };

/**
 * The station's files in this folder: stores that could not be read (start/open-station-store.ts),
 * folders of hubs that it hosted before (hub-hosting/host-service.ts), and the folder of the
 * training.
 *
 * @param dataDir absolute path of the station's own folder
 * @param copies deletes the copies of the store and its journal, and those on another disk
 */
export function createStationFiles(
  dataDir: string,
  copies: StationCopies = noCopies,
): StationFiles {
  return {
    deleteWritten,
    eraseCopies: copies.eraseCopies,
    deleteStores: async () => {
      const names = readdirSync(dataDir).filter(isStoreAside);
      for (const name of names) rmSync(join(dataDir, name), { recursive: true, force: true });
      return (
        names.filter((name) => !/-(wal|shm)$/.test(name)).length + (await copies.deleteCopies())
      );
    },
  };
}

function isStoreAside(name: string): boolean {
  return (
    /^lanyard\.db\.(unreadable-|restoring|before-start|before-update)|^hub\.before-/.test(name) ||
    name === 'training'
  );
}
