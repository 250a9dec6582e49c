import type { WritableDatabase } from '../../db/base/types.ts';
import { endInterruptedAttempts } from '../../db/printing/print-attempts.ts';
import { printJobsInStates } from '../../db/printing/print-jobs.ts';
import type { Log } from '../base/log.ts';
import type { JobMoves } from './job-moves.ts';

/**
 * Resolves what an earlier run of the app left behind. Jobs whose bytes were on the way become
 * `unknown`: only the desk can tell whether the badge came out. Queued ones had sent nothing and
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
    // Negative: the clock was set back, and how long it waited is unknown.
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
