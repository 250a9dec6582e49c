import { z } from 'zod';
import type { BatchScope } from '../../domain/printing/print-batch.ts';
import type { HoldReason, PrintJobState } from '../../domain/printing/print-job.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { statement } from '../base/statement.ts';
import { changedOne, type ReadableDatabase, type WritableDatabase } from '../base/types.ts';

/** State of a batch as stored. Whether it is finished is derived from its jobs. */
export type StoredBatchState = 'running' | 'paused' | 'cancelled';

/** A batch of badges printed ahead. */
export interface PrintBatchRow {
  id: string;
  eventId: string;
  kind: BatchScope['kind'];
  delegation: string | null;
  state: StoredBatchState;
  /** Number of delegates for whom it was started. */
  total: number;
  /** Number of them that have been processed. */
  next: number;
  /** Number of processed delegates who got no badge. */
  skipped: number;
  operatorId: string | null;
  /** When it was started, UTC milliseconds. */
  wall: number;
}

const columns =
  'id, event_id AS eventId, kind, delegation, state, total, next, skipped, operator_id AS operatorId, wall';

/**
 * Inserts a batch with state `running`. `delegates`: ids in the order in which their badges print.
 */
export function insertPrintBatch(
  db: WritableDatabase,
  batch: Pick<PrintBatchRow, 'id' | 'eventId' | 'kind' | 'delegation' | 'operatorId' | 'wall'> & {
    delegates: readonly string[];
  },
): void {
  statement(
    db,
    `INSERT INTO print_batch (id, event_id, kind, delegation, state, delegates, total, operator_id, wall)
     VALUES (?, ?, ?, ?, 'running', ?, ?, ?, ?)`,
  ).run(
    batch.id,
    batch.eventId,
    batch.kind,
    batch.delegation,
    JSON.stringify(batch.delegates),
    batch.delegates.length,
    batch.operatorId,
    batch.wall,
  );
}

export function findPrintBatch(db: ReadableDatabase, id: string): PrintBatchRow | null {
  return (
    statement<[string], PrintBatchRow>(db, `SELECT ${columns} FROM print_batch WHERE id = ?`).get(
      id,
    ) ?? null
  );
}

/** Newest first. */
export function printBatches(db: ReadableDatabase, eventId: string): PrintBatchRow[] {
  return statement<[string], PrintBatchRow>(
    db,
    `SELECT ${columns} FROM print_batch WHERE event_id = ? ORDER BY rowid DESC`,
  ).all(eventId);
}

const delegatesSchema = z.array(z.string());

/** Ids of the delegates of a batch, in the order in which their badges print. */
export function delegatesOfBatch(db: ReadableDatabase, id: string): string[] {
  const row = statement<[string], { delegates: string }>(
    db,
    'SELECT delegates FROM print_batch WHERE id = ?',
  ).get(id);
  return row === undefined ? [] : delegatesSchema.parse(JSON.parse(row.delegates));
}

/** Throws RowCountError if the batch is not in state `from`. */
export function movePrintBatch(
  db: WritableDatabase,
  id: string,
  from: StoredBatchState,
  to: StoredBatchState,
): void {
  changedOne(
    statement(db, 'UPDATE print_batch SET state = ? WHERE id = ? AND state = ?').run(to, id, from),
    `movePrintBatch ${from} → ${to}`,
  );
}

/**
 * Records that the delegates from `from` up to, but not including, `next` were processed, in the
 * transaction of their badges. Throws RowCountError if the batch is not running or has advanced
 * meanwhile.
 */
export function advancePrintBatch(
  db: WritableDatabase,
  id: string,
  step: { from: number; next: number; skipped: number },
): void {
  changedOne(
    statement(
      db,
      `UPDATE print_batch SET next = ?, skipped = skipped + ? WHERE id = ? AND next = ? AND state = 'running'`,
    ).run(step.next, step.skipped, id, step.from),
    'advancePrintBatch',
  );
}

export function countBatchJobs(
  db: ReadableDatabase,
  id: string,
): { state: PrintJobState; reason: HoldReason | null; jobs: number }[] {
  return statement<[string], { state: PrintJobState; reason: HoldReason | null; jobs: number }>(
    db,
    'SELECT state, reason, count(*) AS jobs FROM print_job WHERE batch_id = ? GROUP BY state, reason',
  ).all(id);
}

/** Up to `limit` waiting jobs of a batch whose holders have not come to the desk. */
export function waitingBatchJobs(db: ReadableDatabase, id: string, limit: number): string[] {
  return statement<[string, number], { id: string }>(
    db,
    `SELECT id FROM print_job WHERE batch_id = ? AND state IN ('queued', 'held') AND priority > 0
     ORDER BY rowid LIMIT ?`,
  )
    .all(id, limit)
    .map((row) => row.id);
}

/** What decides whether and when a delegate's badge is printed ahead. */
export interface BatchCandidate {
  id: string;
  delegation: string;
  role: Delegate['role'];
  letterOrder: number;
  printedName: string;
  givenName: string;
  familyName: string;
  category: string;
  status: Delegate['status'];
  /** A valid badge exists, at whichever desk. */
  hasBadge: boolean;
  stopped: boolean;
}

type CandidateRecord = Omit<BatchCandidate, 'hasBadge' | 'stopped'> & {
  hasBadge: number;
  stopped: number;
};

const candidateColumns = `delegate.id, delegation, role, letter_order AS letterOrder, printed_name AS printedName,
  given_name AS givenName, family_name AS familyName, category, status,
  EXISTS (SELECT 1 FROM badge WHERE badge.event_id = delegate.event_id AND badge.delegate_id = delegate.id
    AND badge.state IN ('issued', 'printed', 'handed-over')) AS hasBadge,
  EXISTS (SELECT 1 FROM stop_entry WHERE kind = 'delegate' AND value = delegate.id) AS stopped`;

/**
 * A section of the roster, to process a large one in steps. It starts after row `after` (0 at
 * first). Returns the row after which the next section starts; null at the end.
 */
export function candidateStretch(
  db: ReadableDatabase,
  eventId: string,
  after: number,
  rows: number,
): { candidates: BatchCandidate[]; last: number | null } {
  const found = statement<[string, number, number], CandidateRecord & { rid: number }>(
    db,
    `SELECT delegate.rid, ${candidateColumns} FROM delegate
     WHERE event_id = ? AND deleted = 0 AND rid > ? ORDER BY rid LIMIT ?`,
  ).all(eventId, after, rows);
  const last = found.length < rows ? null : (found.at(-1)?.rid ?? null);
  return { candidates: found.map(candidateOf), last };
}

/** One delegate as a candidate; null if the roster lacks the id. */
export function findCandidate(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): BatchCandidate | null {
  const found = statement<[string, string], CandidateRecord>(
    db,
    `SELECT ${candidateColumns} FROM delegate WHERE id = ? AND event_id = ? AND deleted = 0`,
  ).get(delegateId, eventId);
  return found === undefined ? null : candidateOf(found);
}

function candidateOf(record: CandidateRecord): BatchCandidate {
  return {
    id: record.id,
    delegation: record.delegation,
    role: record.role,
    letterOrder: record.letterOrder,
    printedName: record.printedName,
    givenName: record.givenName,
    familyName: record.familyName,
    category: record.category,
    status: record.status,
    hasBadge: record.hasBadge === 1,
    stopped: record.stopped === 1,
  };
}
