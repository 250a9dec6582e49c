import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { IntakeError } from './intake-error.ts';
import { maxFileSize } from './limits.ts';

/**
 * Reads a whole roster file once. The previewed bytes are the ones compared and written, whatever
 * happens to the file meanwhile.
 *
 * @param maxSize in bytes
 * @throws IntakeError `import-file-unreadable`, `import-too-large`
 */
export function readRosterFile(path: string, maxSize = maxFileSize): Uint8Array {
  const name = basename(path);
  try {
    const found = statSync(path);
    if (!found.isFile()) throw new IntakeError('import-file-unreadable', name);
    if (found.size > maxSize) {
      throw new IntakeError('import-too-large', `${name}: ${Math.round(found.size / 2 ** 20)} MB`);
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof IntakeError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new IntakeError('import-file-unreadable', `${name} (${code})`, error);
  }
}
