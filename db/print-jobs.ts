import type { HoldReason, PrintJobState } from '../domain/print-job.ts';
import { statement } from './statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from './types.ts';

/** One print job as the store keeps it. Times are UTC milliseconds. */
export interface PrintJobRow {
  id: string;
  eventId: string;
  kind: 'badge' | 'test';
  badgeSerial: string | null;
  delegateId: string | null;
  /** The printer that a test is for, or the one that a badge was last tried on or is held by. */
  printerId: string | null;
  state: PrintJobState;
  /** Why it is held or failed. */
  reason: HoldReason | null;
  detail: string;
  /** 1 for the first print of the serial; from 2 on a mark on the badge. */
  attempt: number;
  /** 0: a person waits at the desk; 1: batch. */
  priority: number;
  /** When somebody last said that an old held job is still wanted. */
  stillWantedWall: number | null;
  createdWall: number;
  /** When the state last changed; a held job that changes only its reason keeps it: "held since". */
  updatedWall: number;
}

/** What the maker of a job says; it starts `queued`, attempt 1. */
export interface NewPrintJob {
  id: string;
  eventId: string;
  kind: 'badge' | 'test';
  /** Required for a badge, null for a test. */
  badgeSerial: string | null;
  delegateId: string | null;
  /** Only a test names its printer. */
  printerId?: string | null;
  priority: number;
  wall: number;
}

const columns = `id, event_id AS eventId, kind, badge_serial AS badgeSerial, delegate_id AS delegateId,
  printer_id AS printerId, state, reason, detail, attempt, priority, still_wanted_wall AS stillWantedWall,
  created_wall AS createdWall, updated_wall AS updatedWall`;

/** Writes a job, `queued`. Synchronous, to be called inside the transaction of its badge. */
export function insertPrintJob(db: WritableDatabase, job: NewPrintJob): void {
  statement(
    db,
    `INSERT INTO print_job
       (id, event_id, kind, badge_serial, delegate_id, printer_id, state, priority, created_wall, updated_wall)
     VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?)`,
  ).run(
    job.id,
    job.eventId,
    job.kind,
    job.badgeSerial,
    job.delegateId,
    job.printerId ?? null,
    job.priority,
    job.wall,
    job.wall,
  );
}

export function findPrintJob(db: ReadableDatabase, id: string): PrintJobRow | null {
  return (
    statement<[string], PrintJobRow>(db, `SELECT ${columns} FROM print_job WHERE id = ?`).get(id) ??
    null
  );
}

/** Jobs in any of the states, in the order in which they print: priority, then age. */
export function printJobsInStates(
  db: ReadableDatabase,
  states: readonly PrintJobState[],
): PrintJobRow[] {
  return statement<[string], PrintJobRow>(
    db,
    `SELECT ${columns} FROM print_job WHERE state IN (SELECT value FROM json_each(?))
     ORDER BY priority, created_wall, id`,
  ).all(JSON.stringify(states));
}

/** The last `limit` jobs of an event in any of the states, newest first. */
export function latestPrintJobs(
  db: ReadableDatabase,
  eventId: string,
  states: readonly PrintJobState[],
  limit: number,
): PrintJobRow[] {
  return statement<[string, string, number], PrintJobRow>(
    db,
    `SELECT ${columns} FROM print_job WHERE event_id = ? AND state IN (SELECT value FROM json_each(?))
     ORDER BY created_wall DESC, id DESC LIMIT ?`,
  ).all(eventId, JSON.stringify(states), limit);
}

/** The last job of a badge serial, or null. */
export function printJobOfBadge(db: ReadableDatabase, badgeSerial: string): PrintJobRow | null {
  return (
    statement<[string], PrintJobRow>(
      db,
      `SELECT ${columns} FROM print_job WHERE badge_serial = ? ORDER BY created_wall DESC, id DESC LIMIT 1`,
    ).get(badgeSerial) ?? null
  );
}

/** A change of a job's state. */
export interface PrintJobMove {
  /** The state that the job must be in; RowCountError otherwise, so that no two hands move one job. */
  from: PrintJobState;
  to: PrintJobState;
  reason: HoldReason | null;
  detail: string;
  printerId: string | null;
  wall: number;
}

/** Moves a job from one state to another. Throws RowCountError if it is not in `from`. */
export function movePrintJob(db: WritableDatabase, id: string, move: PrintJobMove): void {
  const heldSinceStays = move.from === 'held' && move.to === 'held' ? 1 : 0;
  changedOne(
    statement(
      db,
      `UPDATE print_job SET state = ?, reason = ?, detail = ?, printer_id = coalesce(?, printer_id),
         updated_wall = CASE WHEN ? THEN updated_wall ELSE ? END
       WHERE id = ? AND state = ?`,
    ).run(
      move.to,
      move.reason,
      move.detail,
      move.printerId,
      heldSinceStays,
      move.wall,
      id,
      move.from,
    ),
    `movePrintJob ${move.from} → ${move.to}`,
  );
}

/** The operator asked for one more print of the same serial: `queued` again, with the next attempt's number. */
export function printJobAgain(
  db: WritableDatabase,
  id: string,
  from: 'failed-partial' | 'unknown',
  wall: number,
): void {
  changedOne(
    statement(
      db,
      `UPDATE print_job SET state = 'queued', reason = NULL, detail = '', attempt = attempt + 1, updated_wall = ?
       WHERE id = ? AND state = ?`,
    ).run(wall, id, from),
    'printJobAgain',
  );
}

/** Somebody said that a held job is still wanted: `queued` again. */
export function printJobStillWanted(db: WritableDatabase, id: string, wall: number): void {
  changedOne(
    statement(
      db,
      `UPDATE print_job SET state = 'queued', reason = NULL, detail = '', still_wanted_wall = ?, updated_wall = ?
       WHERE id = ? AND state = 'held'`,
    ).run(wall, wall, id),
    'printJobStillWanted',
  );
}

/**
 * Opens a line in the record of attempts; returns its number, which never comes twice in a store. `stock` is
 * the name of what the printer has loaded.
 */
export function startPrintAttempt(
  db: WritableDatabase,
  attempt: { jobId: string; printerId: string; stock: string; wall: number },
): number {
  const result = statement(
    db,
    'INSERT INTO print_attempt (job_id, printer_id, stock, started_wall) VALUES (?, ?, ?, ?)',
  ).run(attempt.jobId, attempt.printerId, attempt.stock, attempt.wall);
  return Number(result.lastInsertRowid);
}

/** Closes a line in the record of attempts. */
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

/**
 * Closes the lines of attempts that a crash left open. Returns how many there were.
 */
export function endInterruptedAttempts(db: WritableDatabase, wall: number): number {
  return statement(
    db,
    `UPDATE print_attempt SET outcome = 'interrupted', ended_wall = ? WHERE ended_wall IS NULL`,
  ).run(wall).changes;
}

/** Outcome of a printer's last attempt that sent anything, or null if there was none. */
export function lastSentOutcome(db: ReadableDatabase, printerId: string): string | null {
  const row = statement<[string], { outcome: string | null }>(
    db,
    `SELECT outcome FROM print_attempt WHERE printer_id = ? AND ended_wall IS NOT NULL
       AND outcome NOT IN ('held', 'retryable', 'withdrawn') ORDER BY id DESC LIMIT 1`,
  ).get(printerId);
  return row?.outcome ?? null;
}
