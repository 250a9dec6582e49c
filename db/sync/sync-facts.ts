import { fromBase64 } from '../../domain/base/bytes.ts';
import type { Crypto } from '../../domain/base/crypto.ts';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { commitment, genesisHash, hashBody, saltLength } from '../../domain/ledger/chain.ts';
import { type Judgement, verdictOn } from '../../domain/ledger/judgement.ts';
import type { Personal, StreamedEvent } from '../../domain/sync/events.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';
import {
  findAttendanceEvent,
  findPersonal,
  insertAttendanceEvent,
  insertPersonal,
} from '../ledger/attendance.ts';
import { mayCountHere } from '../ledger/fact-rights.ts';
import { findHeldChain, saveHeldChain } from '../ledger/held-chains.ts';
import { holdJudgement } from '../ledger/held-judgements.ts';
import { type ReadFact, readFact } from '../ledger/sync-read-fact.ts';
import { isPurged } from '../privacy/purge-orders.ts';
import { branchOff, isMadeUpBranch } from './sync-branch.ts';
import { type Aside, asides, takeSilent, withdrawFact, writeUnknown } from './sync-judged.ts';
import { type ChainId, hasLink } from './sync-links.ts';

/** The context for storing a fact of the stream. */
export interface Receiving {
  eventId: string;
  /** The chain that this station writes now. No other station may add to it. */
  own: ChainId;
  /** UTC milliseconds. */
  wall: number;
  crypto: Pick<Crypto, 'sha256'>;
  /**
   * Called when this store's history differed from the hub's and became a branch, to be sent to the
   * hub.
   */
  onBranch: () => void;
  /** Orders on records that are in force here, including those of this page. */
  orders: readonly Judgement[];
  /** At a desk whose hub is not the event's first: facts keep counting until supervisors agree. */
  doubtsHub: boolean;
}

export type Received =
  | { kind: 'stored'; event: AttendanceEvent }
  /** Already held, in this place or another. */
  | { kind: 'known' }
  /** Already held, but the hub gives it another place in the order of facts. */
  | { kind: 'reordered'; event: AttendanceEvent }
  /** Kept as received. */
  | { kind: 'unknown' }
  /** Was held as a fact, but no longer counts. */
  | { kind: 'withdrawn'; touched: ReadonlySet<string> }
  /** Another installation writes this station's chain. A handshake finds where the two parted. */
  | { kind: 'own-chain-taken' };

/** Stores one fact of the hub's stream, in the page's transaction, which also projects. */
export function receiveFact(
  db: WritableDatabase,
  streamed: StreamedEvent,
  setting: Receiving,
): Received {
  keepSignature(db, streamed);
  const isOwn = isSameChain(streamed, setting.own);
  const silenced = silencedByHub(streamed, setting.orders);
  const read = silenced === null ? readFact(streamed.body, streamed, setting.eventId) : null;
  const known = read === null ? undefined : findPlace(db, read.event.id);
  if (read === null) {
    return keepSilent(db, streamed, silenced ?? asides.unread, { isOwn, ...setting });
  }
  // A fact that counts here was judged when it arrived.
  if (known === undefined && isRefused(db, streamed, read.event, setting.orders)) {
    return keepSilent(db, streamed, asides.here, { isOwn, ...setting });
  }
  const { event, whole } = read;
  // A clone's fact may have its place in another chain of this station; the own chain's link still
  // exists.
  const isTaken = isOwn && !hasLink(db, streamed, streamed.kseq, streamed.hash);
  if (isTaken && known !== undefined && !isSamePlace(known, streamed)) {
    return { kind: 'own-chain-taken' };
  }
  if (known === undefined) {
    // The payload may be kept with the link: a kiosk gets none from the hub.
    const silent = takeSilent(db, streamed);
    if (isTaken && silent === undefined) return { kind: 'own-chain-taken' };
    makeRoom(db, streamed, setting);
    const { effective } = streamed;
    writeFact(
      db,
      { event, whole },
      { personal: streamed.personal ?? silent ?? null, effective },
      setting,
    );
  } else if (!isSamePlace(known, streamed) && known.station === streamed.station) {
    makeRoom(db, streamed, setting);
    keepSecondPlace(db, event.id, streamed, setting.wall);
  }
  // The payload may arrive after its fact, if another station relayed the fact without it.
  if (known !== undefined && findPersonal(db, event.id) === null) {
    savePersonal(db, event, streamed.personal, setting);
  }
  statement(db, 'UPDATE attendance_event SET hub_seq = ? WHERE id = ?').run(streamed.seq, event.id);
  if (!isOwn) advance(db, streamed, setting);
  if (known === undefined) return { kind: 'stored', event };
  return reorder(db, event.id, streamed.effective)
    ? { kind: 'reordered', event }
    : { kind: 'known' };
}

