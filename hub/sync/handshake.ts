import { setImmediate as turn } from 'node:timers/promises';
import { pushLimits } from '../../domain/base/protocol.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { authoredIncarnation } from '../../domain/ledger/chain.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HandshakeAnswer, HandshakeRequest, HeldChain } from '../../domain/sync/sync.ts';
import type { HubContext } from '../base/context.ts';
import { versionText } from '../base/directory-version.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { readPresent, refreshEvent } from '../base/present-event.ts';
import { storableText } from '../base/texts.ts';
import { type HeldHead, headsOf, headsOfChains } from '../ledger/chains.ts';
import { countQuarantined } from '../ledger/quarantine.ts';
import { noteTold } from '../ledger/told-chains.ts';
import { noteOperators } from '../operators.ts';
import { compareStations } from '../stations/compare-stations.ts';
import { learnHubs, provenHeads } from '../stations/signed-heads.ts';
import { noteHealth } from '../stations/station-health.ts';
import { query } from '../store/prepared.ts';
import type { HubDatabase, StationTable } from '../store/tables.ts';
import { isHeardOf, otherVersions } from './event-line.ts';

/** Age (milliseconds) at which "last seen" is written again: each write costs a disk flush. */
const lastSeenGrain = 10_000;

/** Number of chains compared before other requests are served. */
const chainsOfOneTurn = 500;

interface HubState {
  hub: string;
  hubName: string;
  epoch: string;
  directoryVersion: number;
  directoryMark: string;
  roster: number;
  events: number;
  photos: number;
  eventVersionId: string;
}

const stateQuery = query<object, HubState>(({ db }) =>
  db
    .selectFrom('hub')
    .innerJoin('stream as roster', (join) => join.on('roster.name', '=', 'roster'))
    .innerJoin('stream as events', (join) => join.on('events.name', '=', 'events'))
    .innerJoin('stream as photos', (join) => join.on('photos.name', '=', 'photos'))
    .select([
      'hub.id as hub',
      'hub.name as hubName',
      'hub.epoch',
      'hub.directory_version as directoryVersion',
      'hub.directory_mark as directoryMark',
      'roster.seq as roster',
      'events.seq as events',
      'photos.seq as photos',
      'hub.event_version_id as eventVersionId',
    ]),
);

type StationRow = StationTable & { health: string | null; heard: number | null };

const stationQuery = query<{ id: string }, StationRow>(({ db, at }) =>
  db
    .selectFrom('station')
    .leftJoin('station_health as said', 'said.station', 'station.id')
    .where('station.id', '=', at('id'))
    .selectAll('station')
    .select(['said.health', 'said.heard']),
);

/**
 * Answers what the hub holds, and stores what the station reports about itself. Throws HubProblem
 * `revoked`, `bad-request` (another event, another station's chain as its own).
 */
export async function handshake(
  context: HubContext,
  caller: EnrolledStation,
  request: HandshakeRequest,
): Promise<HandshakeAnswer> {
  const { db } = context.store;
  if (request.event !== context.identity.event.id) throw new HubProblem('bad-request', 'event');
  const [station] = await stationQuery(db, { id: caller.id });
  if (station === undefined || station.state !== 'enrolled') throw new HubProblem('revoked');
  if (request.own.station !== station.id) throw new HubProblem('bad-request', 'own');
  const named = await namedVersion(context, request);
  await noteStation(context, station, request, named);
  if (request.health !== undefined) await noteHealth(context, station.id, station, request.health);
  const operatorsRefused = await noteOperators(context, station, request.operators);
  if (station.mode === 'desk' && request.formerHubs !== undefined) {
    await learnHubs(context, station.id, request.formerHubs);
  }
  const lives = await headsOf(db, [station.id]);
  const heads: HeldHead[] = [];
  const chains: HeldChain[] = [request.own, ...request.held];
  for (let start = 0; start < chains.length; start += chainsOfOneTurn) {
    if (start > 0) await turn();
    const portion = chains.slice(start, start + chainsOfOneTurn);
    const held = await headsOf(
      db,
      portion.map((chain) => chain.station),
    );
    const full = await noteTold(context, held, await believed(context, station, portion, held));
    if (full.has(station.id)) {
      throw new HubProblem('too-many-requests', 'lives', { retryAfter: whenFull });
    }
    heads.push(...headsOfChains(held, portion));
  }
  const [state] = await stateQuery(db, {});
  if (state === undefined) throw new Error('the hub has no row');
  await refreshEvent(context, { id: state.eventVersionId });
  return {
    hub: state.hub,
    hubName: state.hubName,
    epoch: state.epoch,
    wall: context.clock(),
    heads: heads.map(({ effective: _, ...head }) => head),
    lastIncarnation: Math.max(0, ...lives.map((life) => authoredIncarnation(life.incarnation))),
    lastRequest: station.last_request,
    streams: { roster: state.roster, events: state.events, photos: state.photos },
    directoryVersion: versionText(state),
    batch: pushLimits.events,
    quarantined: await countQuarantined(db, station.id),
    operatorsRefused,
    closing: (await readCall(db))?.day ?? null,
    knowsEventVersion: named.isHeardOf,
    ...(await compareStations(context)),
  };
}

