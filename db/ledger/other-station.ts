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
  kiosk: string,
  sign: (head: { kiosk: string; incarnation: number; kseq: number; hash: string }) => string,
): Pick<StationRow, 'kiosk' | 'stationNumber' | 'incarnation'> {
  const former = findStation(db);
  if (former === null) throw new Error('becomeStation: the station has no row');
  const { incarnation, lastKseq, chainHead: hash } = former;
  if (lastKseq > 0) {
    saveHeldChain(db, { kiosk: former.kiosk, incarnation, lastKseq, hash });
    const head = { kiosk: former.kiosk, incarnation, kseq: lastKseq, hash };
    statement(
      db,
      `INSERT OR IGNORE INTO signed_head (kiosk, incarnation, kseq, hash, signature) VALUES (?, ?, ?, ?, ?)`,
    ).run(head.kiosk, incarnation, lastKseq, hash, sign(head));
  }
  const now = { kiosk, stationNumber: kiosk.slice(0, 8).toUpperCase(), incarnation: 1 };
  changedOne(
    statement(
      db,
      `UPDATE station SET kiosk = ?, kiosk_number = ?, incarnation = ?, last_kseq = 0, chain_head = ?,
         last_badge_count = 0 WHERE only = 1`,
    ).run(now.kiosk, now.stationNumber, now.incarnation, genesisHash),
    'becomeStation',
  );
  return now;
}
