import { statement } from '../../db/base/statement.ts';
import type { ReadableDatabase } from '../../db/base/types.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import type { AdminClient } from '../../hub/admin/client.ts';
import type { TakeOverView } from '../../preload/contract/hub-hosting.ts';
import { readTookOver, type TookOver } from './host-settings.ts';

/** What this desk has of its hub, to be noted before it takes over: joining another forgets it. */
export function heldOfHub(db: ReadableDatabase): TookOver {
  const link = findHubLink(db);
  const ages = [link?.rosterAsOf ?? null, link?.stopListAsOf ?? null];
  const known = ages.filter((age) => age !== null);
  return { listsAsOf: known.length < ages.length ? null : Math.min(...known) };
}

/**
 * The stations from which the desk that took over has not heard, and what it lacks until then:
 * their later records, and what the lost hub changed since the desk last read its lists. A station
 * was heard once it has joined this hub, whatever the clocks of both hubs showed.
 *
 * @param admin of the hub that runs here
 * @returns null if that hub did not take over from another
 * @throws HubProblem, SyncFailure
 */
export async function takeOverView(
  db: ReadableDatabase,
  admin: Pick<AdminClient, 'listStations'>,
): Promise<TakeOverView | null> {
  const took = readTookOver(db);
  if (took === null) return null;
  const stations = (await admin.listStations()).filter(({ state }) => state === 'enrolled');
  return {
    listsAsOf: took.listsAsOf,
    stations: stations.map(({ id, name, enrolledAt }) => ({
      id,
      name,
      heard: enrolledAt !== null,
      lastRecord: lastRecordOf(db, id),
    })),
  };
}

function lastRecordOf(db: ReadableDatabase, station: string): number | null {
  const row = statement<[string], { wall: number }>(
    db,
    `SELECT wall FROM attendance_event WHERE station = ?
     ORDER BY incarnation DESC, kseq DESC LIMIT 1`,
  ).get(station);
  return row?.wall ?? null;
}
