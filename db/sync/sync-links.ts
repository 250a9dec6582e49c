import { z } from 'zod';
import type { Crypto } from '../../domain/base/crypto.ts';
import { canonicalJson, jsonOf } from '../../domain/base/json.ts';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { bodyOf, genesisHash, hashBody } from '../../domain/ledger/chain.ts';
import type { Personal, WireEvent } from '../../domain/sync/events.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';
import { eventColumns } from '../ledger/attendance.ts';

/** One life of an installation. */
export interface ChainId {
  station: string;
  incarnation: number;
}

interface EventRow extends AttendanceEvent {
  /** The whole text if it contains more than the columns. */
  whole: string | null;
  salt: Uint8Array | null;
  personal: string | null;
}

interface UnknownRow {
  kseq: number;
  hash: string;
  body: string;
  salt: string | null;
  personal: string | null;
}

/**
 * Whether the store has this link: as a fact, as one that is not understood, or as an earlier place
 * of a fact. The genesis hash precedes the first link.
 */
export function hasLink(db: ReadableDatabase, chain: ChainId, kseq: number, hash: string): boolean {
  if (kseq === 0) return hash === genesisHash;
  return linkHashes(db, chain, kseq).includes(hash);
}

/** Whether this store's own history of a chain has another link than this one at a place. */
export function hasOtherLink(
  db: ReadableDatabase,
  chain: ChainId,
  kseq: number,
  hash: string,
): boolean {
  const there = statement<unknown[], { hash: string }>(
    db,
    `SELECT hash FROM attendance_event WHERE station = @station AND incarnation = @incarnation AND kseq = @kseq
     UNION ALL SELECT hash FROM unknown_event WHERE station = @station AND incarnation = @incarnation AND kseq = @kseq`,
  ).all({ station: chain.station, incarnation: chain.incarnation, kseq });
  return there.length > 0 && there.every((link) => link.hash !== hash);
}

/**
 * The hashes in the store at a place of a chain, facts first. There are several if histories
 * parted.
 */
export function linkHashes(db: ReadableDatabase, chain: ChainId, kseq: number): string[] {
  if (kseq === 0) return [genesisHash];
  return statement<unknown[], { hash: string }>(
    db,
    `SELECT hash FROM attendance_event WHERE station = @station AND incarnation = @incarnation AND kseq = @kseq
     UNION ALL SELECT hash FROM unknown_event WHERE station = @station AND incarnation = @incarnation AND kseq = @kseq
     UNION ALL SELECT hash FROM superseded_event WHERE station = @station AND incarnation = @incarnation AND kseq = @kseq`,
  )
    .all({ station: chain.station, incarnation: chain.incarnation, kseq })
    .map((row) => row.hash);
}

/**
 * The next links of a chain in the form of the wire. Each was checked against its predecessor, and
 * the list ends before the first that does not follow. If histories parted (a cloned disk, a
 * restored hub), takes the path that leads to the head of this store's copy.
 */
export function linksAfter(
  db: ReadableDatabase,
  chain: ChainId,
  after: { kseq: number; hash: string },
  limit: number,
  crypto: Hashing,
): WireEvent[] {
  const candidates = candidatesOf(db, chain, after.kseq, after.kseq + limit);
  const links: WireEvent[] = [];
  let previous = after.hash;
  const heads = headsIn(db, chain, after.kseq, after.kseq + limit);
  for (let kseq = after.kseq + 1; kseq <= after.kseq + limit; kseq += 1) {
    const followers = followersOf(candidates.get(kseq), previous, crypto);
    const link =
      followers.length > 1 ? leadingToHead(db, chain, followers, crypto) : followers.at(0);
    if (link === undefined) break;
    links.push({ ...link, ...heads.get(link.hash) });
    previous = link.hash;
  }
  return links;
}

type Hashing = Pick<Crypto, 'sha256'>;

function followersOf(
  candidates: readonly WireEvent[] | undefined,
  previous: string,
  crypto: Hashing,
): WireEvent[] {
  const followers = new Map<string, WireEvent>();
  for (const link of candidates ?? []) {
    if (hashBody(previous, link.body, crypto) === link.hash && !followers.has(link.hash)) {
      followers.set(link.hash, link);
    }
  }
  return [...followers.values()];
}

/** By the hash of the link: the author's signature of a head, and when hubs had it. */
function headsIn(
  db: ReadableDatabase,
  { station, incarnation }: ChainId,
  after: number,
  upTo: number,
): Map<string, Pick<WireEvent, 'signature' | 'receipt'>> {
  const rows = statement<
    unknown[],
    { hash: string; signature: string; received: number | null; receipt: string | null }
  >(
    db,
    `SELECT hash, signature, received, receipt FROM signed_head
     WHERE station = ? AND incarnation = ? AND kseq > ? AND kseq <= ?`,
  ).all(station, incarnation, after, upTo);
  return new Map(
    rows.map(({ hash, signature, received, receipt }) => [
      hash,
      {
        signature,
        receipt: received === null || receipt === null ? null : { received, signature: receipt },
      },
    ]),
  );
}

/** Number of links looked ahead at once. */
const lookAhead = 200;

