import { extname, posix } from 'node:path';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { findPhoto, savePhoto } from '../../../db/roster/photos.ts';
import { findDelegateByRegistrationCode } from '../../../db/roster/roster.ts';
import type {
  PhotoImportProgress,
  PhotoImportResult,
  PhotoSource,
} from '../../../domain/roster/photo-import.ts';
import type { TakenPhoto } from '../../../intake/photo/take-photo.ts';
import { CallFailure } from '../../base/call-failure.ts';
import { openPhotoFolder, openPhotoZip, type PhotoFile, type PhotoFiles } from './photo-files.ts';
import type { PhotoThread } from './photo-thread.ts';

/** Photos from a folder or a ZIP: one import at a time. */
export interface PhotoImport {
  /**
   * Imports every picture that is named by a registration code; the result names each file that was
   * refused, and the others continue. Throws CallFailure `already-done` while another import runs,
   * `photo-folder-unreadable`, `photo-zip-unreadable`, `photo-zip-too-large`, or `internal` if the
   * thread dies.
   */
  run(
    from: { kind: PhotoSource; path: string },
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

const openers = { folder: openPhotoFolder, zip: openPhotoZip } as const;

export function createPhotoImport(deps: PhotoImportDeps): PhotoImport {
  let running = false;
  let cancelled = false;
  return {
    run: async ({ kind, path }, progress) => {
      if (running) throw new CallFailure('already-done', 'photos');
      running = true;
      cancelled = false;
      try {
        const photos = await openers[kind](path);
        return await importFiles(deps, photos, progress, () => cancelled).finally(photos.close);
      } finally {
        running = false;
      }
    },
    cancel: () => {
      cancelled = true;
    },
  };
}

async function importFiles(
  deps: PhotoImportDeps,
  { name, files }: PhotoFiles,
  progress: (progress: PhotoImportProgress) => void,
  isCancelled: () => boolean,
): Promise<PhotoImportResult> {
  const result: PhotoImportResult = {
    source: name,
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
      await importFile(deps, file, seen, result);
    }
    progress({ done: files.length, total: files.length });
    return result;
  } finally {
    await deps.thread.end();
  }
}

async function importFile(
  { db, eventId, clock, thread }: PhotoImportDeps,
  file: PhotoFile,
  seen: Set<string>,
  result: PhotoImportResult,
): Promise<void> {
  const delegate = findDelegateByRegistrationCode(db, eventId, codeIn(file));
  if (delegate === null) {
    result.unknown.push(file.name);
    return;
  }
  if (seen.has(delegate.id)) {
    result.refused.push({ file: file.name, reason: 'twice' });
    return;
  }
  const taken = await take(file, thread);
  if (taken.kind === 'refused') {
    result.refused.push({ file: file.name, reason: taken.reason });
    return;
  }
  seen.add(delegate.id);
  if (findPhoto(db, eventId, delegate.id) !== null) result.replaced += 1;
  const of = { eventId, delegateId: delegate.id };
  db.transaction(() => savePhoto(db, of, taken, clock())).immediate();
  result.taken += 1;
}

/** The registration code in a file's name. */
function codeIn({ name }: PhotoFile): string {
  return posix.basename(name, extname(name)).normalize('NFC').trim();
}

async function take(file: PhotoFile, thread: PhotoThread): Promise<TakenPhoto> {
  const opened = await file.open();
  if (typeof opened === 'object' && 'refused' in opened)
    return { kind: 'refused', reason: opened.refused };
  return await thread.take(opened);
}
