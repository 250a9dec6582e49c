import { open, readFile, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { maxStickSize } from '../../../domain/sync/stick.ts';
import { moveFileSoon } from '../../../files/durable.ts';
import { CallFailure } from '../../base/call-failure.ts';

/**
 * Writes a file to a stick: under a temporary name first, down to the medium, and reads it back,
 * because a stick is pulled out as soon as the screen reports success.
 *
 * @throws CallFailure `file-not-written`
 */
export async function saveStick(path: string, file: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  try {
    const handle = await open(part, 'w');
    try {
      await handle.writeFile(file);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await moveFileSoon(part, path);
    const written = await readFile(path);
    if (!written.equals(file)) throw new Error('read back otherwise than written');
  } catch (error) {
    await rm(part, { force: true }).catch(() => {
      // The stick is gone: the failure already says so.
    });
    throw new CallFailure('file-not-written', basename(path), error);
  }
}

/**
 * The bytes of a chosen file; null for one that is larger than any stick file.
 *
 * @throws CallFailure `stick-unreadable`
 */
export async function readStick(path: string): Promise<Uint8Array | null> {
  try {
    if ((await stat(path)).size > maxStickSize) return null;
    return await readFile(path);
  } catch (error) {
    throw new CallFailure('stick-unreadable', basename(path), error);
  }
}
