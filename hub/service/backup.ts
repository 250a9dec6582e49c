import { HubProblem } from '../../domain/wire/problems.ts';
import { backUp } from '../store/backup.ts';
import type { HubStore } from '../store/open-store.ts';
import { HubStoreError } from '../store/store-error.ts';
import { backupByPostgres } from './hub.ts';

/** See `Hub.backup`. */
export async function backUpHub(store: HubStore, file: string): Promise<void> {
  try {
    await backUp(store, file);
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
