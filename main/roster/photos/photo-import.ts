import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { findPhoto, savePhoto } from '../../../db/roster/photos.ts';
import { findDelegateByRegistrationCode } from '../../../db/roster/roster.ts';
import type {
  PhotoImportProgress,
  PhotoImportResult,
} from '../../../domain/roster/photo-import.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { PhotoThread } from './photo-thread.ts';

/** Portraits from a folder: one import at a time. */
export interface PhotoImport {
  /**
   * Imports every picture of a folder that is named by a registration code; the result
   * names each file that was refused, and the others continue. Throws CallFailure `already-done`
   * while another import runs, `photo-folder-unreadable`, or `internal` if the thread dies.
   */
  run(
    folder: string,
    progress: (progress: PhotoImportProgress) => void,
  ): Promise<PhotoImportResult>;
  /** Stops after the current file. */
  cancel(): void;
}

interface PhotoImportDeps {
  db: WritableDatabase;
  eventId: string;
  /** UTC milliseconds. */
  clock: () => number;
  thread: PhotoThread;
}

/** Of files that people take for a photo: what is neither JPEG nor PNG is named as refused. */
const extensions = new Set([
  ...['.jpg', '.jpeg', '.png', '.svg', '.gif', '.webp', '.avif', '.heic', '.bmp', '.tif', '.tiff'],
]);

export function createPhotoImport(deps: PhotoImportDeps): PhotoImport {
  let running = false;
  let cancelled = false;
  return {
    run: async (folder, progress) => {
      if (running) throw new CallFailure('already-done', 'photos');
      running = true;
      cancelled = false;
      try {
        return await importFolder(deps, folder, progress, () => cancelled);
      } finally {
        running = false;
      }
    },
    cancel: () => {
      cancelled = true;
    },
  };
}

async function importFolder(
  deps: PhotoImportDeps,
  folder: string,
  progress: (progress: PhotoImportProgress) => void,
  isCancelled: () => boolean,
): Promise<PhotoImportResult> {
  const files = await picturesIn(folder);
  const result: PhotoImportResult = {
    folder: basename(folder),
    files: files.length,
    taken: 0,
    replaced: 0,
    unknown: [],
    refused: [],
    cancelled: false,
  };
  const seen = new Set<string>();
  try {
    for (const [done, file] of files.entries()) {
      if (isCancelled()) return { ...result, cancelled: true };
      progress({ done, total: files.length });
      await importFile(deps, join(folder, file), seen, result);
    }
    progress({ done: files.length, total: files.length });
    return result;
  } finally {
    await deps.thread.end();
  }
}

async function picturesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && extensions.has(extname(entry.name).toLowerCase()))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw new CallFailure('photo-folder-unreadable', basename(folder), error);
  }
}

async function importFile(
  { db, eventId, clock, thread }: PhotoImportDeps,
  path: string,
  seen: Set<string>,
  result: PhotoImportResult,
): Promise<void> {
  const file = basename(path);
  const code = basename(path, extname(path)).normalize('NFC').trim();
  const delegate = findDelegateByRegistrationCode(db, eventId, code);
  if (delegate === null) {
    result.unknown.push(file);
    return;
  }
  if (seen.has(delegate.id)) {
    result.refused.push({ file, reason: 'twice' });
    return;
  }
  const taken = await thread.take(path);
  if (taken.kind === 'refused') {
    result.refused.push({ file, reason: taken.reason });
    return;
  }
  seen.add(delegate.id);
  if (findPhoto(db, eventId, delegate.id) !== null) result.replaced += 1;
  const of = { eventId, delegateId: delegate.id };
  db.transaction(() => savePhoto(db, of, taken, clock())).immediate();
  result.taken += 1;
}
