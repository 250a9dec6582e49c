import { readdir } from 'node:fs/promises';
import { basename, extname, join, posix } from 'node:path';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { findPhoto, savePhoto } from '../../../db/roster/photos.ts';
import { findDelegateByRegistrationCode } from '../../../db/roster/roster.ts';
import {
  maxPhotoBytes,
  type PhotoImportProgress,
  type PhotoImportResult,
  type PhotoRefusal,
  type PhotoSource,
} from '../../../domain/roster/photo.ts';
import type { TakenPhoto } from '../../../intake/photo/take-photo.ts';
import { openZipFile, type ZipEntry, ZipError, type ZipFile } from '../../../intake/zip-file.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { PhotoThread } from './photo-thread.ts';

interface PhotoFile {
  /** From the folder or ZIP. */
  name: string;
  /** Its path or its bytes, or why it was refused. */
  open(): Promise<string | Uint8Array | { refused: PhotoRefusal }>;
}

interface PhotoFiles {
  /** Name of the folder or ZIP, without its parents. */
  name: string;
  files: readonly PhotoFile[];
  close(): Promise<void>;
}

/**
 * Extensions that people use for a photo: a file that is neither JPEG nor PNG is named as refused.
 */
const extensions = new Set([
  '.jpg',
  '.jpeg',
  '.png',
  '.svg',
  '.gif',
  '.webp',
  '.avif',
  '.heic',
  '.bmp',
  '.tif',
  '.tiff',
]);

const isPicture = (name: string): boolean => extensions.has(extname(name).toLowerCase());

/**
 * The pictures right in a folder.
 *
 * @throws CallFailure `photo-folder-unreadable`
 */
async function openPhotoFolder(folder: string): Promise<PhotoFiles> {
  const name = basename(folder);
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() && isPicture(entry.name))
      .map((entry) => entry.name)
      .sort();
    const files = names.map((file) => ({ name: file, open: async () => join(folder, file) }));
    return { name, files, close: async () => undefined };
  } catch (error) {
    throw new CallFailure('photo-folder-unreadable', name, error);
  }
}

/**
 * Maximum bytes of a ZIP's pictures once unpacked: twice the largest ZIP that is read. Pictures
 * hardly become smaller in a ZIP.
 */
const maxUnpacked = 8 * 1024 ** 3;

/**
 * The pictures of a ZIP, in whichever of its folders. Nothing is written to the disk; each is
 * unpacked in memory when it is opened.
 *
 * @throws CallFailure `photo-zip-unreadable`, `photo-zip-too-large`
 */
async function openPhotoZip(path: string): Promise<PhotoFiles> {
  const name = basename(path);
  const zip = await openZip(path, name);
  const entries = zip.entries.filter(isPictureEntry);
  if (entries.reduce((sum, { size }) => sum + size, 0) > maxUnpacked) {
    await zip.close();
    throw new CallFailure('photo-zip-too-large', name);
  }
  const files = entries
    .map((entry) => ({ name: nameOf(entry), open: () => unpack(zip, entry) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return { name, files, close: () => zip.close() };
}

async function openZip(path: string, name: string): Promise<ZipFile> {
  try {
    return await openZipFile(path);
  } catch (error) {
    const isTooLarge = error instanceof ZipError && error.code === 'too-large';
    const code = isTooLarge ? 'photo-zip-too-large' : 'photo-zip-unreadable';
    throw new CallFailure(code, name, error);
  }
}

/** Some programs of Windows separate folders by a backslash. */
function nameOf({ name }: ZipEntry): string {
  return name.replaceAll('\\', '/');
}

/** macOS adds files with its own metadata, under the same names in `__MACOSX/`. */
function isPictureEntry(entry: ZipEntry): boolean {
  const name = nameOf(entry);
  return isPicture(name) && !name.endsWith('/') && !name.startsWith('__MACOSX/');
}

async function unpack(
  zip: ZipFile,
  entry: ZipEntry,
): Promise<Uint8Array | { refused: PhotoRefusal }> {
  try {
    return await zip.read(entry, maxPhotoBytes);
  } catch (error) {
    return { refused: error instanceof ZipError ? refusals[error.code] : 'unreadable' };
  }
}

const refusals: Record<ZipError['code'], PhotoRefusal> = {
  damaged: 'not-a-picture',
  encrypted: 'unreadable',
  'too-large': 'too-large',
};

/** Photos from a folder or a ZIP: one import at a time. */
export type PhotoImport = ReturnType<typeof createPhotoImport>;

interface PhotoImportDeps {
  db: WritableDatabase;
  eventId: string;
  /** UTC milliseconds. */
  clock: () => number;
  thread: PhotoThread;
}

const openers = { folder: openPhotoFolder, zip: openPhotoZip } as const;

export function createPhotoImport(deps: PhotoImportDeps) {
  let running = false;
  let cancelled = false;
  return {
    /**
     * Imports every picture that is named by a registration code. The result names each file that
     * was refused, and the others continue. Throws CallFailure `already-done` while another import
     * runs, `photo-folder-unreadable`, `photo-zip-unreadable`, `photo-zip-too-large`, or `internal`
     * if the thread dies.
     */
    run: async (
      { kind, path }: { kind: PhotoSource; path: string },
      progress: (progress: PhotoImportProgress) => void,
    ): Promise<PhotoImportResult> => {
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
    /** Stops after the current file. */
    cancel: (): void => {
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

function codeIn({ name }: PhotoFile): string {
  return posix.basename(name, extname(name)).normalize('NFC').trim();
}

async function take(file: PhotoFile, thread: PhotoThread): Promise<TakenPhoto> {
  const opened = await file.open();
  if (typeof opened === 'object' && 'refused' in opened)
    return { kind: 'refused', reason: opened.refused };
  return await thread.take(opened);
}
