import type { AttendanceEvent } from '../domain/attendance.ts';
import { genesisHash, hashBody } from '../domain/chain.ts';
import type { Crypto } from '../domain/crypto.ts';
import { eventColumns } from './attendance.ts';
import { findHeldChain, highestIncarnation, saveHeldChain } from './held-chains.ts';
import { recordAcked } from './hub-link.ts';
import { statement } from './statement.ts';
import { findStation } from './station.ts';
import { bodyAt, type ChainId, linkHashes, textAt } from './sync-links.ts';
import { changedOne, type WritableDatabase } from './types.ts';

type Hashing = Pick<Crypto, 'sha256'>;

type Movable = { kseq: number; hash: string } & (
  | { kind: 'fact'; fact: AttendanceEvent & { whole: string | null } }
  | { kind: 'unknown'; body: string }
);

/** Badge counts of each incarnation have a range of their own: this many, of 2³² in all. */
const badgesPerIncarnation = 2 ** 20;
const badgeCounts = 2 ** 32;

/**
 * The disk of this station was cloned or rolled back: its facts after the last link that the hub shares
 * (`common`) become the first ones of a new incarnation, under the same ids, in the order in which they
 * were. What their links were is kept. Inside an immediate transaction; its length grows with the tail
 * (about 40 µs a fact), which is short unless the station was away for days.
 *
 * @param hubIncarnation the highest incarnation of this kiosk that the hub knows
 */
export function rechainOwnTail(
  db: WritableDatabase,
  at: { common: number; hubIncarnation: number; wall: number },
  crypto: Hashing,
): { incarnation: number; moved: number } {
  const station = findStation(db);
  if (station === null) throw new Error('rechainOwnTail: the station has no row');
  const { kiosk } = station;
  const incarnation = Math.max(at.hubIncarnation, highestIncarnation(db, kiosk)) + 1;
  const old = { kiosk, incarnation: station.incarnation };
  const [hash = genesisHash] = linkHashes(db, old, at.common);
  const { moved, head } = moveTail(db, old, at.common, incarnation, at.wall, crypto);
  saveHeldChain(db, { kiosk, incarnation: station.incarnation, lastKseq: at.common, hash });
  const firstBadge = incarnation * badgesPerIncarnation;
  const badges = firstBadge < badgeCounts ? firstBadge : 0;
  changedOne(
    statement(
      db,
      `UPDATE station SET incarnation = ?, last_kseq = ?, chain_head = ?,
         last_badge_count = max(last_badge_count, ?) WHERE only = 1`,
    ).run(incarnation, moved, head, badges),
    'rechainOwnTail',
  );
  recordAcked(db, 0);
  return { incarnation, moved };
}

/**
 * The same for a chain that others wrote, where the hub now has another history after `common` (it was
 * restored, and a clone spoke first): this store's facts go into a new life of their kiosk, so that they
 * can be given to the hub. Inside an immediate transaction.
 */
export function displaceTail(
  db: WritableDatabase,
  chain: ChainId,
  at: { common: number; wall: number },
  crypto: Hashing,
): number {
  const incarnation = highestIncarnation(db, chain.kiosk) + 1;
  const [hash = genesisHash] = linkHashes(db, chain, at.common);
  const { moved, head } = moveTail(db, chain, at.common, incarnation, at.wall, crypto);
  const held = findHeldChain(db, chain.kiosk, chain.incarnation);
  if (held !== null && held.lastKseq > at.common) {
    saveHeldChain(db, {
      kiosk: chain.kiosk,
      incarnation: chain.incarnation,
      lastKseq: at.common,
      hash,
    });
  }
  if (moved > 0)
    saveHeldChain(db, { kiosk: chain.kiosk, incarnation, lastKseq: moved, hash: head });
  return moved;
}

/** Gives single facts of a kiosk, in this order, a new life of that kiosk. Inside an immediate transaction. */
export function displaceFacts(
  db: WritableDatabase,
  kiosk: string,
  ids: readonly string[],
  wall: number,
  crypto: Hashing,
): void {
  const incarnation = highestIncarnation(db, kiosk) + 1;
  const find = statement<[string, string], AttendanceEvent & { whole: string | null }>(
    db,
    `SELECT ${eventColumns}, event_body.body AS whole FROM attendance_event
     LEFT JOIN event_body ON event_body.attendance_id = attendance_event.id
     WHERE attendance_event.id = ? AND attendance_event.kiosk = ?`,
  );
  const links: (Movable & ChainId)[] = [];
  for (const id of ids) {
    const fact = find.get(id, kiosk);
    if (fact === undefined) continue;
    const { incarnation: before, kseq, hash } = fact;
    links.push({ kind: 'fact', fact, kseq, hash, kiosk, incarnation: before });
  }
  const { moved, head } = moveLinks(db, links, incarnation, wall, crypto);
  if (moved > 0) saveHeldChain(db, { kiosk, incarnation, lastKseq: moved, hash: head });
}

