import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';

/** The identity of this installation, and the head of its ledger. */
export interface StationRow {
  /** UUID of the installation. */
  station: string;
  /** First four bytes of the station's id in capital hex: the short number in badge serials. */
  stationNumber: string;
  incarnation: number;
  /** Sequence number of the last event written; 0 before the first. */
  lastKseq: number;
  /** Hash of the last event written, or the genesis hash. */
  chainHead: string;
  hlc: string;
  /** Number of the last badge serial issued. */
  lastBadgeCount: number;
}

/** The station's row, or null before the first start. */
export function findStation(db: ReadableDatabase): StationRow | null {
  const row = statement<[], StationRow>(
    db,
    `SELECT station, station_number AS stationNumber, incarnation, last_kseq AS lastKseq,
              chain_head AS chainHead, hlc, last_badge_count AS lastBadgeCount
       FROM station WHERE only = 1`,
  ).get();
  return row ?? null;
}

/** Writes the station's row at the first start. */
export function insertStation(db: WritableDatabase, row: StationRow): void {
  statement(
    db,
    `INSERT INTO station (only, station, station_number, incarnation, last_kseq, chain_head, hlc, last_badge_count)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.station,
    row.stationNumber,
    row.incarnation,
    row.lastKseq,
    row.chainHead,
    row.hlc,
    row.lastBadgeCount,
  );
}

/** Advances chain head, sequence number and clock; in the transaction of the event that does so. */
export function moveChain(
  db: WritableDatabase,
  head: { lastKseq: number; chainHead: string; hlc: string },
): void {
  changedOne(
    statement(
      db,
      'UPDATE station SET last_kseq = ?, chain_head = ?, hlc = ? WHERE only = 1 AND last_kseq = ? - 1',
    ).run(head.lastKseq, head.chainHead, head.hlc, head.lastKseq),
    'moveChain',
  );
}

/** Takes the next badge count; in the transaction that issues the badge. */
export function takeBadgeCount(db: WritableDatabase): number {
  const row = statement<[], { count: number }>(
    db,
    'UPDATE station SET last_badge_count = last_badge_count + 1 WHERE only = 1 RETURNING last_badge_count AS count',
  ).get();
  if (row === undefined) throw new Error('takeBadgeCount: the station has no row');
  return row.count;
}
