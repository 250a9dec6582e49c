import type { Crypto } from '../../domain/base/crypto.ts';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { genesisHash, hashBody } from '../../domain/ledger/chain.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type WritableDatabase } from '../base/types.ts';
import { eventColumns } from '../ledger/attendance.ts';
import { highestIncarnation, saveHeldChain } from '../ledger/held-chains.ts';
import { recordAcked } from '../ledger/hub-link.ts';
import { findStation } from '../ledger/station.ts';
import { bodyAt, type ChainId, linkHashes, textAt } from './sync-links.ts';

type Hashing = Pick<Crypto, 'sha256'>;

type Movable = { kseq: number; hash: string } & (
  | { kind: 'fact'; fact: AttendanceEvent & { whole: string | null } }
  | { kind: 'unknown'; body: string }
);

/** Size of an incarnation's own range of badge counts, of 2³² in all. */
const badgesPerIncarnation = 2 ** 20;
const badgeCounts = 2 ** 32;

/**
 * Rechains this station's own facts after its disk was cloned or rolled back. The facts after the
 * last link that the hub shares (`common`) become the first ones of a new incarnation, with the
 * same ids and in the same order. Their former links are kept. Inside an immediate transaction,
 * whose length grows with the tail (about 40 µs per fact). The tail is short unless the station was
 * away for days.
 *
 * @param hubIncarnation the highest incarnation of this station that the hub knows
 */
export function rechainOwnTail(
  db: WritableDatabase,
  at: { common: number; hubIncarnation: number; wall: number },
  crypto: Hashing,
): { incarnation: number; moved: number } {
  const self = findStation(db);
  if (self === null) throw new Error('rechainOwnTail: the station has no row');
  const { station } = self;
  const incarnation = Math.max(at.hubIncarnation, highestIncarnation(db, station)) + 1;
  const old = { station, incarnation: self.incarnation };
  const [hash = genesisHash] = linkHashes(db, old, at.common);
  const { moved, head } = moveTail(db, old, at.common, incarnation, at.wall, crypto);
  saveHeldChain(db, { station, incarnation: self.incarnation, lastKseq: at.common, hash });
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
     WHERE attendance_event.station = ? AND attendance_event.incarnation = ? AND attendance_event.kseq > ?`,
  ).all(chain.station, chain.incarnation, common);
  const unknown = statement<[string, number, number], { kseq: number; hash: string; body: string }>(
    db,
    'SELECT kseq, hash, body FROM unknown_event WHERE station = ? AND incarnation = ? AND kseq > ?',
  ).all(chain.station, chain.incarnation, common);
  const links: (Movable & ChainId)[] = [
    ...facts.map((fact) => ({
      kind: 'fact' as const,
      fact,
      kseq: fact.kseq,
      hash: fact.hash,
      station: chain.station,
      incarnation: chain.incarnation,
    })),
    ...unknown.map(({ kseq, hash, body }) => ({
      kind: 'unknown' as const,
      kseq,
      hash,
      body,
      station: chain.station,
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
  withoutGuard(db, () => {
    for (const [index, link] of links.entries()) {
      const place = { incarnation, kseq: index + 1 };
      const body = link.kind === 'fact' ? bodyAt(link.fact, place) : textAt(link.body, place);
      head = hashBody(head, body, crypto);
      if (link.kind === 'fact') moveFact(db, link, { ...place, hash: head, body }, wall);
      else moveUnknown(db, link, { ...place, hash: head, body });
    }
  });
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
    `INSERT OR IGNORE INTO superseded_event (station, incarnation, kseq, attendance_id, hash, wall)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(link.station, link.incarnation, link.kseq, id, link.hash, wall);
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
       WHERE station = ? AND incarnation = ? AND kseq = ?`,
    ).run(to.incarnation, to.kseq, to.hash, to.body, link.station, link.incarnation, link.kseq),
    'moveUnknown',
  );
}

const guard = 'attendance_event_is_fixed';

/** Drops the trigger that protects facts from changes while `work` runs, in this transaction. */
export function withoutGuard(db: WritableDatabase, work: () => void): void {
  const row = db
    .prepare<[string], { sql: string }>(
      `SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?`,
    )
    .get(guard);
  if (row === undefined) throw new Error(`the store has no trigger ${guard}`);
  db.exec(`DROP TRIGGER ${guard}`);
  work();
  db.exec(row.sql);
}
