import { listKnownOperators, listKnownStations } from '../../db/ledger/known-stations.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import type { Context } from '../base/context.ts';

/** Names for the ids in facts, as far as this station knows them. */
export interface StationNames {
  /** Name of the station, or the beginning of its id. */
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
    station: (id) =>
      id === context.self.station
        ? context.stationName
        : (stations.get(id)?.name ?? id.slice(0, 8).toUpperCase()),
    mode: (id) => stations.get(id)?.mode ?? null,
    operator: (id) => (id === null ? null : (operators.get(id) ?? null)),
  };
}
