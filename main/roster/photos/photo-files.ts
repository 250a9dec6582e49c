import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { maxPhotoBytes, type PhotoRefusal } from '../../../domain/roster/photo-import.ts';
import type { ZipEntry } from '../../../intake/zip-directory.ts';
import { openZipFile, ZipError, type ZipFile } from '../../../intake/zip-file.ts';
import { CallFailure } from '../../base/call-failure.ts';

/** A file of a folder or ZIP with the name of a picture. */
export interface PhotoFile {
  /** From the folder or ZIP. */
  name: string;
  /** Its path or its bytes, or why it cannot be had. */
  open(): Promise<string | Uint8Array | { refused: PhotoRefusal }>;
}

/** Where an import's photos come from. */
export interface PhotoFiles {
  /** Name of the folder or ZIP, without its parents. */
  name: string;
  files: readonly PhotoFile[];
  close(): Promise<void>;
}

/** Of files that people take for a photo: what is neither JPEG nor PNG is named as refused. */
const extensions = new Set([
  ...['.jpg', '.jpeg', '.png', '.svg', '.gif', '.webp', '.avif', '.heic', '.bmp', '.tif', '.tiff'],
]);

const isPicture = (name: string): boolean => extensions.has(extname(name).toLowerCase());

/** The pictures right in a folder. @throws CallFailure `photo-folder-unreadable` */
export async function openPhotoFolder(folder: string): Promise<PhotoFiles> {
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
 * Max size of a ZIP's pictures once unpacked, in bytes: twice the largest ZIP that is read. Pictures
 * hardly become smaller in one.
 */
const maxUnpacked = 8 * 1024 ** 3;

/**
 * The pictures of a ZIP, in whichever of its folders. Nothing is written to the disk; each is
 * unpacked in memory when it is opened.
 *
 * @throws CallFailure `photo-zip-unreadable`, `photo-zip-too-large`
 */
export async function openPhotoZip(path: string): Promise<PhotoFiles> {
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

/** macOS puts what only it knows of a file beside it, under the same name. */
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
