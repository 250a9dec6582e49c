import { endInterruptedAttempts } from '../../db/print-attempts.ts';
import { printJobsInStates } from '../../db/print-jobs.ts';
import type { WritableDatabase } from '../../db/types.ts';
import type { Log } from '../log.ts';
import type { JobMoves } from './job-moves.ts';

/**
 * Settles what an earlier life of the app left behind. Jobs whose bytes were on the way become
 * `unknown`: only the desk can say whether the badge came out. Queued ones had sent nothing and print
 * as if nothing had happened, unless they are so old that somebody must say they are still wanted: those
 * of persons, because a batch says itself whether it is.
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
    // Less than nothing: the clock was put back, and nobody knows how long it waited.
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

/** Jobs of a printer that are on their way by their state while nothing is: a failure of the store left them so. */
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
