import type { ChainHead } from '../../domain/sync/events.ts';
import type { HeldChain } from '../../domain/sync/sync.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

const columns = 'station, incarnation, last_kseq AS lastKseq, hash';

/**
 * The chains of other stations and of this station's earlier incarnations. Each has the head up to
 * which this store holds it without a gap and with matching hashes. `lastKseq` is 0 if its
 * beginning is missing.
 */
export function heldChains(db: ReadableDatabase, limit: number): ChainHead[] {
  return statement<[number], ChainHead>(
    db,
    `SELECT ${columns} FROM held_chain ORDER BY station, incarnation LIMIT ?`,
  ).all(limit);
}

/** The signature is null if the head's author did not sign it, or the hub has the head. */
type NamedHead = ChainHead & { signature: string | null };

/**
 * {@link heldChains} in the form of a handshake: with the author's signature where no hub is known
 * to have the head. So a hub that lost the chain need not trust this station.
 */
export function namedChains(db: ReadableDatabase, limit: number): HeldChain[] {
  const rows = statement<[number], NamedHead>(
    db,
    `SELECT held.station, held.incarnation, held.last_kseq AS lastKseq, held.hash, head.signature
     FROM held_chain AS held LEFT JOIN signed_head AS head
       ON head.station = held.station AND head.incarnation = held.incarnation
       AND head.kseq = held.last_kseq AND head.hash = held.hash
       AND NOT EXISTS (SELECT 1 FROM attendance_event AS fact
         WHERE fact.station = held.station AND fact.incarnation = held.incarnation
         AND fact.kseq = held.last_kseq AND fact.hub_seq IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM unknown_event AS link
         WHERE link.station = held.station AND link.incarnation = held.incarnation
         AND link.kseq = held.last_kseq AND link.hub_seq IS NOT NULL)
     ORDER BY held.station, held.incarnation LIMIT ?`,
  ).all(limit);
  return rows.map(({ signature, ...head }) => (signature === null ? head : { ...head, signature }));
}

export function findHeldChain(
  db: ReadableDatabase,
  station: string,
  incarnation: number,
): ChainHead | null {
  return (
    statement<[string, number], ChainHead>(
      db,
      `SELECT ${columns} FROM held_chain WHERE station = ? AND incarnation = ?`,
    ).get(station, incarnation) ?? null
  );
}

export function saveHeldChain(db: WritableDatabase, head: ChainHead): void {
  statement(
    db,
    `INSERT INTO held_chain (station, incarnation, last_kseq, hash) VALUES (?, ?, ?, ?)
     ON CONFLICT (station, incarnation) DO UPDATE SET last_kseq = excluded.last_kseq, hash = excluded.hash`,
  ).run(head.station, head.incarnation, head.lastKseq, head.hash);
}

/** The highest incarnation of a station in this store, without branches; 0 for none. */
export function highestIncarnation(db: ReadableDatabase, station: string): number {
  const row = statement<[string, string], { highest: number | null }>(
    db,
    `SELECT max(incarnation % 4096) AS highest FROM (
       SELECT incarnation FROM held_chain WHERE station = ?
       UNION ALL SELECT incarnation FROM station WHERE station = ?)`,
  ).get(station, station);
  return row?.highest ?? 0;
}
