import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import type { AdminClient } from '../admin/client.ts';

/**
 * Writes a file with personal data; only this user may read a new one. The hub records path and
 * content before the first byte. A purge deletes the file if it is unchanged, and names it
 * otherwise.
 *
 * @param path absolute, on the hub's machine
 * @throws the file system's error
 */
export async function savePersonalFile(
  client: AdminClient,
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const before = await client.privacy.recordFile(path, sha256);
  try {
    writeFileSync(path, content, { mode: 0o600, flush: true });
  } catch (error) {
    // A file at a new path may be a part of ours: it stays recorded, so that a purge names it.
    if (before !== null || !existsSync(path)) await client.privacy.recordFile(path, before);
    throw error;
  }
}
