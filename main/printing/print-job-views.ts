import {
  latestPrintJobs,
  type PrintJobRow,
  printJobsInStates,
} from '../../db/printing/print-jobs.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { latinOnly } from '../../domain/badges/badge.ts';
import {
  askingPrintJobStates,
  finalPrintJobStates,
  type PrintJobState,
  printJobStateSchema,
} from '../../domain/printing/print-job.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { missingLetters } from '../../platform/fonts/letters.ts';
import type { PrintJobView } from '../../preload/contract/printing.ts';
import type { Context } from '../base/context.ts';

const openStates: readonly PrintJobState[] = printJobStateSchema.options.filter(
  (state) => !finalPrintJobStates.includes(state),
);
/** Maximum finished jobs below the open ones in the list. */
const finishedShown = 30;

/** Unfinished jobs, then the last finished ones; each newest first. */
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
    category: delegate?.category ?? null,
    printedName: delegate?.printedName ?? '',
    serialText: job.badgeSerial ?? '',
    printerId: job.printerId,
    movedFrom: job.movedFrom,
    batchId: job.batchId,
    priority: job.priority,
    createdAt: job.createdWall,
    latinHelps: !job.latinOnly && delegate !== null && lackedByLatin(delegate, job).length === 0,
    asksIfWanted: job.state === 'held' && (job.reason === 'too-old' || job.reason === 'duplicate'),
    asksOutcome: askingPrintJobStates.includes(job.state),
  };
}

/** Letters missing even in the Latin name, of those for which the badge was held. */
function lackedByLatin(delegate: Delegate, { reason, detail }: PrintJobRow): string[] {
  if (reason !== 'missing-glyphs') return [];
  const { title, printedName, givenName, familyName, jobTitle, administration } =
    latinOnly(delegate);
  const shown = [title, printedName, givenName, familyName, jobTitle, administration];
  const letters = missingLetters(shown.join(' '));
  return letters.filter((letter) => detail.includes(letter));
}
