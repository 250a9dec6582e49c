import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  advancePrintBatch,
  countBatchJobs,
  delegatesOfBatch,
  findCandidate,
  findPrintBatch,
  type PrintBatchRow,
  printBatches,
  waitingBatchJobs,
} from '../../db/printing/print-batches.ts';
import type { HoldReason } from '../../domain/printing/print-job.ts';
import type { Context } from '../base/context.ts';
import { errorFields, type Log } from '../base/log.ts';
import { whyLeftOut } from './batch-scope.ts';
import { issueBadge } from './issue-badge.ts';

/** Badges issued ahead of each printer: some seconds of work, and little to undo. */
const aheadOfPrinter = 12;
/** Badges issued in one transaction: scans get their turn after each. */
const issuedAtOnce = 4;
/** Jobs that are dropped before scans get their turn. */
const droppedAtOnce = 4;

/** Reasons for which a held job waits for a person or another stock, and not for its turn. */
const notInTheWay: ReadonlySet<HoldReason> = new Set([
  'wrong-stock',
  'missing-glyphs',
  'render-failed',
  'waits-for-data',
  'not-in-event-file',
  'stopped',
]);

export interface BatchRunnerDeps {
  context: Context;
  printers: () => number;
  wake: () => void;
  /** Drops a waiting job; does nothing if it has begun meanwhile. */
  drop: (jobId: string) => void;
  /** Called after the commit. */
  onChanged: () => void;
  log: Log;
}

/**
 * Advances batches: issues badges a little ahead of the printers while the batch runs, and drops
 * the waiting ones of a cancelled batch. Progress is in the store, so that a new run of the app
 * continues where the last one ended.
 */
export interface BatchRunner {
  /** There may be work: after the start, a change of a batch, or a job of one. */
  nudge(): void;
  /** Ends after the current step. */
  stop(): Promise<void>;
}

export function createBatchRunner(deps: BatchRunnerDeps): BatchRunner {
  return new Runner(deps);
}

class Runner implements BatchRunner {
  readonly #deps: BatchRunnerDeps;
  #nudged = false;
  #stopped = false;
  #finished: Promise<void> | null = null;
  /** Lists of delegates that are read only once: a large one takes milliseconds. */
  readonly #delegates = new Map<string, readonly string[]>();

  constructor(deps: BatchRunnerDeps) {
    this.#deps = deps;
  }

  nudge(): void {
    this.#nudged = true;
    if (this.#stopped || this.#finished !== null) return;
    this.#finished = this.#run().finally(() => {
      this.#finished = null;
      if (this.#nudged) this.nudge();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#finished;
  }

  async #run(): Promise<void> {
    await nextTurn();
    while (this.#nudged && !this.#stopped) {
      this.#nudged = false;
      try {
        for (const batch of this.#open()) await this.#bringForward(batch.id);
      } catch (error) {
        // The store failed. The next change of a job or batch, or the next start, continues here.
        this.#deps.log.error(errorFields(error), 'print batch');
      }
    }
  }

  /** Batches in the order in which they were started, so that the first one prints first. */
  #open(): PrintBatchRow[] {
    const { db, event } = this.#deps.context;
    return printBatches(db, event.file.id).reverse();
  }

  async #bringForward(batchId: string): Promise<void> {
    while (!this.#stopped && this.#step(batchId)) {
      this.#deps.onChanged();
      await nextTurn();
    }
  }

  /** Does one short step; false if there is nothing to do now. */
  #step(batchId: string): boolean {
    const batch = findPrintBatch(this.#deps.context.db, batchId);
    if (batch === null) return false;
    switch (batch.state) {
      case 'cancelled':
        return this.#dropSome(batchId);
      case 'paused':
        return false;
      case 'running':
        return this.#issueSome(batch);
    }
  }

  #dropSome(batchId: string): boolean {
    this.#delegates.delete(batchId);
    const jobs = waitingBatchJobs(this.#deps.context.db, batchId, droppedAtOnce);
    for (const job of jobs) this.#deps.drop(job);
    return jobs.length > 0;
  }

  #issueSome(batch: PrintBatchRow): boolean {
    if (batch.next >= batch.total) {
      this.#delegates.delete(batch.id);
      return false;
    }
    const { context } = this.#deps;
    const room = aheadOfPrinter * Math.max(1, this.#deps.printers()) - this.#inTheWay(batch.id);
    // A whole step or none: right after a badge came out, the next one's first byte has priority.
    if (room < Math.min(issuedAtOnce, batch.total - batch.next)) return false;
    const delegates = this.#delegatesOf(batch.id);
    const next = Math.min(batch.total, batch.next + issuedAtOnce);
    context.db
      .transaction(() => {
        let skipped = 0;
        for (const delegateId of delegates.slice(batch.next, next))
          if (!this.#issue(batch, delegateId)) skipped += 1;
        advancePrintBatch(context.db, batch.id, { from: batch.next, next, skipped });
      })
      .immediate();
    this.#deps.wake();
    return true;
  }

  /**
   * False for a delegate who has a badge by now, or is no longer confirmed. Call it in the
   * transaction.
   */
  #issue(batch: PrintBatchRow, delegateId: string): boolean {
    const { context } = this.#deps;
    const candidate = findCandidate(context.db, batch.eventId, delegateId);
    if (candidate === null || whyLeftOut(candidate) !== null || batch.operatorId === null)
      return false;
    issueBadge(context, {
      delegateId,
      operatorId: batch.operatorId,
      reason: 'first',
      batchId: batch.id,
    });
    return true;
  }

  /** Jobs of a batch that are ahead of the next ones at a printer. */
  #inTheWay(batchId: string): number {
    return countBatchJobs(this.#deps.context.db, batchId).reduce((sum, { state, reason, jobs }) => {
      const isBefore =
        state === 'queued' ||
        state === 'sending' ||
        state === 'awaiting' ||
        (state === 'held' && (reason === null || !notInTheWay.has(reason)));
      return isBefore ? sum + jobs : sum;
    }, 0);
  }

  #delegatesOf(batchId: string): readonly string[] {
    const known = this.#delegates.get(batchId);
    if (known !== undefined) return known;
    const delegates = delegatesOfBatch(this.#deps.context.db, batchId);
    this.#delegates.set(batchId, delegates);
    return delegates;
  }
}