/** Gives a fact the hub's place in the order of facts. Returns whether it changed. */
function reorder(db: WritableDatabase, id: string, effective: string | null): boolean {
  if (effective === null) return false;
  const { changes } = statement(
    db,
    'UPDATE attendance_event SET effective = @effective WHERE id = @id AND effective <> @effective',
  ).run({ id, effective });
  if (changes > 0) statement(db, 'UPDATE station SET refolds = refolds + 1 WHERE only = 1').run();
  return changes > 0;
}

/**
 * Why a link does not count, as two people or the hub decided; null if neither excluded it. Orders
 * that the store itself knows take precedence over a hub that lacks them.
 */
function silencedByHub(streamed: StreamedEvent, orders: readonly Judgement[]): Aside | null {
  if (verdictOn(orders, streamed) === 'disregard') return asides.disregarded;
  return streamed.counts ? null : asides.byHub;
}

/** Whether this station excludes a fact although its hub counts it. Two people can release it. */
function isRefused(
  db: ReadableDatabase,
  streamed: StreamedEvent,
  event: AttendanceEvent,
  orders: readonly Judgement[],
): boolean {
  if (isMadeUpBranch(db, streamed)) return true;
  return verdictOn(orders, streamed) !== 'count' && !mayCountHere(db, event);
}

/** Keeps a link that does not count here, and withdraws its fact if there was one. */
function keepSilent(
  db: WritableDatabase,
  streamed: StreamedEvent,
  aside: Aside,
  setting: Receiving & { isOwn: boolean },
): Received {
  const { wall, isOwn } = setting;
  // A fact that this station wrote itself keeps its effect here, even if the hub does not
  // understand it or refuses it.
  const isBelieved = aside === asides.byHub && !isOwn && !setting.doubtsHub;
  const losesWord = aside === asides.disregarded || isBelieved;
  const touched = losesWord ? withdrawFact(db, streamed, aside, wall) : null;
  if (touched !== null) return { kind: 'withdrawn', touched };
  if (!hasLink(db, streamed, streamed.kseq, streamed.hash)) {
    if (isOwn) return { kind: 'own-chain-taken' };
    makeRoom(db, streamed, setting);
    writeUnknown(db, streamed, aside, setting);
  }
  noteUnknown(db, streamed, aside);
  const counting = noteCounting(db, streamed);
  if (!isOwn) advance(db, streamed, setting);
  return counting === null ? { kind: 'unknown' } : { kind: 'reordered', event: counting };
}

/** Writes a new fact with its payload, in a transaction. Its place must be free. */
export function writeFact(
  db: WritableDatabase,
  { event, whole }: ReadFact,
  { personal, effective }: Pick<StreamedEvent, 'personal' | 'effective'>,
  setting: Pick<Receiving, 'crypto' | 'doubtsHub'>,
): void {
  insertAttendanceEvent(db, event, effective ?? event.hlc);
  if (setting.doubtsHub && event.type === 'facts-judged') holdJudgement(db, event.id);
  if (whole !== null) {
    statement(db, 'INSERT INTO event_body (attendance_id, body) VALUES (?, ?)').run(
      event.id,
      whole,
    );
  }
  savePersonal(db, event, personal, setting);
}

/** Whether this store already received a fact at this place of the hub's stream. */
export function wasStreamed(
  db: ReadableDatabase,
  streamed: StreamedEvent,
  eventId: string,
): boolean {
  const { seq } = streamed;
  const unknown = statement<unknown[], { hubSeq: number | null }>(
    db,
    `SELECT hub_seq AS hubSeq FROM unknown_event WHERE ${atPlace}`,
  ).get(...placeOf(streamed));
  if (unknown !== undefined) return unknown.hubSeq === seq;
  const read = readFact(streamed.body, streamed, eventId);
  if (read === null) return false;
  const fact = statement<[string], { hubSeq: number | null }>(
    db,
    'SELECT hub_seq AS hubSeq FROM attendance_event WHERE id = ?',
  ).get(read.event.id);
  return fact?.hubSeq === seq;
}

const atPlace = 'station = ? AND incarnation = ? AND kseq = ? AND hash = ?';

function placeOf({ station, incarnation, kseq, hash }: Place): [string, number, number, string] {
  return [station, incarnation, kseq, hash];
}

interface Place extends ChainId {
  kseq: number;
  hash: string;
}

function findPlace(db: WritableDatabase, id: string): Place | undefined {
  return statement<[string], Place>(
    db,
    'SELECT station, incarnation, kseq, hash FROM attendance_event WHERE id = ?',
  ).get(id);
}

function isSameChain(a: ChainId, b: ChainId): boolean {
  return a.station === b.station && a.incarnation === b.incarnation;
}

