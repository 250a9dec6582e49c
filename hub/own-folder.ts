import { chmodSync, mkdirSync, statSync } from 'node:fs';

/** Thrown for a data directory that others may read or write, and that cannot be closed to them. */
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
/** Everybody may write there, as in /tmp. Its files may be anybody's. */
const everybodyWrites = 0o1002;

/**
 * Makes a data directory that its owner alone may read, and closes one that is there: an earlier program, or `mkdir`, left it
 * open. Windows has access lists in place of modes: there the user's own place is closed by the system.
 *
 * @param folder absolute path
 * @throws FolderError where the directory is somebody else's, or everybody's; Node's errors of files
 */
export function makeOwnFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32') return;
  const { mode, uid } = statSync(folder);
  if ((mode & others) === 0) return;
  if ((mode & everybodyWrites) !== 0 || uid !== process.getuid?.()) throw new FolderError(folder);
  chmodSync(folder, 0o700);
}
