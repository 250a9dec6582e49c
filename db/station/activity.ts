import type { Activity, ActivityKind } from '../../domain/station/activity.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

export interface ActivityRow extends Activity {
  id: number;
  operatorId: string | null;
  /** Printed name of the delegate; null for none, or if the roster no longer has the person. */
  printedName: string | null;
  /** UTC milliseconds. */
  wall: number;
}

/** Writes one entry of the activity log. It is personal data and is purged with the roster. */
export function insertActivity(
  db: WritableDatabase,
  row: Activity & { eventId: string; operatorId: string | null; wall: number },
): void {
  statement(
    db,
    `INSERT INTO activity (event_id, kind, operator_id, delegate_id, detail, wall)
     VALUES (@eventId, @kind, @operatorId, @delegateId, @detail, @wall)`,
  ).run(row);
}

/** Number of tickets in the batch last saved or sent at this station; null if there was none. */
export function lastTicketsSaved(db: ReadableDatabase, eventId: string): number | null {
  const row = statement<[string], { detail: string }>(
    db,
    `SELECT detail FROM activity WHERE event_id = ? AND kind = 'export' AND detail GLOB 'tickets *[0-9]'
     ORDER BY id DESC LIMIT 1`,
  ).get(eventId);
  // Written by preload/contract/tickets.ts as "tickets <format> <number>" or "tickets by
  // e-mail <number>".
  const number = row === undefined ? null : (/ (\d+)$/.exec(row.detail)?.[1] ?? null);
  return number === null ? null : Number(number);
}

/** The activity log, the last written first. `kind` and `operatorId` filter it unless null. */
export function listActivity(
  db: ReadableDatabase,
  of: {
    eventId: string;
    kind: ActivityKind | null;
    operatorId: string | null;
    limit: number;
  },
): ActivityRow[] {
  return statement<unknown[], ActivityRow>(
    db,
    `SELECT activity.id, activity.kind, activity.operator_id AS operatorId,
       activity.delegate_id AS delegateId, activity.detail, activity.wall,
       delegate.printed_name AS printedName
     FROM activity LEFT JOIN delegate ON delegate.id = activity.delegate_id
     WHERE activity.event_id = @eventId AND (@kind IS NULL OR activity.kind = @kind)
       AND (@operatorId IS NULL OR activity.operator_id = @operatorId)
     ORDER BY activity.id DESC LIMIT @limit`,
  ).all(of);
}
