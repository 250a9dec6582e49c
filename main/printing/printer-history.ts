import { attemptsOfPrinter, printJobsOfPrinter } from '../../db/printing/print-history.ts';
import { attemptOutcomeSchema, type HistoryJob } from '../../preload/contract/printer-history.ts';
import type { Context } from '../base/context.ts';

/** Maximum jobs of a printer's history. */
const jobsShown = 200;

/** Outcomes as stored; one written by a later version is shown as unknown. */
const storedOutcomeSchema = attemptOutcomeSchema.catch('unknown').nullable();

/** A printer's last jobs with their attempts. */
export function printerHistory(context: Context, printerId: string): HistoryJob[] {
  const jobs = printJobsOfPrinter(context.db, context.event.file.id, printerId, jobsShown);
  const attempts = attemptsOfPrinter(
    context.db,
    printerId,
    jobs.map(({ id }) => id),
  );
  return jobs.map((job) => ({
    jobId: job.id,
    kind: job.kind,
    state: job.state,
    reason: job.reason,
    serialText: job.badgeSerial ?? '',
    createdAt: job.createdWall,
    attempts: attempts
      .filter(({ jobId }) => jobId === job.id)
      .map((attempt) => ({
        id: attempt.id,
        startedAt: attempt.startedWall,
        endedAt: attempt.endedWall,
        outcome: storedOutcomeSchema.parse(attempt.outcome),
        reason: attempt.reason,
        detail: attempt.detail,
      })),
  }));
}