function isSamePlace(a: Place, b: Place): boolean {
  return isSameChain(a, b) && a.kseq === b.kseq && a.hash === b.hash;
}

/**
 * Gives the place to the hub's history: this store's links from there on become a branch.
 *
 * @returns whether the place already holds this very link
 */
function makeRoom(db: WritableDatabase, place: Place, setting: Receiving): boolean {
  const occupied = statement<unknown[], { hash: string }>(
    db,
    `SELECT hash FROM attendance_event WHERE station = @station AND incarnation = @incarnation AND kseq = @kseq
     UNION ALL SELECT hash FROM unknown_event WHERE station = @station AND incarnation = @incarnation AND kseq = @kseq`,
  ).all({ station: place.station, incarnation: place.incarnation, kseq: place.kseq });
  if (occupied.every(({ hash }) => hash === place.hash)) return occupied.length > 0;
  branchOff(db, place, place.kseq - 1, setting.wall);
  setting.onBranch();
  return false;
}

function keepSecondPlace(db: WritableDatabase, id: string, place: Place, wall: number): void {
  statement(
    db,
    `INSERT OR IGNORE INTO superseded_event (station, incarnation, kseq, attendance_id, hash, wall)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(place.station, place.incarnation, place.kseq, id, place.hash, wall);
}

function keepSignature(db: WritableDatabase, streamed: StreamedEvent): void {
  const { station, incarnation, kseq, hash, signature, receipt } = streamed;
  if (signature === null) return;
  statement(
    db,
    `INSERT INTO signed_head (station, incarnation, kseq, hash, signature, received, receipt)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET received = excluded.received, receipt = excluded.receipt
       WHERE excluded.received < coalesce(received, excluded.received + 1)`,
  ).run(
    station,
    incarnation,
    kseq,
    hash,
    signature,
    receipt?.received ?? null,
    receipt?.signature ?? null,
  );
}

/** Records the link's place in the hub's stream, why it does not count, and a late payload. */
function noteUnknown(db: WritableDatabase, streamed: StreamedEvent, aside: Aside): void {
  const { seq, effective, personal } = streamed;
  statement(
    db,
    `UPDATE unknown_event SET hub_seq = ?, aside = ?, effective = coalesce(?, effective),
       salt = coalesce(?, salt), personal = coalesce(?, personal)
     WHERE ${atPlace}`,
  ).run(
    seq,
    aside,
    effective,
    personal?.salt ?? null,
    personal?.payload ?? null,
    ...placeOf(streamed),
  );
}

/**
 * Records where the hub's stream showed a link that counts here but not at the hub.
 *
 * @returns the fact, if it got another place in the order of facts
 */
function noteCounting(db: WritableDatabase, streamed: StreamedEvent): AttendanceEvent | null {
  const row = statement<unknown[], { id: string }>(
    db,
    `UPDATE attendance_event SET hub_seq = ? WHERE ${atPlace} RETURNING id`,
  ).get(streamed.seq, ...placeOf(streamed));
  if (row === undefined || !reorder(db, row.id, streamed.effective)) return null;
  return findAttendanceEvent(db, row.id);
}

/**
 * Stores a payload. A payload to which its fact did not commit has no author: it is dropped, and
 * the fact stays. So is one that a hub still sends after this station has purged the event.
 */
function savePersonal(
  db: WritableDatabase,
  event: AttendanceEvent,
  personal: Personal | null,
  setting: Pick<Receiving, 'crypto'>,
): void {
  if (personal === null || event.commitment === null) return;
  const salt = fromBase64(personal.salt);
  if (salt.length !== saltLength) return;
  if (commitment(salt, personal.payload, setting.crypto) !== event.commitment) return;
  if (isPurged(db, event.eventId)) return;
  insertPersonal(db, event.id, salt, personal.payload);
}

/**
 * Moves the head up to which a chain is held without a gap. A link that does not follow is kept and
 * counted among what is not understood. Its fact counts, and nothing waits for it.
 */
function advance(db: WritableDatabase, streamed: StreamedEvent, setting: Receiving): void {
  const { station, incarnation, kseq, hash } = streamed;
  const held = findHeldChain(db, station, incarnation);
  const head = held ?? { station, incarnation, lastKseq: 0, hash: genesisHash };
  if (kseq !== head.lastKseq + 1) {
    if (held === null) saveHeldChain(db, head);
    return;
  }
  if (hashBody(head.hash, streamed.body, setting.crypto) === hash) {
    saveHeldChain(db, { station, incarnation, lastKseq: kseq, hash });
    return;
  }
  if (held === null) saveHeldChain(db, head);
  const aside = silencedByHub(streamed, setting.orders) ?? asides.unread;
  writeUnknown(db, streamed, aside, setting);
}
