import type { AttendanceEvent } from '../domain/attendance.ts';
import type { PrintJobState } from '../domain/print-job.ts';
import { eventColumns } from './attendance.ts';
import type { BadgeState } from './badges.ts';
import { statement } from './statement.ts';
import type { ReadableDatabase } from './types.ts';

/** Which badges are looked at: those issued on a day, at a station; null means all. */
export interface BalanceScope {
  eventId: string;
  day: string | null;
  kiosk: string | null;
}

/** One issued serial as the balance shows it. */
export interface BalanceRowRecord {
  serial: string;
  delegateId: string;
  /** Empty while the delegate is not in the roster. */
  printedName: string;
  delegation: string;
  state: BadgeState;
  /** `first` or the reason of a reprint. */
  reason: string;
  /** The station that issued it. */
  kiosk: string;
  localDay: string;
  /** When it was issued, UTC milliseconds. */
  wall: number;
  /** The serial that took its place, or null. */
  replacedBy: string | null;
  jobId: string | null;
  jobState: PrintJobState | null;
}

/** Every serial issued in the scope, once, newest first, with its last print job at this station. */
export function badgesForBalance(db: ReadableDatabase, scope: BalanceScope): BalanceRowRecord[] {
  return statement<[BalanceScope], BalanceRowRecord>(
    db,
    `SELECT badge.serial, badge.delegate_id AS delegateId,
       coalesce(delegate.printed_name, '') AS printedName, coalesce(delegate.delegation, '') AS delegation,
       badge.state, badge.reason, issue.kiosk, issue.local_day AS localDay, badge.wall,
       (SELECT min(newer.serial) FROM badge AS newer WHERE newer.event_id = badge.event_id
          AND newer.delegate_id = badge.delegate_id AND newer.replaces = badge.serial) AS replacedBy,
       job.id AS jobId, job.state AS jobState
     FROM badge
     JOIN attendance_event AS issue ON issue.id = badge.issued_by
     LEFT JOIN delegate ON delegate.id = badge.delegate_id AND delegate.event_id = badge.event_id
     LEFT JOIN print_job AS job ON job.id = (SELECT last.id FROM print_job AS last
       WHERE last.badge_serial = badge.serial ORDER BY last.created_wall DESC, last.id DESC LIMIT 1)
     WHERE badge.event_id = @eventId AND (@day IS NULL OR issue.local_day = @day)
       AND (@kiosk IS NULL OR issue.kiosk = @kiosk)
     ORDER BY badge.wall DESC, badge.serial DESC`,
  ).all(scope);
}

/** Days on which badges were issued, oldest first. */
export function daysWithBadges(db: ReadableDatabase, eventId: string): string[] {
  return statement<[string], { day: string }>(
    db,
    `SELECT DISTINCT issue.local_day AS day FROM badge
     JOIN attendance_event AS issue ON issue.id = badge.issued_by
     WHERE badge.event_id = ? ORDER BY day`,
  )
    .all(eventId)
    .map(({ day }) => day);
}

/** Stations that issued badges, as far as this store has heard of them. */
export function stationsWithBadges(db: ReadableDatabase, eventId: string): string[] {
  return statement<[string], { kiosk: string }>(
    db,
    `SELECT DISTINCT issue.kiosk FROM badge
     JOIN attendance_event AS issue ON issue.id = badge.issued_by
     WHERE badge.event_id = ? ORDER BY issue.kiosk`,
  )
    .all(eventId)
    .map(({ kiosk }) => kiosk);
}

/** Serials of which something is known (a return, say) but not yet that they were issued: their station was not heard. */
export function countUnheardSerials(db: ReadableDatabase, eventId: string): number {
  const row = statement<[string], { n: number }>(
    db,
    `SELECT count(DISTINCT badge_serial) AS n FROM attendance_event
     WHERE badge_serial IS NOT NULL AND event_id = ?
       AND type IN ('badge-printed', 'badge-handed-over', 'badge-voided')
       AND badge_serial NOT IN (SELECT serial FROM badge)`,
  ).get(eventId);
  return row?.n ?? 0;
}

/** All facts that bear a badge's serial, in no order. */
export function factsOfBadge(
  db: ReadableDatabase,
  eventId: string,
  serial: string,
): AttendanceEvent[] {
  return statement<[string, string], AttendanceEvent>(
    db,
    `SELECT ${eventColumns} FROM attendance_event WHERE badge_serial = ? AND event_id = ?`,
  ).all(serial, eventId);
}
