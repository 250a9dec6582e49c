import { forgetHubSeqs } from '../../db/ledger/hub-link.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * Forgets the positions of facts in a stream of the hub that no longer exists, in short
 * transactions, and then begins again. An interruption repeats the work: only the last step records
 * that it is done.
 */
export async function forgetStreams(
  { db, breathe }: Pick<SyncParts, 'db' | 'breathe'>,
  begin: () => void,
): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    after = db.transaction(() => forgetHubSeqs(db, from)).immediate();
    if (after !== null) await breathe();
  }
  db.transaction(begin).immediate();
}
