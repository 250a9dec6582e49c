// clock: stamps a file that was chosen; a purge goes by its path and its content.

import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CopyPlace, insertWrittenFile } from '../../db/base/written-files.ts';
import type { FileLeft } from '../../domain/privacy/outcome.ts';
import { deleteWritten, fileHash } from '../../hub/store/purge-files.ts';
import type { Context } from '../base/context.ts';

/** The files around a station's store, as a purge needs them. */
export interface StationFiles {
  /** Deletes a file that the app wrote, if unchanged; null if it is gone, else why it was left. */
  deleteWritten(path: string, sha256: string): Promise<FileLeft['why'] | null>;
  /** Deletes replaced stores and copies beside the store, and returns their number. */
  deleteStores(): Promise<number>;
  /** Deletes the copies in a folder on another disk; null while that disk is away. */
  eraseCopies(place: CopyPlace): Promise<number | null>;
}

/** The copies of the store. */
export interface StationCopies extends Pick<StationFiles, 'eraseCopies'> {
  deleteCopies(): Promise<number>;
}

/** For a station without copies: there is nothing to delete. */
const noCopies: StationCopies = { deleteCopies: async () => 0, eraseCopies: async () => null };

/**
 * The station's files in this folder: stores that could not be read (start/open-station-store.ts),
 * folders of hubs that it hosted before (hub-link/host-service.ts), and the folder of the training.
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

/** Records which files with personal data the app wrote, so that a purge finds them. */
export interface FileRecorder {
  /** The same dialogs; the path of each file chosen for saving is kept until it is written. */
  watching<Dialogs extends object>(dialogs: Dialogs): Dialogs;
  /** After a call was answered: records files written at the chosen paths. Never rejects. */
  settle(): Promise<void>;
}

/** Files without personal data, and those recorded elsewhere. */
const harmless: ReadonlySet<string> = new Set([
  // The hosted hub also records it, and the second one to delete it would miss it.
  'saveHubBackup',
  'saveTemplate',
  'saveSettings',
  // Counts and ids; proofs must stay to be shown later.
  'saveDayReport',
  'saveCertificate',
  'saveArchive',
]);

/** Milliseconds: the file system of a stick (FAT) keeps times to two seconds. */
const timeGrain = 2_000;

/** A recorder on the station's store. `failed` gets errors of recording. */
export function createFileRecorder(
  context: Context,
  failed: (error: unknown) => void,
): FileRecorder {
  const chosen = new Map<string, number>();
  const note = async (path: string, since: number): Promise<void> => {
    // A file from before that was not written now is not ours.
    if (!existsSync(path) || statSync(path).mtimeMs < since - timeGrain) return;
    const sha256 = await fileHash(path);
    const eventId = context.event.file.id;
    insertWrittenFile(context.db, { path, sha256, eventId, wall: context.clock() });
  };
  return {
    watching: (dialogs) =>
      new Proxy(dialogs, {
        get: (target, name, receiver) => {
          const dialog: unknown = Reflect.get(target, name, receiver);
          const isSaving =
            typeof name === 'string' && name.startsWith('save') && !harmless.has(name);
          if (!isSaving || typeof dialog !== 'function') return dialog;
          return async (...words: unknown[]): Promise<unknown> => {
            const path: unknown = await Reflect.apply(dialog, target, words);
            if (typeof path === 'string')
              for (const one of withBeside(path)) chosen.set(one, Date.now());
            return path;
          };
        },
      }),
    settle: async () => {
      for (const [path, since] of [...chosen]) {
        chosen.delete(path);
        try {
          await note(path, since);
        } catch (error) {
          failed(error);
        }
      }
    },
  };
}

/** Files saved beside the chosen one: a job's picture, the parts of an access request. */
function withBeside(path: string): string[] {
  const stem = path.replace(/\.(bin|json)$/i, '');
  return stem === path ? [path] : [path, `${stem}.pbm`, `${stem}.txt`, `${stem}.jpg`];
}
