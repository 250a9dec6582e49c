import type { HelpAnswer, HelpCall } from '../../domain/station/help-calls.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';
import { isCall } from '../ledger/attendance.ts';

/** Calls for help since an instant (UTC milliseconds). */
export function listHelpCalls(
  db: ReadableDatabase,
  of: { eventId: string; since: number },
): HelpCall[] {
  return statement<unknown[], HelpCall>(
    db,
    `SELECT id, station, wall, coalesce(json_extract(payload, '$.reason'), 'other') AS reason,
       json_extract(payload, '$.code') AS code
     FROM attendance_event INDEXED BY attendance_event_by_call
     WHERE ${isCall} AND type = 'help-called' AND event_id = @eventId AND wall >= @since
     ORDER BY wall DESC LIMIT 500`,
  ).all(of);
}

/** Which operator answers which call, since an instant (UTC milliseconds). */
export function listHelpAnswers(
  db: ReadableDatabase,
  of: { eventId: string; since: number },
): HelpAnswer[] {
  return statement<unknown[], HelpAnswer>(
    db,
    `SELECT target_id AS targetId, station, operator_id AS operatorId, wall
     FROM attendance_event INDEXED BY attendance_event_by_call
     WHERE ${isCall} AND type = 'help-answered' AND event_id = @eventId AND wall >= @since
       AND target_id IS NOT NULL
     ORDER BY wall DESC LIMIT 1000`,
  ).all(of);
}

/** Whether the ledger holds an answer to this call for help. */
export function isHelpAnswered(db: ReadableDatabase, callId: string): boolean {
  return (
    statement<[string], { found: number }>(
      db,
      `SELECT 1 AS found FROM attendance_event WHERE target_id = ? AND type = 'help-answered' LIMIT 1`,
    ).get(callId) !== undefined
  );
}
