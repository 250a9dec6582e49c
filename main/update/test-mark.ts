import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** Lies beside the main process's code in a build made to be driven by tests (electron.vite.config.ts). */
export const testMark = 'test-build.txt';

/** An archive's list of files begins here, and its length in bytes stands just before (asar: two pickles of Chromium's). */
const listAt = 16;

/**
 * Whether the unpacked app in this folder is a test build: one that anybody at its computer can drive, never to be
 * released. False where there is no archive. Throws Node's errors of files.
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
