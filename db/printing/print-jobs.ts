import type { HoldReason, PrintJobState } from '../../domain/printing/print-job.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';

/** One print job as stored. Times are UTC milliseconds. */
export interface PrintJobRow {
  id: string;
  eventId: string;
  kind: 'badge' | 'test';
  badgeSerial: string | null;
  delegateId: string | null;
  /** The only printer that may send it: chosen by a test, or by the routing of a badge. */
  printerId: string | null;
  /** The printer from which the job was moved because it could not print. */
  movedFrom: string | null;
  batchId: string | null;
  /** The operator chose to print without the characters that no font has. */
  latinOnly: boolean;
  state: PrintJobState;
  reason: HoldReason | null;
  detail: string;
  /** 1 for the first print of the serial. From 2 on it is marked on the badge. */
  attempt: number;
  /** 0: a person waits at the desk; 1: batch. */
  priority: number;
  /** When an operator last confirmed that an old held job is still needed. */
  stillWantedWall: number | null;
  createdWall: number;
  /**
   * When the state last changed ("held since"). A change of the reason alone does not update it.
   */
  updatedWall: number;
}

/** What the creator of a job sets. It starts `queued` with attempt 1. */
export interface NewPrintJob {
  id: string;
  eventId: string;
  kind: 'badge' | 'test';
  /** Required for a badge, null for a test. */
  badgeSerial: string | null;
  delegateId: string | null;
  /** Set only for a test. */
  printerId?: string | null;
  priority: number;
  batchId?: string | null;
  wall: number;
}

/** A job as SQLite returns it: booleans are 0 or 1. */
export interface PrintJobRecord extends Omit<PrintJobRow, 'latinOnly'> {
  latinOnly: number;
}

/** The columns of `PrintJobRecord`, for SELECT. */
export const printJobColumns = `print_job.id, print_job.event_id AS eventId, print_job.kind,
  badge_serial AS badgeSerial, delegate_id AS delegateId, printer_id AS printerId, moved_from AS movedFrom,
  batch_id AS batchId, latin_only AS latinOnly, print_job.state, reason, detail, attempt, priority,
  still_wanted_wall AS stillWantedWall, created_wall AS createdWall, updated_wall AS updatedWall`;

export function printJobOf(record: PrintJobRecord): PrintJobRow {
  return {
    id: record.id,
    eventId: record.eventId,
    kind: record.kind,
    badgeSerial: record.badgeSerial,
    delegateId: record.delegateId,
    printerId: record.printerId,
    movedFrom: record.movedFrom,
    batchId: record.batchId,
    latinOnly: record.latinOnly === 1,
    state: record.state,
    reason: record.reason,
    detail: record.detail,
    attempt: record.attempt,
    priority: record.priority,
    stillWantedWall: record.stillWantedWall,
    createdWall: record.createdWall,
    updatedWall: record.updatedWall,
  };
}

/** Inserts a job with state `queued`, inside the transaction of its badge. */
export function insertPrintJob(db: WritableDatabase, job: NewPrintJob): void {
  statement(
    db,
    `INSERT INTO print_job
       (id, event_id, kind, badge_serial, delegate_id, printer_id, batch_id, state, priority, created_wall,
        updated_wall)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?)`,
  ).run(
    job.id,
    job.eventId,
    job.kind,
    job.badgeSerial,
    job.delegateId,
    job.printerId ?? null,
    job.batchId ?? null,
    job.priority,
    job.wall,
    job.wall,
  );
}

export function findPrintJob(db: ReadableDatabase, id: string): PrintJobRow | null {
  const record = statement<[string], PrintJobRecord>(
    db,
    `SELECT ${printJobColumns} FROM print_job WHERE id = ?`,
  ).get(id);
  return record === undefined ? null : printJobOf(record);
}

/** Jobs in any of the states in printing order: by priority, then oldest first. */
export function printJobsInStates(
  db: ReadableDatabase,
  states: readonly PrintJobState[],
): PrintJobRow[] {
  return statement<[string], PrintJobRecord>(
    db,
    `SELECT ${printJobColumns} FROM print_job WHERE state IN (SELECT value FROM json_each(?))
     ORDER BY priority, rowid`,
  )
    .all(JSON.stringify(states))
    .map(printJobOf);
}

/** The last `limit` jobs of an event in any of the states, newest first. */
export function latestPrintJobs(
  db: ReadableDatabase,
  eventId: string,
  states: readonly PrintJobState[],
  limit: number,
): PrintJobRow[] {
  return statement<[string, string, number], PrintJobRecord>(
    db,
    `SELECT ${printJobColumns} FROM print_job WHERE event_id = ?
       AND state IN (SELECT value FROM json_each(?))
     ORDER BY rowid DESC LIMIT ?`,
  )
    .all(eventId, JSON.stringify(states), limit)
    .map(printJobOf);
}

/** The last job of a badge serial, or null. */
export function printJobOfBadge(db: ReadableDatabase, badgeSerial: string): PrintJobRow | null {
  const record = statement<[string], PrintJobRecord>(
    db,
    `SELECT ${printJobColumns} FROM print_job WHERE badge_serial = ?
     ORDER BY rowid DESC LIMIT 1`,
  ).get(badgeSerial);
  return record === undefined ? null : printJobOf(record);
}

export interface PrintJobMove {
  /**
   * The state that the job must be in, so that only one caller moves a job; RowCountError
   * otherwise.
   */
  from: PrintJobState;
  to: PrintJobState;
  reason: HoldReason | null;
  detail: string;
  /** The printer that must own the job; null for any. */
  owner: string | null;
  wall: number;
}

/**
 * Moves a job to another state. Throws RowCountError if it is not in `from`, or another printer
 * owns it.
 */
export function movePrintJob(db: WritableDatabase, id: string, move: PrintJobMove): void {
  const heldSinceStays = move.from === 'held' && move.to === 'held' ? 1 : 0;
  changedOne(
    statement(
      db,
      `UPDATE print_job SET state = ?, reason = ?, detail = ?,
         updated_wall = CASE WHEN ? THEN updated_wall ELSE ? END
       WHERE id = ? AND state = ? AND (? IS NULL OR printer_id = ?)`,
    ).run(
      move.to,
      move.reason,
      move.detail,
      heldSinceStays,
      move.wall,
      id,
      move.from,
      move.owner,
      move.owner,
    ),
    `movePrintJob ${move.from} → ${move.to}`,
  );
}

/** Queues another print of the serial at an operator's request, with the next attempt's number. */
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

/** Queues a held job again after an operator confirmed that it is still needed. */
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
 * Records that the operator accepts the characters that the fonts have. The job stays held until
 * its release.
 */
export function printJobLatinOnly(db: WritableDatabase, id: string): void {
  changedOne(
    statement(db, `UPDATE print_job SET latin_only = 1 WHERE id = ? AND state = 'held'`).run(id),
    'printJobLatinOnly',
  );
}
