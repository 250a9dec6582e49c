import { unnamedStation } from '../../domain/base/unnamed-station.ts';
import type { HubDatabase } from '../store/tables.ts';

/** Names for lists that people read. */
export interface Names {
  /** In English where the name is missing: the hub knows every station whose facts it holds. */
  station(id: string): string;
  operator(id: string | null): string | null;
}

/** The names of every station and operator: a few hundred at most. */
export async function namesOf(db: HubDatabase): Promise<Names> {
  const stations = await db.selectFrom('station').select(['id', 'name']).execute();
  const operators = await db.selectFrom('operator').where('waiting', '=', 0).selectAll().execute();
  const stationNames = new Map(stations.map(({ id, name }) => [id, name]));
  const operatorNames = new Map(operators.map(({ id, name }) => [id, name]));
  return {
    station: (id) => stationNames.get(id) ?? unnamedStation(id, 'en'),
    operator: (id) => (id === null ? null : (operatorNames.get(id) ?? null)),
  };
}
