import { execFile } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UpdateFailure } from './failure.ts';
import { emptyFolder, type Installation, removeFolder } from './installation.ts';
import { isTestBuildIn } from './test-mark.ts';

const run = promisify(execFile);

/**
 * Unpacks a verified archive beside the running version. It starts and switches nothing. The
 * system's own `tar` unpacks: it is on every Linux, and refuses paths that leave the folder.
 *
 * @param archive absolute path, already checked against signature and hash; deleted afterwards
 * @param takesTestBuilds true only in a test build: anyone can control those
 */
export async function stageVersion(
  { root }: Pick<Installation, 'root'>,
  version: string,
  archive: string,
  takesTestBuilds = false,
): Promise<void> {
  const target = join(root, 'versions', version);
  const fresh = `${target}.new`;
  emptyFolder(fresh);
  try {
    await run('tar', ['-xf', archive, '-C', fresh, '--no-same-owner']);
  } catch (error) {
    removeFolder(fresh);
    const isFull = error instanceof Error && /No space left/.test(error.message);
    throw new UpdateFailure(isFull ? 'no-space' : 'cannot-unpack', error);
  }
  if (!existsSync(join(fresh, 'lanyard'))) {
    removeFolder(fresh);
    throw new UpdateFailure('cannot-unpack');
  }
  if (!takesTestBuilds && isTestBuildIn(fresh)) {
    removeFolder(fresh);
    throw new UpdateFailure('test-build');
  }
  renameSync(fresh, target);
  rmSync(archive, { force: true });
}
