import type { WritableDatabase } from '../../db/base/types.ts';
import { endInterruptedAttempts } from '../../db/printing/print-attempts.ts';
import {
  findPrintJob,
  movePrintJob,
  type PrintJobRow,
  printJobAgain,
  printJobLatinOnly,
  printJobStillWanted,
  printJobsInStates,
} from '../../db/printing/print-jobs.ts';
import { disownPrintJob, routePrintJob } from '../../db/printing/print-routes.ts';
import type { HoldReason, PrintJobState } from '../../domain/printing/print-job.ts';
import type { Log } from '../base/log.ts';

/** Why a job waits: the domain's reason and, for support, an English detail. */
export interface Hold {
  reason: HoldReason;
  detail: string;
}

/**
 * A job is not, or no longer, in a state that allows what was asked. `unwanted`: it must not print
 * (any more). The next `settle` of the dispatch cancels it, or records why it waits.
 */
export class PrintJobStateError extends Error {
  readonly jobId: string;
  constructor(jobId: string, action: string, state: PrintJobState | 'missing' | 'unwanted') {
    super(`${action}: print job is ${state}`);
    this.name = 'PrintJobStateError';
    this.jobId = jobId;
  }
}

/** Every change of a job: one transaction with what depends on it, then the notice. */
export type JobMoves = ReturnType<typeof createJobMoves>;

export function createJobMoves(deps: {
  db: WritableDatabase;
  clock: () => number;
  recordChange: ((job: PrintJobRow) => void) | undefined;
  onJobChanged: (job: PrintJobRow) => void;
}) {
  const { db, clock } = deps;

  const change = (id: string, action: () => void): void => {
    const changed = db
      .transaction((): PrintJobRow => {
        action();
        const job = findPrintJob(db, id);
        if (job === null) throw new Error(`print job ${id} has vanished`);
        deps.recordChange?.(job);
        return job;
      })
      .immediate();
    deps.onJobChanged(changed);
  };

  const write = (
    id: string,
    step: Parameters<JobMoves['move']>[1],
    alongside?: () => void,
  ): void => {
    step.first?.();
    movePrintJob(db, id, {
      from: step.from,
      to: step.to,
      reason: step.reason ?? null,
      detail: step.detail ?? '',
      owner: step.owner ?? null,
      wall: clock(),
    });
    alongside?.();
  };

  return {
    /**
     * Throws RowCountError if the job is not in `from`, or `owner` is named and does not own it.
     * `first` and `alongside` run in the same transaction, before and after the change; what they
     * throw rolls it back.
     */
    move: (
      id: string,
      step: {
        from: PrintJobState;
        to: PrintJobState;
        reason?: HoldReason;
        detail?: string;
        owner?: string;
        first?: () => void;
      },
      alongside?: () => void,
    ): void => change(id, () => write(id, step, alongside)),
    /** Holds a queued or held job; does nothing if it is already held for that reason. */
    hold: (job: PrintJobRow, hold: Hold): void => {
      if (isWaiting(job) && !isHeldFor(job, hold))
        change(job.id, () => write(job.id, { from: job.state, to: 'held', ...hold }));
    },
    /** Queues a waiting job at a printer. Throws RowCountError if it is no longer where it was. */
    route: (job: PrintJobRow, to: { printerId: string; movedFrom: string | null }): void =>
      change(job.id, () =>
        routePrintJob(db, job.id, {
          from: job.printerId,
          to: to.printerId,
          movedFrom: to.movedFrom,
          wall: clock(),
        }),
      ),
    /** Takes a waiting job from its printer and holds it: no printer may print it. */
    disown: (job: PrintJobRow, hold: Hold): void => {
      const { printerId } = job;
      if (!isWaiting(job) || (printerId === null && isHeldFor(job, hold))) return;
      change(job.id, () => {
        if (printerId !== null) disownPrintJob(db, job.id, printerId);
        write(job.id, { from: job.state, to: 'held', ...hold });
      });
    },
    again: (id: string, from: 'failed-partial' | 'unknown'): void =>
      change(id, () => printJobAgain(db, id, from, clock())),
    /** Queues a held job again. */
    stillWanted: (id: string, options?: { latinOnly: boolean }): void =>
      change(id, () => {
        if (options?.latinOnly === true) printJobLatinOnly(db, id);
        printJobStillWanted(db, id, clock());
      }),
  };
}

function isWaiting(job: PrintJobRow): boolean {
  return job.state === 'queued' || job.state === 'held';
}

function isHeldFor(job: PrintJobRow, hold: Hold): boolean {
  return job.state === 'held' && job.reason === hold.reason && job.detail === hold.detail;
}

/**
 * Resolves what an earlier run of the app left behind. Jobs whose bytes were on the way become
 * `unknown`: only the operator can see whether the badge came out. Queued jobs had sent nothing and
 * print normally. A person's badge that is too old is held until an operator confirms that it is
 * still wanted; a batch decides this for its own badges.
 */
export function recoverJobs(deps: {
  db: WritableDatabase;
  clock: () => number;
  moves: JobMoves;
  asksAfterMinutes: () => number;
  log: Log;
}): void {
  const { db, moves } = deps;
  endInterruptedAttempts(db, deps.clock());
  const interrupted = printJobsInStates(db, ['sending', 'awaiting']);
  for (const job of interrupted) {
    moves.move(job.id, {
      from: job.state,
      to: 'unknown',
      detail: 'the app ended while this badge was being sent',
    });
  }
  const longest = deps.asksAfterMinutes() * 60_000;
  for (const job of printJobsInStates(db, ['queued'])) {
    const age = deps.clock() - job.updatedWall;
    // Negative: the clock was set back, and how long the job waited is unknown.
    if (job.priority === 0 && (age > longest || age < 0))
      moves.hold(job, { reason: 'too-old', detail: 'queued before the app ended' });
  }
  if (interrupted.length > 0) {
    deps.log.info(
      { jobs: interrupted.map((job) => job.id) },
      'print jobs of unknown outcome after a crash',
    );
  }
}

/** Corrects jobs that a failure of the store left marked as being sent although none is. */
export function settleOrphans(db: WritableDatabase, moves: JobMoves, printerId: string): void {
  for (const job of printJobsInStates(db, ['sending', 'awaiting'])) {
    if (job.printerId !== printerId) continue;
    moves.move(job.id, {
      from: job.state,
      to: 'unknown',
      detail: 'the store failed while it was being sent',
    });
  }
}
