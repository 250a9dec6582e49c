import { randomUUID } from 'node:crypto';
import type { HubStore } from './open-store.ts';
import { HubStoreError } from './store-error.ts';

/**
 * Gives the hub a new epoch: part of every restore, while no hub runs on the store. Stations then
 * compare their chains with the restored hub, push again what it lost, and read both streams again.
 * Codes of enrolment and of accounts end with the old epoch: one used since the backup could be
 * used twice. Sessions of the organiser's page end too: one may have been ended since.
 *
 * @returns the new epoch
 * @throws HubStoreError `not-initialised`
 */
export async function bumpEpoch(store: HubStore, epoch: string = randomUUID()): Promise<string> {
  await store.db.transaction().execute(async (tx) => {
    const changed = await tx.updateTable('hub').set({ epoch }).returning('epoch').execute();
    if (changed.length !== 1) throw new HubStoreError('not-initialised');
    await tx.deleteFrom('invite').execute();
    await tx.updateTable('account').set({ set_up_hash: null, set_up_expires: null }).execute();
    await tx.deleteFrom('account_session').execute();
  });
  return epoch;
}
