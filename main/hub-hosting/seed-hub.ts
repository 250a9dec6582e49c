import { findHubLink } from '../../db/ledger/hub-link.ts';
import {
  listKnownOperators,
  listKnownStations,
  listOwnHubKeys,
} from '../../db/ledger/known-stations.ts';
import { listUnvouched } from '../../db/operators.ts';
import { listPurges } from '../../db/privacy/purge-orders.ts';
import { readRetention } from '../../db/privacy/retention.ts';
import { hubChangesIn } from '../../db/roster/hub-changes.ts';
import { countDelegates } from '../../db/roster/roster.ts';
import { heldStopLists } from '../../db/sync/stop-list.ts';
import type { AdminClient } from '../../hub/admin/client.ts';
import type { TakeOverProgress } from '../../preload/contract/sync.ts';
import type { Context } from '../base/context.ts';
import { rosterBatches } from '../roster/roster-batches.ts';

/** Delegates in one request to the hub. */
const rosterBatch = 500;

/**
 * Gives a new hub what this station holds. Check-ins continue meanwhile, so no transaction stays
 * open between two requests.
 *
 * @param known the new hub replaces a lost one: that hub's stations, its stop list and its purge
 *   orders are sent too
 * @throws HubProblem, SyncFailure
 */
export async function seedHub(
  context: Context,
  admin: Pick<AdminClient, 'seedRoster' | 'seedStations' | 'seedStopList'> & {
    privacy: Pick<AdminClient['privacy'], 'takeOver'>;
  },
  known: boolean,
  onProgress: (progress: TakeOverProgress) => void,
): Promise<void> {
  const total = countDelegates(context.db, context.event.file.id).registered;
  let done = 0;
  for (const batch of rosterBatches(context, rosterBatch)) {
    const ids = batch.map(({ id }) => id);
    await admin.seedRoster(batch, hubChangesIn(context.db, context.event.file.id, ids));
    done += batch.length;
    onProgress({ step: 'copying-roster', done, total });
  }
  if (!known) return;
  // Operators for whom only one person vouches are not passed on.
  const alone = new Set(listUnvouched(context.db));
  const vouched = listKnownOperators(context.db).filter(({ id }) => !alone.has(id));
  // Stations of the previous hub may come back with one code for all, as their keys are known. Hubs
  // of which this station only heard are left out: nothing proves them, and its handshake names
  // them.
  await admin.seedStations(listKnownStations(context.db), vouched, listOwnHubKeys(context.db));
  // The lost hub can no longer sign its list; the new hub issues its own list, which holds all of
  // it.
  for (const list of heldStopLists(context.db)) await admin.seedStopList(list);
  const orders = listPurges(context.db, context.event.file.id).map(({ signed }) => signed);
  const earlier = findHubLink(context.db)?.hubName ?? null;
  await admin.privacy.takeOver(readRetention(context.db).rule, orders, earlier);
}
