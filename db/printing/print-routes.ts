import type { Delegate } from '../../domain/roster/delegate.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';
import {
  type PrintJobRecord,
  type PrintJobRow,
  printJobColumns,
  printJobOf,
} from './print-jobs.ts';

/**
 * A job that was not sent yet, with everything that decides its printer and whether it may print.
 */
export interface WaitingJob {
  job: PrintJobRow;
  /** Category and status of the badge's holder; null if the roster does not have them (yet). */
  category: string | null;
  status: Delegate['status'] | null;
  /** State of its batch as stored; null for a job without a batch. */
  batch: 'running' | 'paused' | 'cancelled' | null;
  /** Its badge is no longer valid: undone, replaced or reported lost, here or at another desk. */
  isVoid: boolean;
  /** The stop list has the badge or its holder. */
  isStopped: boolean;
  /** Its holder has another valid badge, because two desks admitted the person independently. */
  isDuplicate: boolean;
  /** Its badge has no issue that counts: the records are disregarded. */
  isDisregarded: boolean;
}

type WaitingRecord = PrintJobRecord &
  Pick<WaitingJob, 'category' | 'status' | 'batch'> &
  Record<'isVoid' | 'isStopped' | 'isDuplicate' | 'isDisregarded', 0 | 1>;

const waiting = `SELECT ${printJobColumns}, delegate.category AS category, delegate.status AS status,
    print_batch.state AS batch,
    EXISTS (SELECT 1 FROM badge WHERE serial = print_job.badge_serial
      AND state IN ('stale', 'returned', 'lost', 'destroyed')) AS isVoid,
    EXISTS (SELECT 1 FROM stop_entry WHERE (kind = 'delegate' AND value = print_job.delegate_id)
      OR (kind = 'badge' AND value = print_job.badge_serial)) AS isStopped,
    EXISTS (SELECT 1 FROM badge AS other WHERE other.event_id = print_job.event_id
      AND other.delegate_id = print_job.delegate_id AND other.serial <> print_job.badge_serial
      AND other.state IN ('issued', 'printed', 'handed-over')) AS isDuplicate,
    print_job.kind = 'badge'
      AND NOT EXISTS (SELECT 1 FROM badge WHERE serial = print_job.badge_serial) AS isDisregarded
  FROM print_job
  LEFT JOIN delegate ON delegate.id = print_job.delegate_id AND delegate.deleted = 0
  LEFT JOIN print_batch ON print_batch.id = print_job.batch_id
  WHERE print_job.state IN ('queued', 'held')`;

/** All queued and held jobs in printing order: people at the desk first, then oldest first. */
export function waitingJobs(db: ReadableDatabase): WaitingJob[] {
  return statement<[], WaitingRecord>(db, `${waiting} ORDER BY priority, print_job.rowid`)
    .all()
    .map(waitingJobOf);
}

/** The job if it is queued or held, else null. */
export function findWaitingJob(db: ReadableDatabase, id: string): WaitingJob | null {
  const record = statement<[string], WaitingRecord>(db, `${waiting} AND print_job.id = ?`).get(id);
  return record === undefined ? null : waitingJobOf(record);
}

function waitingJobOf(record: WaitingRecord): WaitingJob {
  const { category, status, batch, isVoid, isStopped, isDuplicate, isDisregarded } = record;
  return {
    job: printJobOf(record),
    category,
    status,
    batch,
    isVoid: isVoid === 1,
    isStopped: isStopped === 1,
    isDuplicate: isDuplicate === 1,
    isDisregarded: isDisregarded === 1,
  };
}

/** Assigns a waiting job to a printer. */
export interface PrintJobRoute {
  /** The printer that owns it now, so that no two printers own one job; RowCountError otherwise. */
  from: string | null;
  to: string;
  movedFrom: string | null;
  wall: number;
}

/**
 * Moves a waiting job to a printer, with state `queued`. Throws RowCountError if `from` does not
 * own it.
 */
export function routePrintJob(db: WritableDatabase, id: string, route: PrintJobRoute): void {
  changedOne(
    statement(
      db,
      `UPDATE print_job SET printer_id = ?, moved_from = ?, state = 'queued', reason = NULL, detail = '',
         updated_wall = ?
       WHERE id = ? AND state IN ('queued', 'held') AND printer_id IS ?`,
    ).run(route.to, route.movedFrom, route.wall, id, route.from),
    'routePrintJob',
  );
}

/** Takes a waiting job from its printer, because no printer may print it. */
export function disownPrintJob(db: WritableDatabase, id: string, from: string): void {
  changedOne(
    statement(
      db,
      `UPDATE print_job SET printer_id = NULL
       WHERE id = ? AND state IN ('queued', 'held') AND printer_id = ?`,
    ).run(id, from),
    'disownPrintJob',
  );
}

/**
 * Prints a batch badge before the rest of the batch, because its holder came to the desk. False if
 * the job does not wait.
 */
export function raisePrintJob(db: WritableDatabase, id: string, wall: number): boolean {
  return (
    statement(
      db,
      `UPDATE print_job SET priority = 0, updated_wall = ?
       WHERE id = ? AND state IN ('queued', 'held') AND priority > 0`,
    ).run(wall, id).changes === 1
  );
}
