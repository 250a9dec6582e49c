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
 * Notes the number of a signed request in the transaction that carries it out, so that the request
 * is single use.
 *
 * @returns the station's present state
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

/** Decides whether a station's request is accepted. */
export interface StationState {
  state: EnrolledStation['state'];
  lastRequest: number;
}

export interface LockedStation extends StationState {
  id: string;
}

const lockQuery = query<{ ids: TextList }, LockedStation>(({ db, at, kind, isAmong }) => {
  const stations = db
    .selectFrom('station')
    .where(isAmong('id', at('ids')))
    // The same order everywhere avoids deadlocks.
    .orderBy('id')
    .select(['id', 'state', 'last_request as lastRequest']);
  return kind === 'postgres' ? stations.forUpdate() : stations;
});

/** The states of stations by id, locked until the end of the transaction. */
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

export function statesOf(rows: readonly LockedStation[]): Map<string, StationState> {
  return new Map(rows.map(({ id, state, lastRequest }) => [id, { state, lastRequest }]));
}

/** Parameters in both: the time, and a JSON list of ids and numbers. */
const acceptAll = {
  sqlite: `UPDATE station SET last_seen = ?, last_request = given.value ->> 'request'
    FROM json_each(?) AS given WHERE station.id = given.value ->> 'id'`,
  postgres: `UPDATE station SET last_seen = $1, last_request = given.request
    FROM json_to_recordset($2::json) AS given(id text, request bigint) WHERE station.id = given.id`,
} as const;

/** Notes the numbers of requests of stations locked by {@link lockStations}; each station once. */
export function requestsAccepted(
  tx: HubDatabase,
  requests: readonly { id: string; request: number }[],
  seen: number,
): Statement<never> {
  const given = requests.map(({ id, request }) => ({ id, request }));
  return { sql: acceptAll[kindOf(tx)], parameters: () => [seen, JSON.stringify(given)] };
}
