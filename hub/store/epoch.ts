import { randomUUID } from 'node:crypto';
import type { HubStore } from './open-store.ts';
import { HubStoreError } from './store-error.ts';

/**
 * Gives the hub a new epoch: part of every restore, while no hub runs on the store. Kiosks then compare
 * their chains with the restored hub, push again what it lost, and read both streams anew.
 *
 * @returns the new epoch
 * @throws HubStoreError `not-initialised`
 */
export async function bumpEpoch(store: HubStore, epoch: string = randomUUID()): Promise<string> {
  const changed = await store.db.updateTable('hub').set({ epoch }).returning('epoch').execute();
  if (changed.length !== 1) throw new HubStoreError('not-initialised');
  return epoch;
}
