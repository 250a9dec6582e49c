import { HubProblem } from '../../domain/sync/problems.ts';
import { fileHash } from '../../platform/files/durable.ts';
import type { HubContext } from '../base/context.ts';
import { forgetWritten, listWritten, noteWritten } from '../privacy/written-files.ts';
import { backUp } from '../store/backup.ts';
import { HubStoreError } from '../store/store-error.ts';

/** Detail of the problem when only PostgreSQL's own program can make the backup. */
export const backupByPostgres = 'pg_dump';

/**
 * Copies an SQLite store to a new file, encrypted like the store. Throws HubProblem `not-allowed`:
 * the file exists, or pg_dump must make it ({@link backupByPostgres}); `bad-request`: no file can
 * be created there.
 */
export async function backUpHub(context: HubContext, file: string): Promise<void> {
  try {
    const known = (await listWritten(context)).find(({ path }) => path === file);
    // Recorded by path and content so that a purge finds it. Recorded before the copy, so that the
    // backup lists itself too.
    await noteWritten(context, file);
    try {
      await backUp(context.store, file);
    } catch (error) {
      if (known === undefined) await forgetWritten(context, file);
      else await noteWritten(context, file, known.sha256);
      throw error;
    }
    await noteWritten(context, file, await fileHash(file));
  } catch (error) {
    throw problemOfBackup(error);
  }
}

function problemOfBackup(error: unknown): unknown {
  if (!(error instanceof HubStoreError)) return error;
  switch (error.code) {
    case 'other-kind':
      return new HubProblem('not-allowed', backupByPostgres);
    case 'file-exists':
      return new HubProblem('not-allowed', 'the file is there already');
    case 'no-such-file':
    case 'not-permitted':
      return new HubProblem('bad-request', 'no file can be made there');
    case 'disk-full':
      return new HubProblem('busy', 'disk full');
    default:
      return error;
  }
}
