import type { StationMode } from '../../domain/base/protocol.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import type { LaneAdmission } from '../../domain/printing/lane-forecast.ts';
import type { CategoryCount } from '../../domain/station/rehearsal-plan.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** People who get a ticket, by category. Reads every row: call it in the process for long reads. */
export function countByCategory(db: ReadableDatabase, eventId: string): CategoryCount[] {
  return statement<[string], CategoryCount>(
    db,
    `SELECT category, count(*) AS people FROM delegate
     WHERE event_id = ? AND deleted = 0 AND status IN ('confirmed', 'pending')
     GROUP BY category ORDER BY category`,
  ).all(eventId);
}

/** The last check-ins at registration in this store, newest first, without those on paper. */
export function lastRegistrations(
  db: ReadableDatabase,
  { id, checkpoints }: Pick<EventFile, 'id' | 'checkpoints'>,
  limit: number,
): (LaneAdmission & { mode: StationMode })[] {
  const registration = checkpoints.filter(({ kind }) => kind === 'registration');
  return statement<[string, string, number], LaneAdmission & { mode: StationMode }>(
    db,
    `SELECT admission.station, admission.wall, coalesce(known_station.mode, 'desk') AS mode
     FROM admission JOIN attendance_event AS fact ON fact.id = admission.attendance_id
     LEFT JOIN known_station ON known_station.id = admission.station
     WHERE admission.event_id = ? AND admission.undone_by IS NULL
       AND admission.checkpoint IN (SELECT value FROM json_each(?))
       AND instr(fact.payload, '"fromPaper":true') = 0
     ORDER BY admission.rowid DESC LIMIT ?`,
  ).all(id, JSON.stringify(registration.map((one) => one.id)), limit);
}
