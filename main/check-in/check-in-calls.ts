import {
  type CheckInAnswer,
  type CheckInInput,
  checkInCalls,
} from '../../preload/contract/check-in.ts';
import { answers, type CallParts } from '../base/calls.ts';
import type { Log } from '../base/log.ts';
import type { PrintQueue } from '../printing/queue.ts';
import { delegateDetail, findDelegates, recentItems } from '../roster/views.ts';
import { checkIn } from './check-in.ts';
import { undoCheckIn } from './undo-check-in.ts';

/** What answers a check-in besides the use case. */
export interface CheckInParts extends CallParts {
  queue: Pick<PrintQueue, 'wake'>;
}

/** The calls of a ticket at a desk. */
export function checkInAnswers(desk: CheckInParts) {
  const { context } = desk;
  return answers(checkInCalls, {
    checkIn: (input, caller) => {
      const answer = checkIn(context, caller, input);
      checkInAnswered(desk, input, answer);
      return answer;
    },
    undoCheckIn: (input, caller) => {
      undoCheckIn(context, caller, input);
      // Its badge is no longer valid: its waiting jobs are cancelled.
      desk.queue.wake();
      desk.factWritten();
    },
    getRecent: (input) => recentItems(context, input.limit),
    searchDelegates: (input) => findDelegates(context, input),
    getDelegate: (input, caller) => delegateDetail(context, caller, input.id),
  });
}

/** After the commit: starts the print, tells the pages, and logs the time from frame to decision. */
export function checkInAnswered(
  desk: CheckInParts,
  input: CheckInInput,
  answer: CheckInAnswer,
): void {
  const decidedAt = performance.now();
  logDecision(desk.log, input, answer, decidedAt);
  if (answer.outcome !== 'admitted') {
    if (mayHaveAlerted(answer)) desk.factWritten();
    return;
  }
  if (answer.badge !== null) desk.queue.wake(answer.badge.jobId ?? undefined, decidedAt);
  desk.factWritten();
}

/** Outcomes of which some are facts, see `isAlertingRefusal`. */
function mayHaveAlerted({ outcome }: CheckInAnswer): boolean {
  return outcome === 'stopped' || outcome === 'forged' || outcome === 'badge-not-valid';
}

/** Real time, whatever the event's clock says: the scan's `seenAt` is real time too. */
function logDecision(
  log: Log,
  input: CheckInInput,
  answer: CheckInAnswer,
  decidedAt: number,
): void {
  const seenAt = input.target.kind === 'scan' ? input.target.scan.seenAt : null;
  const fields = {
    outcome: answer.outcome,
    source: input.target.kind === 'scan' ? input.target.scan.source : 'search',
    frameToDecisionMs:
      seenAt === null ? null : Math.round((performance.timeOrigin + decidedAt - seenAt) * 10) / 10,
    jobId: answer.outcome === 'admitted' ? (answer.badge?.jobId ?? null) : null,
  };
  log.info(fields, 'decision');
}
