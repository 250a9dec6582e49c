import { hubLinkOf } from '../../db/hub-link.ts';
import { confirmationsToGive, recordConfirmed } from '../../db/purge-orders.ts';
import { signedConfirmationSchema } from '../../domain/purge/outcome.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * Tells the hub which orders to purge this station carried out, once in each epoch; the orders go with it. First of
 * everything after the handshake: a hub that was restored from a backup has forgotten them, and deletes what came back
 * with the backup before this station reads it.
 */
export async function giveConfirmations({ db, hub }: SyncParts): Promise<void> {
  const { epoch } = hubLinkOf(db);
  if (epoch === null) return;
  for (const { id, confirmation } of confirmationsToGive(db, epoch)) {
    try {
      await hub.confirmPurge(signedConfirmationSchema.parse(JSON.parse(confirmation)));
    } catch (error) {
      if (!isUnwanted(error)) throw error;
    }
    db.transaction(() => recordConfirmed(db, id, epoch)).immediate();
  }
}

/** Of another hub (after a take-over), or one of an earlier version: nothing helps, and syncing goes on. */
function isUnwanted(error: unknown): boolean {
  const codes: readonly string[] = ['not-allowed', 'not-found', 'bad-signature', 'bad-request'];
  return error instanceof HubProblem && codes.includes(error.code);
}
