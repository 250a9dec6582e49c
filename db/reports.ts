import { statement } from './base/statement.ts';
import type { ReadableDatabase } from './base/types.ts';

/** The personal payloads in reports (JSON texts), by fact id: notes, and approvers of walk-ins. */
export function personalOfReports(db: ReadableDatabase, eventId: string): Map<string, string> {
  const rows = statement<[string], { id: string; payload: string }>(
    db,
    `SELECT fact.id, personal.payload
     FROM attendance_personal AS personal
     JOIN attendance_event AS fact ON fact.id = personal.attendance_id
     WHERE fact.event_id = ? AND fact.type IN ('admitted', 'walk-in-registered', 'duplicate-resolved')`,
  ).all(eventId);
  return new Map(rows.map(({ id, payload }) => [id, payload]));
}