/**
 * Retry delay (milliseconds) of a station that named too many lives: time for a person to check it.
 */
const whenFull = 3_600_000;

/**
 * The chains that the hub believes a station holds. Its own need no proof. Those of others need
 * their author's signature, and only desks may bring them (hub/ledger/told-chains.ts).
 */
async function believed(
  context: HubContext,
  { id, mode }: Pick<StationTable, 'id' | 'mode'>,
  chains: readonly HeldChain[],
  held: readonly HeldHead[],
): Promise<ChainHead[]> {
  const own = chains.filter(({ station }) => station === id);
  if (mode !== 'desk') return own;
  const known = new Map(held.map((head) => [`${head.station} ${head.incarnation}`, head.lastKseq]));
  const longer = chains.filter(
    ({ station, incarnation, lastKseq }) =>
      station !== id && lastKseq > (known.get(`${station} ${incarnation}`) ?? 0),
  );
  return [...own, ...(await provenHeads(context, longer))];
}

/** The version that a station named by its id in the handshake. */
interface NamedVersion {
  /** Whether nothing is left to learn about it; also true if the station named none. */
  isHeardOf: boolean;
  /** Null if this hub does not have its file. */
  version: number | null;
}

async function namedVersion(
  context: HubContext,
  { eventVersionId: id }: HandshakeRequest,
): Promise<NamedVersion> {
  const { versionId, version } = context.identity.event;
  if (id === undefined) return { isHeardOf: true, version: null };
  if (id === versionId) return { isHeardOf: true, version };
  const { db } = context.store;
  const [present, others] = [await readPresent(db), await otherVersions(db)];
  return {
    isHeardOf: isHeardOf(id, present, others),
    version: [present, ...others].find((one) => one.id === id)?.version ?? null,
  };
}

const noteQuery = query<Noted, never>(({ db, at }) =>
  db
    .updateTable('station')
    .set({
      last_seen: at('lastSeen'),
      clock_offset: at('clockOffset'),
      event_file: at('eventFile'),
      event_version: at('eventVersion'),
      version: at('version'),
      own_incarnation: at('incarnation'),
      own_kseq: at('kseq'),
    })
    .where('id', '=', at('id')),
);

interface Noted {
  id: string;
  lastSeen: number;
  clockOffset: number;
  eventFile: string | null;
  eventVersion: number | null;
  version: string;
  incarnation: number;
  kseq: number;
}

async function noteStation(
  context: HubContext,
  station: StationTable,
  request: HandshakeRequest,
  named: NamedVersion,
): Promise<void> {
  const now = context.clock();
  const version = storableText(request.version);
  const clockOffset = now - request.wall;
  const isDue =
    station.last_seen === null ||
    Math.abs(now - station.last_seen) >= lastSeenGrain ||
    station.clock_offset === null ||
    Math.abs(clockOffset - station.clock_offset) >= lastSeenGrain;
  const eventFile = request.eventFile ?? station.event_file;
  const eventVersion = request.eventVersionId === undefined ? station.event_version : named.version;
  const isSame =
    version === station.version &&
    eventFile === station.event_file &&
    eventVersion === station.event_version;
  if (!isDue && isSame) return;
  const noted: Noted = {
    id: station.id,
    lastSeen: now,
    clockOffset,
    eventFile,
    eventVersion,
    version,
    incarnation: request.own.incarnation,
    kseq: request.own.lastKseq,
  };
  await noteQuery(context.store.db, noted);
  if (eventFile !== station.event_file) context.announce({ health: true });
}

/** The day that stations are asked to close, and since when; null before the first request. */
export async function readCall(
  db: HubDatabase,
): Promise<{ day: LocalDay; calledAt: number } | null> {
  const row = await db.selectFrom('day_call').selectAll().executeTakeFirst();
  return row === undefined ? null : { day: row.day, calledAt: row.called_at };
}
