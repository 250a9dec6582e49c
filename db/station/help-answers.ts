import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** Whether the ledger holds an answer to this call for help. */
export function isHelpAnswered(db: ReadableDatabase, callId: string): boolean {
  return (
    statement<[string], { found: number }>(
      db,
      `SELECT 1 AS found FROM attendance_event WHERE target_id = ? AND type = 'help-answered' LIMIT 1`,
    ).get(callId) !== undefined
  );
}
