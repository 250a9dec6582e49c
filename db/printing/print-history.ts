import type { HoldReason, PrintJobState } from '../../domain/printing/print-job.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** One attempt at printing a job. Times are UTC milliseconds. */
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

/** One job as the history of a printer shows it. */
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
     ORDER BY created_wall DESC, id DESC LIMIT ?`,
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
