import { listKnownOperators, listKnownStations } from '../../db/ledger/known-stations.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { unnamedStation } from '../../domain/base/unnamed-station.ts';
import { operatorAsSaid } from '../../domain/ledger/fact-rights.ts';
import type { Context } from '../base/context.ts';

/** Names for the ids in facts, as far as this station knows them. */
export type StationNames = ReturnType<typeof stationNames>;

/** Reads the names once, for one list. */
export function stationNames(context: Context) {
  const stations = new Map(listKnownStations(context.db).map((station) => [station.id, station]));
  const operators = new Map(listKnownOperators(context.db).map(({ id, name }) => [id, name]));
  const station = (id: string): string =>
    stationNameOf(context, id, stations.get(id)?.name ?? null);
  return {
    /** See {@link stationNameOf}. */
    station,
    /** Null while the directory has not named the station. */
    mode: (id: string): StationMode | null => stations.get(id)?.mode ?? null,
    /** `author`: the station that wrote the fact which names the operator; null for no fact. */
    operator: (id: string | null, author: string | null = null): string | null =>
      operatorAsSaid(operators.get(id ?? '') ?? null, {
        mode: stations.get(author ?? '')?.mode ?? null,
        name: author === null ? '' : station(author),
      }),
  };
}

/**
 * A station's name for people: this one's by its setting. `known` is null where no name has
 * arrived.
 */
export function stationNameOf(
  context: Pick<Context, 'self' | 'stationName' | 'language'>,
  id: string,
  known: string | null,
): string {
  if (id === context.self.station) return context.stationName;
  return known ?? unnamedStation(id, context.language);
}
