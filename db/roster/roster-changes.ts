import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** A fact by which a desk changed the roster, with the names that screens show with it. */
export interface RosterChangeRow {
  id: string;
  type: 'walk-in-registered' | 'spelling-corrected' | 'person-changed' | 'delegate-replaced';
  delegateId: string;
  /** Canonical JSON without personal data. */
  payload: string;
  /** The personal payload; null after a purge. */
  personal: string | null;
  /** Null for a person who is not in the local roster. */
  printedName: string | null;
  delegation: string | null;
  station: string;
  /** Null for this station itself, and for a station whose name is unknown. */
  stationName: string | null;
  operatorName: string | null;
  /** UTC milliseconds. */
  wall: number;
  /** 0 for a fact of this station that the hub has not confirmed. */
  confirmed: number;
}

/** What desks changed in the roster, newest first. */
export function rosterChanges(
  db: ReadableDatabase,
  eventId: string,
  limit: number,
): RosterChangeRow[] {
  return statement<[string, number], RosterChangeRow>(
    db,
    `SELECT e.id, e.type, e.delegate_id AS delegateId, e.payload, personal.payload AS personal,
            delegate.printed_name AS printedName, delegate.delegation, e.station,
            known_station.name AS stationName, coalesce(operator.name, known_operator.name) AS operatorName,
            e.wall,
            NOT (e.station = station.station AND e.incarnation = station.incarnation
                 AND e.kseq > coalesce((SELECT acked_kseq FROM hub_link), e.kseq)) AS confirmed
     FROM attendance_event AS e
     JOIN station
     LEFT JOIN attendance_personal AS personal ON personal.attendance_id = e.id
     LEFT JOIN delegate ON delegate.id = e.delegate_id
     LEFT JOIN operator ON operator.id = e.operator_id
     LEFT JOIN known_operator ON known_operator.id = e.operator_id
     LEFT JOIN known_station ON known_station.id = e.station
     WHERE e.event_id = ? AND e.delegate_id IS NOT NULL
       AND e.type IN ('walk-in-registered', 'spelling-corrected', 'person-changed',
         'delegate-replaced')
     ORDER BY e.effective DESC, e.station DESC, e.kseq DESC LIMIT ?`,
  ).all(eventId, limit);
}
