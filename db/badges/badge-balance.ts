import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import type { PrintJobState } from '../../domain/printing/print-job.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';
import { orderedColumns } from '../ledger/attendance.ts';
import type { BadgeState } from './badges.ts';

/** The badges to count: issued on a day, at a station; null for all. */
export interface BalanceScope {
  eventId: string;
  day: string | null;
  station: string | null;
}

export interface BalanceRowRecord {
  serial: string;
  delegateId: string;
  /** Empty if the delegate is not in the roster. */
  printedName: string;
  delegation: string;
  state: BadgeState;
  /** `first` or the reason of a reprint. */
  reason: string;
  station: string;
  localDay: string;
  /** UTC milliseconds at which it was issued. */
  wall: number;
  replacedBy: string | null;
  jobId: string | null;
  jobState: PrintJobState | null;
}

/**
 * Every serial issued in the scope, without duplicates and newest first, with its last print job at
 * this station. `state` filters by state; null for all.
 */
export function badgesForBalance(
  db: ReadableDatabase,
  scope: BalanceScope & { state: BadgeState | null },
): BalanceRowRecord[] {
  return statement<[typeof scope], BalanceRowRecord>(
    db,
    `SELECT badge.serial, badge.delegate_id AS delegateId,
       coalesce(delegate.printed_name, '') AS printedName, coalesce(delegate.delegation, '') AS delegation,
       badge.state, badge.reason, issue.station, issue.local_day AS localDay, badge.wall,
       (SELECT min(newer.serial) FROM badge AS newer WHERE newer.event_id = badge.event_id
          AND newer.delegate_id = badge.delegate_id AND newer.replaces = badge.serial) AS replacedBy,
       job.id AS jobId, job.state AS jobState
     FROM badge
     JOIN attendance_event AS issue ON issue.id = badge.issued_by
     LEFT JOIN delegate ON delegate.id = badge.delegate_id AND delegate.event_id = badge.event_id
     LEFT JOIN print_job AS job ON job.id = (SELECT last.id FROM print_job AS last
       WHERE last.badge_serial = badge.serial ORDER BY last.rowid DESC LIMIT 1)
     WHERE badge.event_id = @eventId AND (@day IS NULL OR issue.local_day = @day)
       AND (@station IS NULL OR issue.station = @station) AND (@state IS NULL OR badge.state = @state)
     ORDER BY issue.rowid DESC`,
  ).all(scope);
}

/**
 * Number of badges of a scope per state. Issued badges are split by the state of their last print
 * job here.
 */
export interface BalanceCount {
  state: BadgeState;
  jobState: PrintJobState | null;
  badges: number;
}

/**
 * Counts the badges of a scope in the store, because a screen asks for this after every check-in.
 */
export function countForBalance(db: ReadableDatabase, scope: BalanceScope): BalanceCount[] {
  return statement<[BalanceScope], BalanceCount>(
    db,
    `SELECT badge.state, CASE WHEN badge.state = 'issued' THEN (SELECT last.state FROM print_job AS last
         WHERE last.badge_serial = badge.serial ORDER BY last.rowid DESC LIMIT 1)
       END AS jobState, count(*) AS badges
     FROM badge JOIN attendance_event AS issue ON issue.id = badge.issued_by
     WHERE badge.event_id = @eventId AND (@day IS NULL OR issue.local_day = @day)
       AND (@station IS NULL OR issue.station = @station)
     GROUP BY 1, 2`,
  ).all(scope);
}

/** The days, oldest first, and the stations on which badges were issued, as far as known here. */
export function issuedWhenAndWhere(
  db: ReadableDatabase,
  eventId: string,
): { days: string[]; stations: string[] } {
  const rows = statement<[string], { day: string; station: string }>(
    db,
    `SELECT DISTINCT issue.local_day AS day, issue.station FROM badge
     JOIN attendance_event AS issue ON issue.id = badge.issued_by
     WHERE badge.event_id = ?`,
  ).all(eventId);
  return {
    days: [...new Set(rows.map(({ day }) => day))].sort(),
    stations: [...new Set(rows.map(({ station }) => station))].sort(),
  };
}

/**
 * Number of serials with a record (a return, for example) whose issue is not here, because their
 * station has not synced.
 */
export function countUnheardSerials(db: ReadableDatabase, eventId: string): number {
  // The serials come from the index alone. Only those without a badge are read.
  const row = statement<[string], { n: number }>(
    db,
    `SELECT count(*) AS n FROM (
       SELECT DISTINCT badge_serial AS serial FROM attendance_event WHERE badge_serial IS NOT NULL
     ) AS named
     WHERE NOT EXISTS (SELECT 1 FROM badge WHERE badge.serial = named.serial)
       AND EXISTS (SELECT 1 FROM attendance_event AS fact WHERE fact.badge_serial = named.serial
         AND fact.event_id = ? AND fact.type IN ('badge-printed', 'badge-handed-over', 'badge-voided'))`,
  ).get(eventId);
  return row?.n ?? 0;
}

/** In no order. */
export function factsOfBadge(db: ReadableDatabase, eventId: string, serial: string): OrderedFact[] {
  return statement<[string, string], OrderedFact>(
    db,
    `SELECT ${orderedColumns} FROM attendance_event WHERE badge_serial = ? AND event_id = ?`,
  ).all(serial, eventId);
}
