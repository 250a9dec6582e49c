import { statement } from './statement.ts';
import type { ReadableDatabase, WritableDatabase } from './types.ts';

/** What an earlier call with the same key wrote, or null. */
export function findCheckInKey(
  db: ReadableDatabase,
  key: string,
): { attendanceId: string; printJobId: string | null } | null {
  return (
    statement<[string], { attendanceId: string; printJobId: string | null }>(
      db,
      'SELECT attendance_id AS attendanceId, print_job_id AS printJobId FROM check_in_key WHERE key = ?',
    ).get(key) ?? null
  );
}

/** Remembers the key of an admission; in its transaction. */
export function insertCheckInKey(
  db: WritableDatabase,
  row: { key: string; attendanceId: string; printJobId: string | null },
): void {
  statement(db, 'INSERT INTO check_in_key (key, attendance_id, print_job_id) VALUES (?, ?, ?)').run(
    row.key,
    row.attendanceId,
    row.printJobId,
  );
}
