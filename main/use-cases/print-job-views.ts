import { latestPrintJobs, type PrintJobRow, printJobsInStates } from '../../db/print-jobs.ts';
import { findDelegateById } from '../../db/roster.ts';
import {
  askingPrintJobStates,
  finalPrintJobStates,
  type PrintJobState,
  printJobStateSchema,
} from '../../domain/print-job.ts';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import type { Context } from './context.ts';

const openStates: readonly PrintJobState[] = printJobStateSchema.options.filter(
  (state) => !finalPrintJobStates.includes(state),
);
/** How many finished jobs the list shows below the open ones. */
const finishedShown = 30;

/** Jobs that are not finished, then the last finished ones; each newest first. */
export function printJobViews(context: Context): PrintJobView[] {
  const open = printJobsInStates(context.db, openStates).reverse();
  const finished = latestPrintJobs(
    context.db,
    context.event.file.id,
    finalPrintJobStates,
    finishedShown,
  );
  return [...open, ...finished].map((job) => viewOf(context, job));
}

function viewOf(context: Context, job: PrintJobRow): PrintJobView {
  const delegate =
    job.delegateId === null ? null : findDelegateById(context.db, job.eventId, job.delegateId);
  return {
    id: job.id,
    state: job.state,
    reason: job.reason,
    detail: job.detail,
    delegateId: job.delegateId,
    printedName: delegate?.printedName ?? '',
    serialText: job.badgeSerial ?? '',
    printerId: job.printerId,
    movedFrom: job.movedFrom,
    batchId: job.batchId,
    priority: job.priority,
    createdAt: job.createdWall,
    asksIfWanted: job.state === 'held' && (job.reason === 'too-old' || job.reason === 'duplicate'),
    asksOutcome: askingPrintJobStates.includes(job.state),
  };
}
