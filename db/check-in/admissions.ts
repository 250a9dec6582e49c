import type { StationMode } from '../../domain/base/protocol.ts';
import type { StandingAdmission } from '../../domain/ledger/attendance.ts';
import { operatorAsSaid } from '../../domain/ledger/fact-rights.ts';
import { textIn } from '../base/json-column.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';
import { isCall } from '../ledger/attendance.ts';

/** One admission as stored by the projection. */
export interface AdmissionRow {
  attendanceId: string;
  eventId: string;
  delegateId: string;
  checkpoint: string;
  localDay: string;
  wall: number;
  station: string;
  operatorId: string | null;
  badgeSerial: string | null;
}

/** Inserts the projection of an `admitted` event, in its transaction. */
export function insertAdmission(db: WritableDatabase, row: AdmissionRow): void {
  statement(
    db,
    `INSERT INTO admission (attendance_id, event_id, delegate_id, checkpoint, local_day, wall, station, operator_id, badge_serial)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.attendanceId,
    row.eventId,
    row.delegateId,
    row.checkpoint,
    row.localDay,
    row.wall,
    row.station,
    row.operatorId,
    row.badgeSerial,
  );
}

/** Marks an admission as undone. Throws RowCountError if it is unknown or already undone. */
export function undoAdmission(db: WritableDatabase, attendanceId: string, undoneBy: string): void {
  changedOne(
    statement(
      db,
      'UPDATE admission SET undone_by = ? WHERE attendance_id = ? AND undone_by IS NULL',
    ).run(undoneBy, attendanceId),
    'undoAdmission',
  );
}

/**
 * The delegates of the day's refusals and admissions whose fact ids end in these four digits,
 * latest arrival first. A kiosk shows such an ending as the code to quote (`quotableCode`).
 */
export function delegatesQuoting(
  db: ReadableDatabase,
  of: { eventId: string; ending: string; day: string },
): string[] {
  const rows = statement<[typeof of], { delegateId: string }>(
    db,
    `SELECT delegate_id AS delegateId, max(place) AS place FROM (
       SELECT delegate_id, rowid AS place
       FROM attendance_event INDEXED BY attendance_event_by_call
       WHERE ${isCall} AND type = 'refused' AND event_id = @eventId
         AND local_day = @day AND delegate_id IS NOT NULL AND substr(id, -4) = @ending
       UNION ALL SELECT admission.delegate_id, fact.rowid AS place
       FROM admission INDEXED BY admission_by_ending
       JOIN attendance_event AS fact ON fact.id = admission.attendance_id
       WHERE substr(admission.attendance_id, -4) = @ending AND admission.event_id = @eventId
         AND admission.local_day = @day
     ) GROUP BY delegate_id ORDER BY max(place) DESC LIMIT 5`,
  ).all(of);
  return rows.map(({ delegateId }) => delegateId);
}

/** Whether an admission of the delegate with this badge is still valid. */
export function hasValidAdmissionOfBadge(
  db: ReadableDatabase,
  of: { eventId: string; delegateId: string; badgeSerial: string },
): boolean {
  return (
    statement(
      db,
      `SELECT 1 FROM admission WHERE event_id = @eventId AND delegate_id = @delegateId
         AND badge_serial = @badgeSerial AND undone_by IS NULL LIMIT 1`,
    ).get(of) !== undefined
  );
}

/**
 * The valid admissions of a delegate in the order of `compareFacts`. At every desk the first of a
 * checkpoint and day counts.
 *
 * @param nameOf returns the label of a station; `known` is its name in the directory
 */
export function standingAdmissions(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
  nameOf: (station: string, known: string | null) => string,
): StandingAdmission[] {
  return statement<[string, string], StandingRow>(db, standingSql)
    .all(eventId, delegateId)
    .map((row) => ({
      eventId: row.eventId,
      checkpoint: row.checkpoint,
      localDay: row.localDay,
      wall: row.wall,
      station: row.station,
      stationName: nameOf(row.station, row.stationName),
      operatorName: operatorAsSaid(row.operatorName, {
        mode: row.stationMode,
        name: nameOf(row.station, row.stationName),
      }),
      fromPaper: row.fromPaper === 1,
    }));
}

type StandingRow = Omit<StandingAdmission, 'stationName' | 'fromPaper'> & {
  stationName: string | null;
  stationMode: StationMode | null;
  fromPaper: number;
};

const standingSql = `SELECT admission.attendance_id AS eventId, admission.checkpoint,
    admission.local_day AS localDay, admission.wall, admission.station, known_station.name AS stationName,
    known_station.mode AS stationMode,
    coalesce(operator.name, known_operator.name) AS operatorName,
    instr(fact.payload, '"fromPaper":true') > 0 AS fromPaper
  FROM admission JOIN attendance_event AS fact ON fact.id = admission.attendance_id
  LEFT JOIN operator ON operator.id = admission.operator_id
  LEFT JOIN known_operator ON known_operator.id = admission.operator_id
  LEFT JOIN known_station ON known_station.id = admission.station
  WHERE admission.event_id = ? AND admission.delegate_id = ? AND admission.undone_by IS NULL
  ORDER BY fact.effective, fact.station, fact.incarnation, fact.kseq, fact.id`;

export function findAdmission(
  db: ReadableDatabase,
  attendanceId: string,
): (AdmissionRow & { undoneBy: string | null }) | null {
  const row = statement<[string], AdmissionRow & { undoneBy: string | null }>(
    db,
    `SELECT attendance_id AS attendanceId, event_id AS eventId, delegate_id AS delegateId, checkpoint,
            local_day AS localDay, wall, station, operator_id AS operatorId, badge_serial AS badgeSerial,
            undone_by AS undoneBy
     FROM admission WHERE attendance_id = ?`,
  ).get(attendanceId);
  return row ?? null;
}

export interface RecentAdmission {
  attendanceId: string;
  delegateId: string;
  /** Null for a person who is not in the roster. */
  printedName: string | null;
  delegation: string | null;
  wall: number;
  badgeSerial: string | null;
  undoneBy: string | null;
  /** 1 if it was first written on paper. */
  fromPaper: number;
}

/**
 * The last admissions at this station, including undone ones, the last written first. An operator
 * undoes the first one, so they are ordered by the station's chain and not by time.
 */
export function recentAdmissions(
  db: ReadableDatabase,
  eventId: string,
  limit: number,
): RecentAdmission[] {
  return statement<[string, number], RecentAdmission>(
    db,
    `SELECT admission.attendance_id AS attendanceId, admission.delegate_id AS delegateId,
            delegate.printed_name AS printedName, delegate.delegation, admission.wall,
            admission.badge_serial AS badgeSerial, admission.undone_by AS undoneBy,
            instr(fact.payload, '"fromPaper":true') > 0 AS fromPaper
     FROM attendance_event AS fact
     CROSS JOIN admission ON admission.attendance_id = fact.id
     LEFT JOIN delegate
       ON delegate.event_id = admission.event_id AND delegate.id = admission.delegate_id
     WHERE admission.event_id = ? AND fact.station = (SELECT station FROM station)
     ORDER BY fact.incarnation DESC, fact.kseq DESC LIMIT ?`,
  ).all(eventId, limit);
}

/** Number of valid admissions of a day. Each person counts once per checkpoint. */
export function countAdmitted(db: ReadableDatabase, eventId: string, localDay: string): number {
  const row = statement<[string, string], { n: number }>(
    db,
    `SELECT coalesce(sum(delegates), 0) AS n FROM presence_count
     WHERE event_id = ? AND local_day = ?`,
  ).get(eventId, localDay);
  return row?.n ?? 0;
}

/** Figures of the desk's footer and header. Days are local days of the event. */
export function countAttendance(
  db: ReadableDatabase,
  eventId: string,
  checkpoint: string,
  localDay: string,
): { presentToday: number; presentEvent: number } {
  const count = statement<[string, string, string], { n: number }>(
    db,
    `SELECT delegates AS n FROM presence_count
     WHERE event_id = ? AND checkpoint = ? AND local_day = ?`,
  );
  return {
    presentToday: count.get(eventId, checkpoint, localDay)?.n ?? 0,
    presentEvent: count.get(eventId, '', '')?.n ?? 0,
  };
}

/** What an admission against the rules records about the override. */
export interface OverrideRow {
  /** The overridden refusal. */
  outcome: string;
  reason: string;
  approverName: string | null;
  /** Canonical JSON `{note}`; null without a note, and after a purge. */
  personal: string | null;
}

/** The override in an admission's fact. Null for the many admissions that follow the rules. */
export function findOverride(db: ReadableDatabase, admissionId: string): OverrideRow | null {
  const row = statement<[string], OverrideRow>(
    db,
    `SELECT ${textIn('fact.payload', 'override')} AS outcome,
            coalesce(${textIn('fact.payload', 'reason')}, '') AS reason,
            coalesce(operator.name, known_operator.name) AS approverName, personal.payload AS personal
     FROM attendance_event AS fact
     LEFT JOIN operator ON operator.id = ${textIn('fact.payload', 'approvedBy')}
     LEFT JOIN known_operator ON known_operator.id = ${textIn('fact.payload', 'approvedBy')}
     LEFT JOIN attendance_personal AS personal ON personal.attendance_id = fact.id
     WHERE fact.id = ? AND ${textIn('fact.payload', 'override')} IS NOT NULL`,
  ).get(admissionId);
  return row ?? null;
}
