import { chmodSync, mkdirSync, statSync } from 'node:fs';

/** Thrown for a data directory that others may read or write, and that cannot be made private. */
export class FolderError extends Error {
  readonly path: string;
  constructor(path: string) {
    super(
      `${path} is open to other users of this computer. Give a directory of its own, or close it: chmod 700 '${path}'`,
    );
    this.name = 'FolderError';
    this.path = path;
  }
}

const others = 0o077;
/** Sticky and writable by all, like /tmp: any user may have put the files there. */
const everybodyWrites = 0o1002;

/**
 * Creates a data directory that only its owner may read, and makes an existing one private if an
 * earlier program or `mkdir` left it open. Windows has access lists instead of modes: it protects
 * the user's own folders itself.
 *
 * @param folder absolute path
 * @throws FolderError if the directory is another user's, or open to all; Node's file errors
 */
export function makeOwnFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32') return;
  const { mode, uid } = statSync(folder);
  if ((mode & others) === 0) return;
  if ((mode & everybodyWrites) !== 0 || uid !== process.getuid?.()) throw new FolderError(folder);
  chmodSync(folder, 0o700);
}
