import type { StockCountKind } from '../../domain/badges/stock-balance.ts';
import type { PrintJobState } from '../../domain/printing/print-job.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';

export interface StockCountRow {
  id: number;
  printerId: string;
  stock: string;
  localDay: string;
  kind: StockCountKind;
  count: number;
  operatorId: string | null;
  /** UTC milliseconds. */
  wall: number;
}

/** Stores a stock count and returns its number. */
export function insertStockCount(
  db: WritableDatabase,
  row: Omit<StockCountRow, 'id'> & { eventId: string },
): number {
  const result = statement(
    db,
    `INSERT INTO stock_count (event_id, printer_id, stock, local_day, kind, count, operator_id, wall)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.eventId,
    row.printerId,
    row.stock,
    row.localDay,
    row.kind,
    row.count,
    row.operatorId,
    row.wall,
  );
  return Number(result.lastInsertRowid);
}

/** Withdraws a wrong count. Throws RowCountError if there is none or it is already withdrawn. */
export function withdrawStockCount(
  db: WritableDatabase,
  id: number,
  by: { operatorId: string; wall: number },
): void {
  changedOne(
    statement(
      db,
      `UPDATE stock_count SET withdrawn_by = ?, withdrawn_wall = ?
       WHERE id = ? AND withdrawn_wall IS NULL`,
    ).run(by.operatorId, by.wall, id),
    'withdrawStockCount',
  );
}

/** The counts of an event that were not withdrawn, oldest first. */
export function listStockCounts(db: ReadableDatabase, eventId: string): StockCountRow[] {
  return statement<[string], StockCountRow>(
    db,
    `SELECT id, printer_id AS printerId, stock, local_day AS localDay, kind, count,
       operator_id AS operatorId, wall
     FROM stock_count WHERE event_id = ? AND withdrawn_wall IS NULL ORDER BY id`,
  ).all(eventId);
}

/**
 * One attempt at printing. It has its job's state if it is the job's last attempt that sent
 * anything.
 */
export interface AttemptRow {
  id: number;
  printerId: string;
  stock: string;
  /** UTC milliseconds. */
  startedWall: number;
  badgeSerial: string | null;
  outcome: string | null;
  jobState: PrintJobState | null;
}

/** Every attempt for an event that may have used a blank, in order. */
export function attemptsWithBlanks(db: ReadableDatabase, eventId: string): AttemptRow[] {
  return statement<[string], AttemptRow>(
    db,
    `SELECT attempt.id, attempt.printer_id AS printerId, attempt.stock, attempt.started_wall AS startedWall,
       job.badge_serial AS badgeSerial, attempt.outcome,
       CASE WHEN EXISTS (SELECT 1 FROM print_attempt AS later WHERE later.job_id = attempt.job_id
         AND later.id > attempt.id AND coalesce(later.outcome, '') NOT IN ('held', 'retryable', 'withdrawn'))
       THEN NULL ELSE job.state END AS jobState
     FROM print_attempt AS attempt JOIN print_job AS job ON job.id = attempt.job_id
     WHERE job.event_id = ? AND coalesce(attempt.outcome, '') NOT IN ('held', 'retryable', 'withdrawn')
     ORDER BY attempt.id`,
  ).all(eventId);
}
