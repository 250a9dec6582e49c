import { HubProblem } from '../../domain/wire/problems.ts';
import { backUp } from '../store/backup.ts';
import { fileHash } from '../store/purge-files.ts';
import { HubStoreError } from '../store/store-error.ts';
import type { HubContext } from './context.ts';
import { backupByPostgres } from './hub.ts';

/** See `Hub.backup`. */
export async function backUpHub(context: HubContext, file: string): Promise<void> {
  const { store, clock } = context;
  try {
    await backUp(store, file);
    // Remembered by path and content, so that a purge finds it.
    const row = { sha256: await fileHash(file), written: clock() };
    await store.db
      .insertInto('written_file')
      .values({ path: file, ...row })
      .onConflict((conflict) => conflict.column('path').doUpdateSet(row))
      .execute();
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
