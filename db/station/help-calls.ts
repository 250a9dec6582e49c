import type { HelpAnswer, HelpCall } from '../../domain/station/help-calls.ts';
import { textIn } from '../base/json-column.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';
import { isCall, rightWall } from '../ledger/attendance.ts';

/** The latest calls for help to arrive, newest first. */
export function listHelpCalls(db: ReadableDatabase, eventId: string): HelpCall[] {
  return statement<[string], HelpCall>(
    db,
    `SELECT id, station, operator_id AS operatorId, ${rightWall('fact')} AS wall, rowid AS row,
       coalesce(${textIn('payload', 'reason')}, 'other') AS reason,
       ${textIn('payload', 'code')} AS code
     FROM attendance_event AS fact INDEXED BY attendance_event_by_call
     WHERE ${isCall} AND type = 'help-called' AND event_id = ?
     ORDER BY rowid DESC LIMIT 500`,
  ).all(eventId);
}

/** Which operator answers which of these calls, in the order of arrival. */
export function listHelpAnswers(db: ReadableDatabase, calls: readonly string[]): HelpAnswer[] {
  return statement<[string], HelpAnswer>(
    db,
    `SELECT target_id AS targetId, station, operator_id AS operatorId,
       ${rightWall('fact')} AS wall
     FROM attendance_event AS fact
     WHERE target_id IN (SELECT value FROM json_each(?)) AND type = 'help-answered'
     ORDER BY rowid`,
  ).all(JSON.stringify(calls));
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
