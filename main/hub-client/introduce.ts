import type { ReadableDatabase } from '../../db/base/types.ts';
import { findStation } from '../../db/ledger/station.ts';
import type { HandshakeAnswer } from '../../domain/sync/sync.ts';
import type { HttpHub } from './http-hub.ts';

/** A desk that calls the hub outside its sync. */
export interface Introduced {
  db: ReadableDatabase;
  eventId: string;
  stationName: string;
  version: string;
  /** UTC milliseconds. */
  clock: () => number;
}

/** A handshake for its answer alone; the sync pushes the chain. Throws HubProblem, SyncFailure. */
export async function introduce(
  hub: Pick<HttpHub, 'handshake'>,
  desk: Introduced,
): Promise<HandshakeAnswer> {
  const station = findStation(desk.db);
  if (station === null) throw new Error('introduce: the store has no station');
  return await hub.handshake({
    event: desk.eventId,
    own: {
      station: station.station,
      incarnation: station.incarnation,
      lastKseq: station.lastKseq,
      hash: station.chainHead,
    },
    held: [],
    name: desk.stationName.slice(0, 60),
    mode: 'desk',
    version: desk.version.slice(0, 40),
    wall: desk.clock(),
    operators: [],
  });
}
