import type { HandshakeAnswer } from '../../domain/sync/sync.ts';
import { hubClockOff } from '../../domain/sync/sync-status.ts';
import type { HubContext } from '../base/context.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase, StationTable } from '../store/tables.ts';

/** A station seen within this many milliseconds is online: it calls at least every 30 s. */
export const onlineWithin = 60_000;
/** Max names in a handshake's answer, as in handshakeAnswerSchema. */
const maxNamed = 20;

type Peer = Pick<StationTable, 'id' | 'name' | 'last_seen' | 'clock_offset' | 'event_file'>;

const peersQuery = query<object, Peer>(({ db }) =>
  db
    .selectFrom('station')
    .where('state', '=', 'enrolled')
    .orderBy('name')
    .orderBy('id')
    .select(['id', 'name', 'last_seen', 'clock_offset', 'event_file']),
);

/** Findings that need a comparison of all stations with each other and with the hub. */
export async function compareStations({
  store,
  identity,
  clock,
}: HubContext): Promise<
  Pick<HandshakeAnswer, 'eventFile' | 'eventVersionId' | 'otherEventFiles' | 'hubClockOff'>
> {
  const peers = await peersQuery(store.db, {});
  return {
    eventFile: identity.eventFileHash,
    eventVersionId: identity.event.versionId,
    otherEventFiles: peers
      .filter(({ event_file: file }) => file !== null && file !== identity.eventFileHash)
      .slice(0, maxNamed)
      .map(({ id, name }) => ({ id, name })),
    hubClockOff: hubClockOff(offsetsOf(peers, clock())),
  };
}

/** See `hubClockOff`; counts only stations that are online. `now`: UTC milliseconds of the hub. */
export async function readHubClockOff(db: HubDatabase, now: number): Promise<number | null> {
  return hubClockOff(offsetsOf(await peersQuery(db, {}), now));
}

/**
 * Ignores stations that are offline: they may have reported an offset before a clock correction.
 */
function offsetsOf(peers: readonly Peer[], now: number): number[] {
  return peers.flatMap(({ last_seen: seen, clock_offset: offset }) =>
    seen !== null && offset !== null && Math.abs(now - seen) < onlineWithin ? [offset] : [],
  );
}
