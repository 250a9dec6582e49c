import type { AttendanceEvent, OrderedFact } from '../../domain/ledger/attendance.ts';
import { integerIn } from '../base/json-column.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

/**
 * Adds an event to the ledger, in the transaction that also moves the chain (db/ledger/station.ts).
 *
 * @param effective its clock in the order of facts, as the hub has it; its own clock if the hub
 * never had it
 */
export function insertAttendanceEvent(
  db: WritableDatabase,
  event: AttendanceEvent,
  effective = event.hlc,
): void {
  statement(
    db,
    `INSERT INTO attendance_event (id, event_id, station, incarnation, kseq, type, delegate_id, checkpoint,
       target_id, operator_id, local_day, badge_serial, after, hlc, effective, wall, version, payload, commitment, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    event.id,
    event.eventId,
    event.station,
    event.incarnation,
    event.kseq,
    event.type,
    event.delegateId,
    event.checkpoint,
    event.targetId,
    event.operatorId,
    event.localDay,
    event.badgeSerial,
    event.after,
    event.hlc,
    effective,
    event.wall,
    event.version,
    event.payload,
    event.commitment,
    event.hash,
  );
}

/**
 * Stores an event's personal payload (canonical JSON) with its salt, in the event's transaction.
 */
export function insertPersonal(
  db: WritableDatabase,
  attendanceId: string,
  salt: Uint8Array,
  payload: string,
): void {
  statement(
    db,
    'INSERT INTO attendance_personal (attendance_id, salt, payload) VALUES (?, ?, ?)',
  ).run(attendanceId, salt, payload);
}

/** The personal payload of an event; null if it has none or was purged. */
export function findPersonal(
  db: ReadableDatabase,
  attendanceId: string,
): { salt: Uint8Array; payload: string } | null {
  const row = statement<[string], { salt: Uint8Array; payload: string }>(
    db,
    'SELECT salt, payload FROM attendance_personal WHERE attendance_id = ?',
  ).get(attendanceId);
  return row ?? null;
}

const saidColumns = `attendance_event.id, attendance_event.event_id AS eventId, attendance_event.station,
  attendance_event.incarnation, attendance_event.kseq, attendance_event.type,
  attendance_event.delegate_id AS delegateId, attendance_event.checkpoint,
  attendance_event.target_id AS targetId, attendance_event.operator_id AS operatorId,
  attendance_event.local_day AS localDay, attendance_event.badge_serial AS badgeSerial,
  attendance_event.after, attendance_event.wall, attendance_event.payload`;
/** The columns of a `CountedFact`, for SELECT. */
export const countedColumns = `${saidColumns}, attendance_event.effective`;
/** The columns of an event, for SELECT. */
export const eventColumns = `${saidColumns}, attendance_event.hlc, attendance_event.version,
  attendance_event.commitment, attendance_event.hash`;
/** {@link eventColumns} and the fact's place in the order of facts. */
export const orderedColumns = `${eventColumns}, attendance_event.effective`;

export function findAttendanceEvent(db: ReadableDatabase, id: string): OrderedFact | null {
  const row = statement<[string], OrderedFact>(
    db,
    `SELECT ${orderedColumns} FROM attendance_event WHERE id = ?`,
  ).get(id);
  return row ?? null;
}

/** The events of one incarnation of a station in the order of its chain. */
export function chainOf(db: ReadableDatabase, station: string, incarnation: number): OrderedFact[] {
  return statement<[string, number], OrderedFact>(
    db,
    `SELECT ${orderedColumns}
     FROM attendance_event WHERE station = ? AND incarnation = ? ORDER BY kseq`,
  ).all(station, incarnation);
}

/**
 * The condition of the index `attendance_event_by_call`, character for character: SQLite uses a
 * partial index only for a query that repeats its condition. A query for one kind adds `type =
 * '…'`.
 */
export const isCall =
  "type IN ('refused', 'help-called', 'help-answered', 'alert-seen', 'consent-recorded', 'note-written')";

/**
 * SQL of a fact's time (UTC milliseconds) by the event's clock: the station's own time, corrected
 * by the error that it knew of when it wrote the fact.
 *
 * @param fact name of the table or alias
 */
export function rightWall(fact: string): string {
  return `${fact}.wall + coalesce(${integerIn(`${fact}.payload`, 'clockOffset')}, 0)`;
}

/** The personal payloads in reports (JSON texts), by fact id: notes, and approvers of walk-ins. */
export function personalOfReports(db: ReadableDatabase, eventId: string): Map<string, string> {
  const rows = statement<[string], { id: string; payload: string }>(
    db,
    `SELECT fact.id, personal.payload
     FROM attendance_personal AS personal
     CROSS JOIN attendance_event AS fact ON fact.id = personal.attendance_id
     WHERE fact.event_id = ? AND fact.type IN ('admitted', 'walk-in-registered', 'duplicate-resolved')`,
  ).all(eventId);
  return new Map(rows.map(({ id, payload }) => [id, payload]));
}
