import { genesisHash } from '../../domain/ledger/chain.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type WritableDatabase } from '../base/types.ts';
import { saveHeldChain } from './held-chains.ts';
import { findStation, type StationRow } from './station.ts';

/**
 * Continues this installation as another station. What it wrote so far remains the record of the
 * former station, whose chain it holds and relays like any other. In a transaction.
 *
 * @param sign makes the former station's last signature, of the head of its chain
 * @returns what the station's row contains now
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
