import { type PrintJobRow, printJobsInStates } from '../../db/print-jobs.ts';
import type { ReadableDatabase } from '../../db/types.ts';
import type { HoldReason } from '../../domain/print-job.ts';
import type { Printable } from '../../domain/test-sheet.ts';
import type { JobMoves } from './job-moves.ts';

/** Reasons of a hold that end by a person's word only. */
const waitsForWord: ReadonlySet<HoldReason> = new Set([
  'missing-glyphs',
  'render-failed',
  'too-old',
  'paused',
]);

/** The jobs of one printer that have not been sent. */
export interface WaitingJobs {
  /** How many wait for this printer, asking ones not counted. */
  count(): number;
  /** The next job that may print, with its words; on the way, jobs that may not are held with their reason. */
  next(): { job: PrintJobRow; content: Printable } | null;
  /** Jobs that are on their way by their state while nothing is: a failure of the store left them so. */
  settleOrphans(): void;
  /** The printer cannot print: every job that waits for it says why. */
  holdAll(hold: { reason: HoldReason; detail: string }): void;
}

export function createWaitingJobs(deps: {
  db: ReadableDatabase;
  clock: () => number;
  moves: JobMoves;
  printerId: string;
  /** True if the job is for this printer. */
  owns: (job: PrintJobRow) => boolean;
  contentOf: (job: PrintJobRow) => Printable | HoldReason;
  asksAfterMinutes: () => number;
}): WaitingJobs {
  const { moves, printerId } = deps;

  const waiting = (): PrintJobRow[] =>
    printJobsInStates(deps.db, ['queued', 'held']).filter(
      (job) => deps.owns(job) && !(job.reason !== null && waitsForWord.has(job.reason)),
    );

  /** Held too long: it asks before it prints, because the person may have been served otherwise. */
  const asks = (job: PrintJobRow): boolean => {
    if (job.state !== 'held' || deps.clock() - job.updatedWall < deps.asksAfterMinutes() * 60_000)
      return false;
    moves.hold(job, { reason: 'too-old', detail: job.reason ?? '', printerId });
    return true;
  };

  return {
    count: () => waiting().length,
    next: () => {
      for (const job of waiting()) {
        const content = deps.contentOf(job);
        if (typeof content === 'string')
          moves.hold(job, { reason: content, detail: '', printerId });
        else if (!asks(job)) return { job, content };
      }
      return null;
    },
    settleOrphans: () => {
      for (const job of printJobsInStates(deps.db, ['sending', 'awaiting'])) {
        if (job.printerId !== printerId) continue;
        moves.move(job.id, {
          from: job.state,
          to: 'unknown',
          detail: 'the store failed while it was being sent',
        });
      }
    },
    holdAll: (hold) => {
      for (const job of waiting()) {
        if (job.reason === 'waits-for-data' || asks(job)) continue;
        moves.hold(job, { reason: hold.reason, detail: hold.detail, printerId });
      }
    },
  };
}
