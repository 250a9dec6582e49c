import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** How many of each kind of personal data of an event this store holds. */
export interface KeptData {
  delegates: number;
  payloads: number;
  photos: number;
  activity: number;
  /** Files that the app wrote and remembers. */
  files: number;
}

/** Counts them; a few milliseconds for 100,000 delegates. */
export function countKept(db: ReadableDatabase, eventId: string): KeptData {
  const count = (sql: string): number =>
    statement<[string], { n: number }>(db, sql).get(eventId)?.n ?? 0;
  return {
    delegates: count('SELECT count(*) AS n FROM delegate WHERE event_id = ?'),
    payloads: count(
      `SELECT count(*) AS n FROM attendance_personal JOIN attendance_event
         ON attendance_event.id = attendance_personal.attendance_id WHERE event_id = ?`,
    ),
    photos: count(
      'SELECT count(*) AS n FROM delegate_photo WHERE event_id = ? AND sha256 IS NOT NULL',
    ),
    activity: count('SELECT count(*) AS n FROM activity WHERE event_id = ?'),
    files: count('SELECT count(*) AS n FROM written_file WHERE event_id = ?'),
  };
}