function moveTail(
  db: WritableDatabase,
  chain: ChainId,
  common: number,
  incarnation: number,
  wall: number,
  crypto: Hashing,
): { moved: number; head: string } {
  const facts = statement<[string, number, number], AttendanceEvent & { whole: string | null }>(
    db,
    `SELECT ${eventColumns}, event_body.body AS whole FROM attendance_event
     LEFT JOIN event_body ON event_body.attendance_id = attendance_event.id
     WHERE attendance_event.kiosk = ? AND attendance_event.incarnation = ? AND attendance_event.kseq > ?`,
  ).all(chain.kiosk, chain.incarnation, common);
  const unknown = statement<[string, number, number], { kseq: number; hash: string; body: string }>(
    db,
    'SELECT kseq, hash, body FROM unknown_event WHERE kiosk = ? AND incarnation = ? AND kseq > ?',
  ).all(chain.kiosk, chain.incarnation, common);
  const links: (Movable & ChainId)[] = [
    ...facts.map((fact) => ({
      kind: 'fact' as const,
      fact,
      kseq: fact.kseq,
      hash: fact.hash,
      kiosk: chain.kiosk,
      incarnation: chain.incarnation,
    })),
    ...unknown.map(({ kseq, hash, body }) => ({
      kind: 'unknown' as const,
      kseq,
      hash,
      body,
      kiosk: chain.kiosk,
      incarnation: chain.incarnation,
    })),
  ].sort((a, b) => a.kseq - b.kseq);
  return moveLinks(db, links, incarnation, wall, crypto);
}

function moveLinks(
  db: WritableDatabase,
  links: readonly (Movable & ChainId)[],
  incarnation: number,
  wall: number,
  crypto: Hashing,
): { moved: number; head: string } {
  let head = genesisHash;
  if (links.length === 0) return { moved: 0, head };
  const restore = liftGuard(db);
  for (const [index, link] of links.entries()) {
    const place = { incarnation, kseq: index + 1 };
    const body = link.kind === 'fact' ? bodyAt(link.fact, place) : textAt(link.body, place);
    head = hashBody(head, body, crypto);
    if (link.kind === 'fact') moveFact(db, link, { ...place, hash: head, body }, wall);
    else moveUnknown(db, link, { ...place, hash: head, body });
  }
  restore();
  return { moved: links.length, head };
}

interface Place {
  incarnation: number;
  kseq: number;
  hash: string;
  body: string;
}

function moveFact(
  db: WritableDatabase,
  link: Movable & ChainId & { kind: 'fact' },
  to: Place,
  wall: number,
): void {
  const { id } = link.fact;
  statement(
    db,
    `INSERT OR IGNORE INTO superseded_event (kiosk, incarnation, kseq, attendance_id, hash, wall)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(link.kiosk, link.incarnation, link.kseq, id, link.hash, wall);
  changedOne(
    statement(
      db,
      'UPDATE attendance_event SET incarnation = ?, kseq = ?, hash = ? WHERE id = ?',
    ).run(to.incarnation, to.kseq, to.hash, id),
    'moveFact',
  );
  statement(db, 'UPDATE event_body SET body = ? WHERE attendance_id = ?').run(to.body, id);
}

function moveUnknown(db: WritableDatabase, link: Movable & ChainId, to: Place): void {
  changedOne(
    statement(
      db,
      `UPDATE unknown_event SET incarnation = ?, kseq = ?, hash = ?, body = ?
       WHERE kiosk = ? AND incarnation = ? AND kseq = ?`,
    ).run(to.incarnation, to.kseq, to.hash, to.body, link.kiosk, link.incarnation, link.kseq),
    'moveUnknown',
  );
}

const guard = 'attendance_event_is_fixed';

/** Takes away the trigger that keeps facts from being changed, for this transaction; returns what puts it back. */
function liftGuard(db: WritableDatabase): () => void {
  const row = db
    .prepare<[string], { sql: string }>(
      `SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?`,
    )
    .get(guard);
  if (row === undefined) throw new Error(`the store has no trigger ${guard}`);
  db.exec(`DROP TRIGGER ${guard}`);
  return () => db.exec(row.sql);
}
