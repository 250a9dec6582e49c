import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** A note on a delegate with the names that screens show with it. */
export interface NoteRow {
  factId: string;
  /** Canonical JSON `{text}`. */
  personal: string;
  /** UTC milliseconds. */
  wall: number;
  station: string;
  stationName: string | null;
  operatorName: string | null;
}

/** The notes on a delegate, newest first, without those whose text was purged. */
export function notesOfDelegate(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): NoteRow[] {
  return statement<[string, string], NoteRow>(
    db,
    `SELECT fact.id AS factId, personal.payload AS personal, fact.wall, fact.station,
            known_station.name AS stationName, coalesce(operator.name, known_operator.name) AS operatorName
     FROM attendance_event AS fact
     JOIN attendance_personal AS personal ON personal.attendance_id = fact.id
     LEFT JOIN operator ON operator.id = fact.operator_id
     LEFT JOIN known_operator ON known_operator.id = fact.operator_id
     LEFT JOIN known_station ON known_station.id = fact.station
     WHERE fact.event_id = ? AND fact.delegate_id = ? AND fact.type = 'note-written'
     ORDER BY fact.effective DESC, fact.station DESC, fact.kseq DESC`,
  ).all(eventId, delegateId);
}
