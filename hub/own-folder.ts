import { chmodSync, mkdirSync, statSync } from 'node:fs';

import { HubFileError } from './base/file-error.ts';

const others = 0o077;
/** Sticky and writable by all, like /tmp: any user may have put the files there. */
const everybodyWrites = 0o1002;

/**
 * Creates a data directory that only its owner may read, and makes an existing one private if an
 * earlier program or `mkdir` left it open. Windows has access lists instead of modes: it protects
 * the user's own folders itself.
 *
 * @param folder absolute path
 * @throws HubFileError `open-to-others` if the directory is another user's, or open to all; Node's
 *   file errors
 */
export function makeOwnFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32') return;
  const { mode, uid } = statSync(folder);
  if ((mode & others) === 0) return;
  if ((mode & everybodyWrites) !== 0 || uid !== process.getuid?.()) {
    throw new HubFileError(
      'open-to-others',
      folder,
      `${folder} is open to other users of this computer. Give a directory of its own, or close it: chmod 700 '${folder}'`,
    );
  }
  chmodSync(folder, 0o700);
}
