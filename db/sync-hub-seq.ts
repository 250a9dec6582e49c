import { statement } from './statement.ts';
import type { WritableDatabase } from './types.ts';

/** Facts looked at in one transaction. */
const atOnce = 2_000;

/**
 * Forgets, for the next few facts after a row number, where they stood in the hub's stream: in another
 * epoch it means nothing.
 *
 * @returns the row number to go on from, or null at the end
 */
export function forgetHubSeqs(db: WritableDatabase, after: number): number | null {
  const row = statement<[number, number], { upTo: number | null }>(
    db,
    `SELECT max(rowid) AS upTo FROM
       (SELECT rowid FROM attendance_event WHERE rowid > ? ORDER BY rowid LIMIT ?)`,
  ).get(after, atOnce);
  const upTo = row?.upTo ?? null;
  if (upTo === null) return null;
  statement(
    db,
    `UPDATE attendance_event SET hub_seq = NULL
     WHERE rowid > ? AND rowid <= ? AND hub_seq IS NOT NULL`,
  ).run(after, upTo);
  return upTo;
}
