import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  type WriteFileOptions,
  writeFileSync,
} from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Makes sure that a file's content has reached the disk. Throws Node's file errors.
 *
 * @param path of an existing file that this user may write
 */
export function flushFile(path: string): void {
  // Windows flushes only through a writable handle; through another it answers EPERM.
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Makes a new name in a folder durable. Windows cannot flush folders, but NTFS logs their changes.
 */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Replaces a whole file: a reader sees the old content or the new one, even after a power cut.
 * Throws Node's file errors; the old file is then unchanged.
 *
 * @param mode of a new file; Windows uses the access lists of the folder instead
 */
export function replaceFile(path: string, content: string | Uint8Array, mode = 0o600): void {
  const fresh = `${path}.new`;
  const options: WriteFileOptions = { mode, flush: true };
  try {
    writeFileSync(fresh, content, options);
    moveFile(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  flushFolder(dirname(path));
}

/**
 * Milliseconds between attempts to rename. On Windows a virus scanner or the indexer holds a new
 * file for a moment; npm and git wait for them too.
 */
const pauses = [10, 20, 50, 100, 200, 400] as const;

/** Renames a file or folder. On Windows waits, blocking, while another program holds it. */
export function moveFile(from: string, to: string): void {
  for (const milliseconds of pauses) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!isHeld(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
    }
  }
  renameSync(from, to);
}

/** {@link moveFile} without blocking. Rejects with Node's file errors. */
export async function moveFileSoon(from: string, to: string): Promise<void> {
  for (const milliseconds of pauses) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!isHeld(error)) throw error;
      await pause(milliseconds);
    }
  }
  await rename(from, to);
}

/** Hex SHA-256 of a file's content. Rejects with Node's file errors. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Windows' error codes for a file that another program has open. */
function isHeld(error: unknown): boolean {
  if (process.platform !== 'win32') return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
}
