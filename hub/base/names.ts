import { unnamedStation } from '../../domain/base/unnamed-station.ts';
import { operatorAsSaid } from '../../domain/ledger/fact-rights.ts';
import type { HubDatabase } from '../store/tables.ts';

export type Names = Awaited<ReturnType<typeof namesOf>>;

/** Reads the names of every station and operator: a few hundred at most. */
export async function namesOf(db: HubDatabase) {
  const stations = await db.selectFrom('station').select(['id', 'name', 'mode']).execute();
  const operators = await db.selectFrom('operator').where('waiting', '=', 0).selectAll().execute();
  const known = new Map(stations.map((station) => [station.id, station]));
  const operatorNames = new Map(operators.map(({ id, name }) => [id, name]));
  return {
    /** In English if the name is missing: the hub knows every station whose facts it holds. */
    station: (id: string): string => known.get(id)?.name ?? unnamedStation(id, 'en'),
    /** `author`: the station that wrote the fact which names the operator. */
    operator: (id: string | null, author: string): string | null =>
      operatorAsSaid(
        operatorNames.get(id ?? '') ?? null,
        known.get(author) ?? { mode: null, name: '' },
      ),
  };
}
