import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** Marks a build to be controlled by tests, beside its code (electron.vite.config.ts). */
export const testMark = 'test-build.txt';

/** Start of an archive's file list, after its length in bytes (asar: two Chromium pickles). */
const listAt = 16;

/**
 * Whether the unpacked app in this folder is a test build, which anyone at its computer can control
 * and which must never be released. False where there is no archive. Throws Node's file errors.
 */
export function isTestBuildIn(folder: string): boolean {
  const archive = join(folder, 'resources/app.asar');
  if (!existsSync(archive)) return false;
  const file = openSync(archive, 'r');
  try {
    const head = Buffer.alloc(listAt);
    readSync(file, head, 0, listAt, 0);
    const list = Buffer.alloc(head.readUInt32LE(12));
    readSync(file, list, 0, list.length, listAt);
    return list.includes(`"${testMark}"`);
  } finally {
    closeSync(file);
  }
}
