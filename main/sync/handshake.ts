import type { WritableDatabase } from '../../db/base/types.ts';
import { findEventPlace } from '../../db/event/events.ts';
import { namedChains } from '../../db/ledger/held-chains.ts';
import {
  beginEpoch,
  forgetHubSeqs,
  type HubLink,
  hubLinkOf,
  recordContact,
} from '../../db/ledger/hub-link.ts';
import { listFormerHubs } from '../../db/ledger/known-stations.ts';
import { findStation, type StationRow } from '../../db/ledger/station.ts';
import { sendAllPhotos } from '../../db/roster/photos.ts';
import { hasLink } from '../../db/sync/sync-links.ts';
import { maxFormerHubs } from '../../domain/base/protocol.ts';
import { eventVersionId } from '../../domain/event/event-version.ts';
import { maxOperators } from '../../domain/operators/rights.ts';
import type { HandshakeAnswer, HandshakeRequest, HeldChain } from '../../domain/sync/sync.ts';
import type { SyncParts } from './sync-parts.ts';

/** The time of the hub's clock and of this station's in one exchange. Milliseconds. */
export interface ClockSample {
  /** UTC by this station's clock as the request went out. */
  sent: number;
  /** The monotonic clock, as the request went out and as the answer came. */
  from: number;
  to: number;
  /** UTC by the hub's clock as it answered. */
  hub: number;
}

const kept = 16;
/** Milliseconds. After a larger jump the station's clock was set: earlier measurements are void. */
const jump = 500;

/**
 * Estimates how far the hub's clock is ahead of this station's (milliseconds). Uses the exchange
 * with the shortest round trip of the last few, assuming that the answer was written half-way
 * (Cristian, "Probabilistic clock synchronization", 1989).
 */
export function createClockSamples(): { add(sample: ClockSample): number } {
  let samples: ClockSample[] = [];
  return {
    add: (sample) => {
      const base = sample.sent - sample.from;
      samples = samples
        .filter((one) => Math.abs(one.sent - one.from - base) < jump)
        .slice(1 - kept)
        .concat(sample);
      const best = samples.reduce((a, b) => (b.to - b.from <= a.to - a.from ? b : a), sample);
      return Math.round(best.hub - best.sent - (best.to - best.from) / 2);
    },
  };
}

/**
 * Forgets the positions of facts in a stream of the hub that no longer exists, in short
 * transactions, and then calls `begin`. An interruption repeats the work: only the last step
 * records that it is done.
 */
export async function forgetStreams(
  { db, breathe }: Pick<SyncParts, 'db' | 'breathe'>,
  begin: () => void,
): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    after = db.transaction(() => forgetHubSeqs(db, from)).immediate();
    if (after !== null) await breathe();
  }
  db.transaction(begin).immediate();
}

/** Maximum chains that a handshake may name (handshakeRequestSchema). */
const maxHeld = 5_000;
/** Minimum milliseconds between two writes of the last contact: each costs a disk sync. */
const contactEvery = 30_000;

export interface Met {
  answer: HandshakeAnswer;
  station: StationRow;
  newEpoch: boolean;
  /** Hub's clock minus this station's, milliseconds. */
  clockOffset: number;
}

/** Throws Error where the store has no station. */
export function stationOf(db: WritableDatabase): StationRow {
  const station = findStation(db);
  if (station === null) throw new Error('the store has no station');
  return station;
}

/** Sends the hub what this station holds, and stores the hub's epoch and heads from its answer. */
export async function shakeHands(
  parts: SyncParts,
  samples: ReturnType<typeof createClockSamples>,
): Promise<Met> {
  const { db } = parts;
  const { station, held, link, formerHubs } = db
    .transaction(() => ({
      station: stationOf(db),
      held: namedChains(db, maxHeld),
      link: hubLinkOf(db),
      formerHubs: parts.mode === 'desk' ? listFormerHubs(db, maxFormerHubs) : [],
    }))
    .deferred();
  const sent = parts.clock();
  const from = parts.monotonic();
  const answer = await parts.hub.handshake({
    ...requestOf(parts, station, held, sent),
    ...(formerHubs.length > 0 && { formerHubs }),
  });
  const clockOffset = samples.add({ sent, from, to: parts.monotonic(), hub: answer.wall });
  const newEpoch = answer.epoch !== link.epoch;
  // All streams begin again, and this hub may lack what an earlier one had.
  if (newEpoch) {
    await forgetStreams(parts, () => {
      beginEpoch(db, answer.epoch);
      sendAllPhotos(db);
    });
  }
  const { hub, hubName, quarantined, hubClockOff, operatorsRefused } = answer;
  const told = {
    hub,
    hubName,
    quarantined,
    hubClockOff,
    operatorsRefused,
    hubEventFile: answer.eventFile,
    otherEventFiles: JSON.stringify(
      answer.otherEventFiles.filter(({ id }) => id !== station.station).map(({ name }) => name),
    ),
    ackedKseq: confirmedUpTo(db, station, answer),
  };
  const quiet =
    !newEpoch &&
    isKnown(link, told) &&
    link.lastContact !== null &&
    Math.abs(parts.clock() - link.lastContact) < contactEvery;
  if (!quiet) {
    const contact = { ...told, clockOffset, wall: parts.clock() };
    db.transaction(() => recordContact(db, contact)).immediate();
    const differs = (hash: string | null) => hash !== null && hash !== parts.event.fileHash;
    const { otherEventFiles } = told;
    const isNews =
      !isKnown(link, { otherEventFiles, hubClockOff, operatorsRefused }) ||
      differs(link.hubEventFile) !== differs(answer.eventFile);
    if (isNews) parts.onChange({ stations: true });
  }
  return { answer, station, newEpoch, clockOffset };
}

function isKnown(link: HubLink, told: Partial<HubLink>): boolean {
  const known: ReadonlyMap<string, unknown> = new Map(Object.entries(link));
  return Object.entries(told).every(([name, value]) => known.get(name) === value);
}

function requestOf(
  parts: SyncParts,
  station: StationRow,
  held: HeldChain[],
  wall: number,
): HandshakeRequest {
  const self = parts.describe();
  const eventVersionId = idOf(parts);
  return {
    event: parts.event.id,
    eventFile: parts.event.fileHash,
    ...(eventVersionId !== null && { eventVersionId }),
    own: {
      station: station.station,
      incarnation: station.incarnation,
      lastKseq: station.lastKseq,
      hash: station.chainHead,
    },
    held,
    name: self.name.slice(0, 60),
    mode: parts.mode,
    version: self.version.slice(0, 40),
    wall,
    operators: self.operators
      .slice(0, maxOperators)
      .map((one) => ({ ...one, name: one.name.slice(0, 80) })),
    ...(self.health === undefined ? {} : { health: self.health }),
  };
}

/** Id of the version that a station holds; null without the event. Reads no file. */
export function idOf({ db, event, crypto }: SyncParts): string | null {
  const held = findEventPlace(db, event.id);
  if (held === null) return null;
  return eventVersionId({ ...held, event: event.id, hash: event.fileHash }, crypto);
}

/** How much of the own chain the hub confirms; 0 for an unknown head (see session.ts). */
function confirmedUpTo(db: WritableDatabase, self: StationRow, answer: HandshakeAnswer): number {
  const head = answer.heads.find(
    ({ station, incarnation }) => station === self.station && incarnation === self.incarnation,
  );
  if (head === undefined || head.lastKseq > self.lastKseq) return 0;
  return hasLink(db, self, head.lastKseq, head.hash) ? head.lastKseq : 0;
}
