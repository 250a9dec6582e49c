import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

export type BadgeState =
  | 'issued'
  | 'printed'
  | 'handed-over'
  | 'stale'
  | 'returned'
  | 'lost'
  | 'destroyed'
  | 'not-printed';

export interface BadgeRow {
  /** Readable serial: station number and count. */
  serial: string;
  eventId: string;
  delegateId: string;
  /** Text of its QR code; null once printed, and for badges of other stations. */
  code: string | null;
  /** The ledger event that issued it. */
  issuedBy: string;
  /** `first` or the reason of a reprint. */
  reason: string;
  replaces: string | null;
  state: BadgeState;
  wall: number;
}

const columns = `serial, event_id AS eventId, delegate_id AS delegateId, code, issued_by AS issuedBy, reason,
  replaces, state, wall`;

/** Inserts a new serial, in the transaction of its `badge-issued` event. */
export function insertBadge(db: WritableDatabase, row: BadgeRow): void {
  statement(
    db,
    `INSERT INTO badge (serial, event_id, delegate_id, code, issued_by, reason, replaces, state, wall)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.serial,
    row.eventId,
    row.delegateId,
    row.code,
    row.issuedBy,
    row.reason,
    row.replaces,
    row.state,
    row.wall,
  );
}

/** Deletes a code that will not be printed again. From then on only the badge itself carries it. */
export function forgetBadgeCode(db: WritableDatabase, serial: string): void {
  statement(db, 'UPDATE badge SET code = NULL WHERE serial = ? AND code IS NOT NULL').run(serial);
}

export function findBadge(db: ReadableDatabase, serial: string): BadgeRow | null {
  return (
    statement<[string], BadgeRow>(db, `SELECT ${columns} FROM badge WHERE serial = ?`).get(
      serial,
    ) ?? null
  );
}

/** All serials of a delegate, the one whose issue arrived last first. */
export function badgesOfDelegate(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): BadgeRow[] {
  return statement<[string, string], BadgeRow>(
    db,
    `SELECT ${columns} FROM badge WHERE event_id = ? AND delegate_id = ?
     ORDER BY (SELECT issue.rowid FROM attendance_event AS issue WHERE issue.id = issued_by) DESC`,
  ).all(eventId, delegateId);
}

/** Number of badges that were printed but not yet handed over. */
export function countNotHandedOver(db: ReadableDatabase, eventId: string): number {
  const row = statement<[string], { n: number }>(
    db,
    `SELECT badges AS n FROM badge_count WHERE event_id = ? AND state = 'printed'`,
  ).get(eventId);
  return row?.n ?? 0;
}

/**
 * Ids of the delegates who have a valid badge, or soon will. A change of the roster would make it
 * outdated.
 */
export function delegatesWithBadge(db: ReadableDatabase, eventId: string): Set<string> {
  const rows = statement<[string], { delegateId: string }>(
    db,
    `SELECT DISTINCT delegate_id AS delegateId FROM badge
     WHERE event_id = ? AND state IN ('issued', 'printed', 'handed-over')`,
  ).all(eventId);
  return new Set(rows.map((row) => row.delegateId));
}
