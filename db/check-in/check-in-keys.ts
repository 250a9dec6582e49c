import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

/** The admission that an earlier call with the same key wrote, or null. */
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

/** Records the key of an admission, in its transaction. */
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

/** The refusal that an earlier call with the same key wrote, or null. */
export function findRefusalKey(db: ReadableDatabase, key: string): string | null {
  const row = statement<[string], { attendanceId: string }>(
    db,
    'SELECT attendance_id AS attendanceId FROM refusal_key WHERE key = ?',
  ).get(key);
  return row?.attendanceId ?? null;
}

/** Records the key of a refusal, in its transaction. The same key may still admit later. */
export function insertRefusalKey(db: WritableDatabase, key: string, attendanceId: string): void {
  statement(db, 'INSERT INTO refusal_key (key, attendance_id) VALUES (?, ?)').run(
    key,
    attendanceId,
  );
}
