import { forgetHubSeqs } from '../../db/sync-hub-seq.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * Forgets where facts stood in a stream of the hub that is no more, in short transactions, and then begins
 * anew. Whatever breaks off in between is done again: only the last step says that it is done.
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
