import type { HoldReason, PrintJobState } from '../../domain/printing/print-job.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';

/** The highest number of an attempt in this store; 0 if there is none. */
export function lastPrintAttempt(db: ReadableDatabase): number {
  const row = statement<[], { id: number | null }>(
    db,
    'SELECT max(id) AS id FROM print_attempt',
  ).get();
  return row?.id ?? 0;
}

/**
 * Starts an entry in the record of attempts, with a new number. `stock` is the name of the
 * printer's stock.
 */
export function startPrintAttempt(
  db: WritableDatabase,
  attempt: { id: number; jobId: string; printerId: string; stock: string; wall: number },
): void {
  statement(
    db,
    'INSERT INTO print_attempt (id, job_id, printer_id, stock, started_wall) VALUES (?, ?, ?, ?, ?)',
  ).run(attempt.id, attempt.jobId, attempt.printerId, attempt.stock, attempt.wall);
}

export function endPrintAttempt(
  db: WritableDatabase,
  id: number,
  end: { outcome: string; reason: HoldReason | null; detail: string; wall: number },
): void {
  changedOne(
    statement(
      db,
      `UPDATE print_attempt SET outcome = ?, reason = ?, detail = ?, ended_wall = ?
       WHERE id = ? AND ended_wall IS NULL`,
    ).run(end.outcome, end.reason, end.detail, end.wall, id),
    'endPrintAttempt',
  );
}

/** Ends the entries that a crash left open. Returns their number. */
export function endInterruptedAttempts(db: WritableDatabase, wall: number): number {
  return statement(
    db,
    `UPDATE print_attempt SET outcome = 'interrupted', ended_wall = ? WHERE ended_wall IS NULL`,
  ).run(wall).changes;
}

/** Outcome of a printer's last attempt that sent anything, or null. */
export function lastSentOutcome(db: ReadableDatabase, printerId: string): string | null {
  const row = statement<[string], { outcome: string | null }>(
    db,
    `SELECT outcome FROM print_attempt WHERE printer_id = ? AND ended_wall IS NOT NULL
       AND outcome NOT IN ('held', 'retryable', 'withdrawn') ORDER BY id DESC LIMIT 1`,
  ).get(printerId);
  return row?.outcome ?? null;
}

/** Number of a job's last attempt; null if it was never tried. */
export function lastAttemptOf(db: ReadableDatabase, jobId: string): number | null {
  const row = statement<[string], { id: number | null }>(
    db,
    'SELECT max(id) AS id FROM print_attempt WHERE job_id = ?',
  ).get(jobId);
  return row?.id ?? null;
}

/** Times are UTC milliseconds. */
export interface PrintAttemptRow {
  id: number;
  jobId: string;
  startedWall: number;
  /** Null while it runs. */
  endedWall: number | null;
  /** Kind of the outcome, or `withdrawn` or `interrupted`; null while it runs. */
  outcome: string | null;
  reason: HoldReason | null;
  detail: string;
}

export interface PrinterJobRow {
  id: string;
  kind: 'badge' | 'test';
  badgeSerial: string | null;
  state: PrintJobState;
  reason: HoldReason | null;
  createdWall: number;
  updatedWall: number;
}

/** The last `limit` jobs of an event that a printer has or once tried, newest first. */
export function printJobsOfPrinter(
  db: ReadableDatabase,
  eventId: string,
  printerId: string,
  limit: number,
): PrinterJobRow[] {
  return statement<[string, string, string, number], PrinterJobRow>(
    db,
    `SELECT id, kind, badge_serial AS badgeSerial, state, reason, created_wall AS createdWall,
       updated_wall AS updatedWall
     FROM print_job
     WHERE event_id = ? AND (printer_id = ? OR id IN (SELECT job_id FROM print_attempt WHERE printer_id = ?))
     ORDER BY rowid DESC LIMIT ?`,
  ).all(eventId, printerId, printerId, limit);
}

/** The attempts of a printer at any of the jobs, oldest first. */
export function attemptsOfPrinter(
  db: ReadableDatabase,
  printerId: string,
  jobIds: readonly string[],
): PrintAttemptRow[] {
  return statement<[string, string], PrintAttemptRow>(
    db,
    `SELECT id, job_id AS jobId, started_wall AS startedWall, ended_wall AS endedWall, outcome, reason, detail
     FROM print_attempt
     WHERE printer_id = ? AND job_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  ).all(printerId, JSON.stringify(jobIds));
}
