import { randomUUID } from 'node:crypto';
import type { HubStore } from './open-store.ts';
import { HubStoreError } from './store-error.ts';

/**
 * Gives the hub a new epoch: part of every restore, while no hub runs on the store. Kiosks then compare
 * their chains with the restored hub, push again what it lost, and read both streams anew. Codes of
 * enrolment end with the old epoch: one that was used since the backup would serve a second time.
 *
 * @returns the new epoch
 * @throws HubStoreError `not-initialised`
 */
export async function bumpEpoch(store: HubStore, epoch: string = randomUUID()): Promise<string> {
  await store.db.transaction().execute(async (tx) => {
    const changed = await tx.updateTable('hub').set({ epoch }).returning('epoch').execute();
    if (changed.length !== 1) throw new HubStoreError('not-initialised');
    await tx.deleteFrom('invite').execute();
  });
  return epoch;
}
