import { isHubAuthor } from '../../domain/ledger/chain.ts';
import type { HelpAnswer, HelpCall } from '../../domain/station/help-calls.ts';
import { textIn } from '../base/json-column.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';
import { isCall, rightWall } from '../ledger/attendance.ts';

/** The calls for help, latest arrival first. */
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

/** The answers to these calls, in the order of arrival. */
export function listHelpAnswers(db: ReadableDatabase, calls: readonly string[]): HelpAnswer[] {
  return statement<[string], HelpAnswer>(
    db,
    `SELECT fact.target_id AS targetId, fact.station, fact.operator_id AS operatorId,
       ${textIn('personal.payload', 'by')} AS "by", ${rightWall('fact')} AS wall
     FROM attendance_event AS fact
     LEFT JOIN attendance_personal AS personal ON personal.attendance_id = fact.id
     WHERE fact.target_id IN (SELECT value FROM json_each(?)) AND fact.type = 'help-answered'
     ORDER BY fact.rowid`,
  )
    .all(JSON.stringify(calls))
    .map((answer) => (isHubAuthor(answer.station) ? answer : { ...answer, by: null }));
}

export function isHelpAnswered(db: ReadableDatabase, callId: string): boolean {
  return (
    statement<[string], { found: number }>(
      db,
      `SELECT 1 AS found FROM attendance_event WHERE target_id = ? AND type = 'help-answered' LIMIT 1`,
    ).get(callId) !== undefined
  );
}