/** Of several links after the same one, the link that leads to the head; the first if none does. */
function leadingToHead(
  db: ReadableDatabase,
  chain: ChainId,
  followers: readonly WireEvent[],
  crypto: Hashing,
): WireEvent | undefined {
  const head = headOf(db, chain);
  /** By the hash at the end of each path, the follower with which the path began. */
  let ways = new Map(followers.map((link) => [link.hash, link]));
  let [kseq = 0] = followers.map((link) => link.kseq);
  while (head !== null && kseq < head.lastKseq && new Set(ways.values()).size > 1) {
    const candidates = candidatesOf(db, chain, kseq, Math.min(kseq + lookAhead, head.lastKseq));
    for (let next = kseq + 1; next <= kseq + lookAhead && ways.size > 0; next += 1) {
      if (next > head.lastKseq) break;
      const further = new Map<string, WireEvent>();
      for (const [hash, began] of ways) {
        for (const link of followersOf(candidates.get(next), hash, crypto)) {
          further.set(link.hash, began);
        }
      }
      ways = further;
    }
    kseq += lookAhead;
  }
  const [remaining] = ways.values();
  return ways.get(head?.hash ?? '') ?? remaining ?? followers[0];
}

/** The head up to which this store holds a chain, its own or another. */
function headOf(db: ReadableDatabase, chain: ChainId): { lastKseq: number; hash: string } | null {
  const row = statement<unknown[], { lastKseq: number; hash: string }>(
    db,
    `SELECT last_kseq AS lastKseq, chain_head AS hash FROM station
     WHERE station = @station AND incarnation = @incarnation
     UNION ALL SELECT last_kseq, hash FROM held_chain
     WHERE station = @station AND incarnation = @incarnation`,
  ).get({ station: chain.station, incarnation: chain.incarnation });
  return row ?? null;
}

const range = 'station = ? AND incarnation = ? AND kseq > ? AND kseq <= ?';
const factsSql = `SELECT ${eventColumns}, event_body.body AS whole, personal.salt, personal.payload AS personal
  FROM attendance_event
  LEFT JOIN event_body ON event_body.attendance_id = attendance_event.id
  LEFT JOIN attendance_personal AS personal ON personal.attendance_id = attendance_event.id
  WHERE attendance_event.station = ? AND attendance_event.incarnation = ?
    AND attendance_event.kseq > ? AND attendance_event.kseq <= ?`;
const placesSql = `SELECT ${eventColumns}, event_body.body AS whole, personal.salt,
    personal.payload AS personal, place.kseq AS placeKseq, place.hash AS placeHash
  FROM superseded_event AS place
  JOIN attendance_event ON attendance_event.id = place.attendance_id
  LEFT JOIN event_body ON event_body.attendance_id = attendance_event.id
  LEFT JOIN attendance_personal AS personal ON personal.attendance_id = attendance_event.id
  WHERE place.station = ? AND place.incarnation = ? AND place.kseq > ? AND place.kseq <= ?`;

function candidatesOf(
  db: ReadableDatabase,
  chain: ChainId,
  after: number,
  upTo: number,
): Map<number, WireEvent[]> {
  const found = new Map<number, WireEvent[]>();
  const add = (link: WireEvent): void => {
    const others = found.get(link.kseq);
    if (others === undefined) found.set(link.kseq, [link]);
    else others.push(link);
  };
  const where: [string, number, number, number] = [chain.station, chain.incarnation, after, upTo];
  for (const row of statement<typeof where, EventRow>(db, factsSql).all(...where)) {
    add(wireOf(row.kseq, row.hash, row.whole ?? bodyOf(row), personalOf(row)));
  }
  for (const row of statement<typeof where, UnknownRow>(
    db,
    `SELECT kseq, hash, body, salt, personal FROM unknown_event WHERE ${range}`,
  ).all(...where)) {
    const { salt, personal } = row;
    const sealed = salt === null || personal === null ? null : { salt, payload: personal };
    add(wireOf(row.kseq, row.hash, row.body, sealed));
  }
  const places = statement<typeof where, EventRow & { placeKseq: number; placeHash: string }>(
    db,
    placesSql,
  ).all(...where);
  for (const row of places) {
    const body = bodyAt(row, { incarnation: chain.incarnation, kseq: row.placeKseq });
    add(wireOf(row.placeKseq, row.placeHash, body, personalOf(row)));
  }
  return found;
}

function wireOf(kseq: number, hash: string, body: string, personal: Personal | null): WireEvent {
  return { kseq, hash, body, personal, signature: null, receipt: null };
}

function personalOf(row: EventRow): Personal | null {
  if (row.salt === null || row.personal === null) return null;
  return { salt: Buffer.from(row.salt).toString('base64'), payload: row.personal };
}

/** The text of a fact as it would be at another place of a chain of its station. */
export function bodyAt(
  fact: AttendanceEvent & { whole: string | null },
  place: { incarnation: number; kseq: number },
): string {
  if (fact.whole !== null) return textAt(fact.whole, place);
  return bodyOf({ ...fact, incarnation: place.incarnation, kseq: place.kseq });
}

const objectSchema = z.record(z.string(), z.json());

/** {@link bodyAt} for a text of unknown form. A text that is not a JSON object stays unchanged. */
export function textAt(body: string, place: { incarnation: number; kseq: number }): string {
  const parsed = objectSchema.safeParse(jsonOf(body));
  if (!parsed.success) return body;
  return canonicalJson({ ...parsed.data, incarnation: place.incarnation, kseq: place.kseq });
}
