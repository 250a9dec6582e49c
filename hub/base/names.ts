import type { HubDatabase } from '../store/tables.ts';

/** Names for lists that people read. */
export interface Names {
  /** The id if the hub does not know the station. */
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
    station: (id) => stationNames.get(id) ?? id,
    operator: (id) => (id === null ? null : (operatorNames.get(id) ?? null)),
  };
}
