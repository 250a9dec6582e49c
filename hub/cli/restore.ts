import { existsSync } from 'node:fs';
import { holdFolder } from '../hold-folder.ts';
import { makeOwnFolder } from '../own-folder.ts';
import type { HubStore } from '../store/open-store.ts';
import {
  finishPostgresRestore,
  type Restored,
  restoreSqlite,
  type StoreCheck,
} from '../store/restore.ts';
import { HubStoreError } from '../store/store-error.ts';
import { checkAll } from '../sync/check-all.ts';
import { keyFileOf, locationOf } from './places.ts';
import { postgresLines } from './postgres-lines.ts';
import type { Print } from './print.ts';
import { type HubWords, onlyWord, UsageError } from './words.ts';

/**
 * `restore FILE`: sets the hub back to the backup, in a new epoch; `restore --after-pg-restore`:
 * only gives the new epoch. The hub must not run.
 *
 * @throws UsageError, HubStoreError
 */
export async function restoreCommand(words: HubWords, print: Print): Promise<void> {
  const restore = orderOf(words, (store) => assertSound(store, print));
  makeOwnFolder(words.dataDir);
  const hold = holdFolder(words.dataDir, undefined);
  try {
    printRestored(await restore(), print);
  } finally {
    hold.release();
  }
}

/** The restore that the command line asks for. Throws UsageError. */
function orderOf(words: HubWords, check: StoreCheck): () => Promise<Restored> {
  const url = words.options['database-url'];
  if (words.options['after-pg-restore'] === true) {
    if (url === undefined || words.args.length > 0) {
      throw new UsageError('restore --after-pg-restore: --database-url and no file');
    }
    return () => finishPostgresRestore(url, check);
  }
  const file = words.path(onlyWord(words, 'file'));
  if (url !== undefined) {
    const { restore, finish } = postgresLines(file, url);
    throw new UsageError(
      `PostgreSQL has a program of its own for this:\n  ${restore}\n  ${finish}`,
    );
  }
  const keyFile = keyFileOf(words);
  if (!existsSync(keyFile)) {
    throw new UsageError(
      `there is no key ${keyFile}: copy the key of the hub that made the backup there, or name it with --key-file`,
    );
  }
  const location = locationOf(words);
  if (location.kind !== 'sqlite') throw new HubStoreError('other-kind');
  return () => restoreSqlite(location, file, check, Date.now());
}

async function assertSound(store: HubStore, print: Print): Promise<void> {
  const findings = await checkAll(store.db);
  for (const { what, detail } of findings) print(`${what}: ${detail}`);
  if (findings.length > 0) throw new HubStoreError('corrupt-or-wrong-key');
}

function printRestored({ epoch, aside }: Restored, print: Print): void {
  print(`Restored. New epoch: ${epoch}`);
  if (aside !== null) print(`The store before it lies in ${aside}`);
  print('Start the hub. Stations find the new epoch by themselves and send what the backup lacks.');
  print('What was done at the hub alone since the backup is to be done again: look at');
  print(
    '  stations (those enrolled since must enrol again, those revoked since are to be revoked),',
  );
  print('  stop list, and the changes and cancellations of single registrations.');
}
