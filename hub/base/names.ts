import type { HubDatabase } from '../store/tables.ts';

/** Names for lists that people read. */
export interface Names {
  /** The id if the hub does not know the station. */
  kiosk(id: string): string;
  operator(id: string | null): string | null;
}

/** The names of every kiosk and operator: a few hundred at most. */
export async function namesOf(db: HubDatabase): Promise<Names> {
  const kiosks = await db.selectFrom('kiosk').select(['id', 'name']).execute();
  const operators = await db.selectFrom('operator').where('waiting', '=', 0).selectAll().execute();
  const stationNames = new Map(kiosks.map(({ id, name }) => [id, name]));
  const operatorNames = new Map(operators.map(({ id, name }) => [id, name]));
  return {
    kiosk: (id) => stationNames.get(id) ?? id,
    operator: (id) => (id === null ? null : (operatorNames.get(id) ?? null)),
  };
}
