import { HubProblem } from '../../domain/sync/problems.ts';
import { kindOf, query, type Statement, type TextList, textList } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { EnrolledStation } from './enrolled-station.ts';

type Numbered = { station: string; request: number; seen: number };

const acceptQuery = query<Numbered, { state: EnrolledStation['state'] }>(({ db, at }) =>
  db
    .updateTable('station')
    .set({ last_request: at('request'), last_seen: at('seen') })
    .where('id', '=', at('station'))
    .where('last_request', '<', at('request'))
    .returning('state'),
);

/**
 * Notes the number of a signed request in the transaction of what it asks for, so that it serves once.
 *
 * @returns what the station is at this moment
 * @throws HubProblem `replayed`
 */
export async function acceptRequest(
  tx: HubDatabase,
  numbered: Numbered,
): Promise<EnrolledStation['state']> {
  const [accepted] = await acceptQuery(tx, numbered);
  if (accepted === undefined) throw new HubProblem('replayed');
  return accepted.state;
}

/** What decides whether a station's request is taken. */
export interface StationState {
  state: EnrolledStation['state'];
  lastRequest: number;
}

/** A row of {@link stationLock}. */
export interface LockedStation extends StationState {
  id: string;
}

const lockQuery = query<{ ids: TextList }, LockedStation>(({ db, at, kind, isAmong }) => {
  const stations = db
    .selectFrom('station')
    .where(isAmong('id', at('ids')))
    // In the same order everywhere, so that nobody waits for somebody who waits for him.
    .orderBy('id')
    .select(['id', 'state', 'last_request as lastRequest']);
  return kind === 'postgres' ? stations.forUpdate() : stations;
});

/** The states of stations, which stay until the end of the transaction, by the station's id. */
export async function lockStations(
  tx: HubDatabase,
  ids: readonly string[],
): Promise<Map<string, StationState>> {
  return statesOf(await lockQuery(tx, { ids: textList(ids) }));
}

/** {@link lockStations} as a statement; {@link statesOf} reads its rows. */
export function stationLock(tx: HubDatabase, ids: readonly string[]): Statement<LockedStation> {
  return lockQuery.of(tx, { ids: textList(ids) });
}

/** The states of stations by their ids. */
export function statesOf(rows: readonly LockedStation[]): Map<string, StationState> {
  return new Map(rows.map(({ id, state, lastRequest }) => [id, { state, lastRequest }]));
}

/** Parameters in both: time, and a JSON list of ids and numbers. */
const acceptAll = {
  sqlite: `UPDATE station SET last_seen = ?, last_request = given.value ->> 'request'
    FROM json_each(?) AS given WHERE station.id = given.value ->> 'id'`,
  postgres: `UPDATE station SET last_seen = $1, last_request = given.request
    FROM json_to_recordset($2::json) AS given(id text, request bigint) WHERE station.id = given.id`,
} as const;

/** Notes the numbers of requests of stations that {@link lockStations} gave; each station once. */
export function requestsAccepted(
  tx: HubDatabase,
  requests: readonly { id: string; request: number }[],
  seen: number,
): Statement<never> {
  const given = requests.map(({ id, request }) => ({ id, request }));
  return { sql: acceptAll[kindOf(tx)], parameters: () => [seen, JSON.stringify(given)] };
}
