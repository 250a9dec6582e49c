import { findHubLink } from '../../db/ledger/hub-link.ts';
import {
  listHubKeys,
  listKnownOperators,
  listKnownStations,
} from '../../db/ledger/known-stations.ts';
import { listUnvouched } from '../../db/operators.ts';
import { listPurges } from '../../db/privacy/purge-orders.ts';
import { readRetention } from '../../db/privacy/retention.ts';
import { countDelegates } from '../../db/roster/roster.ts';
import { listStopEntries } from '../../db/sync/stop-list.ts';
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
  admin: AdminClient,
  known: boolean,
  onProgress: (progress: TakeOverProgress) => void,
): Promise<void> {
  const total = countDelegates(context.db, context.event.file.id).registered;
  let done = 0;
  for (const batch of rosterBatches(context, rosterBatch)) {
    await admin.seedRoster(batch);
    done += batch.length;
    onProgress({ step: 'copying-roster', done, total });
  }
  if (!known) return;
  // Stations of the previous hub may come back with one code for all: their keys are known.
  const alone = new Set(listUnvouched(context.db));
  const vouched = listKnownOperators(context.db).filter(({ id }) => !alone.has(id));
  await admin.seedStations(listKnownStations(context.db), vouched, listHubKeys(context.db));
  // Nobody can sign the lost hub's list any more; the new hub issues its own with the same entries.
  const stopped = listStopEntries(context.db);
  if (stopped.length > 0) await admin.changeStopList({ add: stopped, remove: [] });
  const orders = listPurges(context.db, context.event.file.id).map(({ signed }) => signed);
  const earlier = findHubLink(context.db)?.hubName ?? null;
  await admin.privacy.takeOver(readRetention(context.db).rule, orders, earlier);
}
