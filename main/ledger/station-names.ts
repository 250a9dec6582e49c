import { listKnownOperators, listKnownStations } from '../../db/ledger/known-stations.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { unnamedStation } from '../../domain/base/unnamed-station.ts';
import type { Context } from '../base/context.ts';

/** Names for the ids in facts, as far as this station knows them. */
export interface StationNames {
  /** Like {@link stationNameOf}. */
  station(id: string): string;
  /** Its mode; null while the directory has not named it. */
  mode(id: string): StationMode | null;
  operator(id: string | null): string | null;
}

/** Reads the names once, for one list. */
export function stationNames(context: Context): StationNames {
  const stations = new Map(listKnownStations(context.db).map((station) => [station.id, station]));
  const operators = new Map(listKnownOperators(context.db).map(({ id, name }) => [id, name]));
  return {
    station: (id) => stationNameOf(context, id, stations.get(id)?.name ?? null),
    mode: (id) => stations.get(id)?.mode ?? null,
    operator: (id) => (id === null ? null : (operators.get(id) ?? null)),
  };
}

/** What people read of a station: this one by its setting; `known` is null where no name has arrived. */
export function stationNameOf(
  context: Pick<Context, 'self' | 'stationName' | 'language'>,
  id: string,
  known: string | null,
): string {
  if (id === context.self.station) return context.stationName;
  return known ?? unnamedStation(id, context.language);
}
