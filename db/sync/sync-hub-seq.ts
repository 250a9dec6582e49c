import { statement } from '../base/statement.ts';
import type { WritableDatabase } from '../base/types.ts';

/** Facts processed in one transaction. */
const atOnce = 2_000;

/**
 * Deletes, for the next few facts after a row number, their place in the hub's stream: in another
 * epoch it has no meaning.
 *
 * @returns the row number to continue from, or null at the end
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
