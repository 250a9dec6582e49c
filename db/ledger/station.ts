import { genesisHash } from '../../domain/ledger/chain.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';
import { saveHeldChain } from './held-chains.ts';

/** The identity of this installation, and the head of its ledger. */
export interface StationRow {
  station: string;
  /** First four bytes of the station's id in capital hex: the short number in badge serials. */
  stationNumber: string;
  incarnation: number;
  /** Sequence number of the last event written; 0 before the first. */
  lastKseq: number;
  /** Hash of the last event written; the genesis hash before the first. */
  chainHead: string;
  hlc: string;
  /** Number of the last badge serial issued. */
  lastBadgeCount: number;
}

/** Null before the first start. */
export function findStation(db: ReadableDatabase): StationRow | null {
  const row = statement<[], StationRow>(
    db,
    `SELECT station, station_number AS stationNumber, incarnation, last_kseq AS lastKseq,
              chain_head AS chainHead, hlc, last_badge_count AS lastBadgeCount
       FROM station WHERE only = 1`,
  ).get();
  return row ?? null;
}

/** Inserts the station's row at the first start. */
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

/** Advances chain head, sequence number and clock, in the transaction of the event that does so. */
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

/** Takes the next badge count, in the transaction that issues the badge. */
export function takeBadgeCount(db: WritableDatabase): number {
  const row = statement<[], { count: number }>(
    db,
    'UPDATE station SET last_badge_count = last_badge_count + 1 WHERE only = 1 RETURNING last_badge_count AS count',
  ).get();
  if (row === undefined) throw new Error('takeBadgeCount: the station has no row');
  return row.count;
}

/**
 * Continues this installation as another station, in a transaction. Its facts so far remain the
 * record of the former station, whose chain it holds and relays like any other.
 *
 * @param sign makes the former station's last signature, of the head of its chain
 * @returns the new content of the station's row
 */
export function becomeStation(
  db: WritableDatabase,
  station: string,
  sign: (head: { station: string; incarnation: number; kseq: number; hash: string }) => string,
): Pick<StationRow, 'station' | 'stationNumber' | 'incarnation'> {
  const former = findStation(db);
  if (former === null) throw new Error('becomeStation: the station has no row');
  const { incarnation, lastKseq, chainHead: hash } = former;
  if (lastKseq > 0) {
    saveHeldChain(db, { station: former.station, incarnation, lastKseq, hash });
    const head = { station: former.station, incarnation, kseq: lastKseq, hash };
    statement(
      db,
      `INSERT OR IGNORE INTO signed_head (station, incarnation, kseq, hash, signature) VALUES (?, ?, ?, ?, ?)`,
    ).run(head.station, incarnation, lastKseq, hash, sign(head));
  }
  const now = { station, stationNumber: station.slice(0, 8).toUpperCase(), incarnation: 1 };
  changedOne(
    statement(
      db,
      `UPDATE station SET station = ?, station_number = ?, incarnation = ?, last_kseq = 0, chain_head = ?,
         last_badge_count = 0 WHERE only = 1`,
    ).run(now.station, now.stationNumber, now.incarnation, genesisHash),
    'becomeStation',
  );
  return now;
}
