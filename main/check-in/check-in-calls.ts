import { findBadge } from '../../db/badges/badges.ts';
import {
  findAdmission,
  hasValidAdmissionOfBadge,
  undoAdmission,
} from '../../db/check-in/admissions.ts';
import type { UndoReason } from '../../domain/ledger/attendance.ts';
import {
  type CheckInAnswer,
  type CheckInInput,
  checkInCalls,
} from '../../preload/contract/check-in.ts';
import { projectBadges, voidLivingBadges } from '../badges/issue-badge.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import type { Log } from '../base/log.ts';
import { appendEvent } from '../ledger/append-event.ts';
import type { PrintQueue } from '../printing/queue.ts';
import { delegateDetail, findDelegates, recentItems } from '../roster/views.ts';
import { checkIn } from './check-in.ts';

export interface CheckInParts extends CallParts {
  queue: Pick<PrintQueue, 'wake'>;
}

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

/**
 * Call it after the commit. Starts the print, notifies the pages, and logs the time from frame to
 * decision.
 */
export function checkInAnswered(
  desk: CheckInParts,
  input: CheckInInput,
  answer: CheckInAnswer,
): void {
  const decidedAt = performance.now();
  logDecision(desk.log, input, answer, decidedAt);
  if (answer.outcome !== 'admitted') {
    if (mayHaveWritten(answer)) desk.factWritten();
    return;
  }
  if (answer.badge !== null) desk.queue.wake(answer.badge.jobId ?? undefined, decidedAt);
  desk.factWritten();
}

/** Whether the outcome may have written a fact; see `isAlertingRefusal`. */
function mayHaveWritten(answer: CheckInAnswer): boolean {
  const { outcome } = answer;
  if (outcome === 'already-in') return answer.handedOver !== undefined;
  return outcome === 'stopped' || outcome === 'forged' || outcome === 'badge-not-valid';
}

/** Measures in real time, whatever the event's clock shows: `seenAt` of a scan is real time too. */
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

/**
 * Undoes an admission by a new fact that names it; nothing is deleted. The admission's badge
 * becomes stale and does not print. Throws CallFailure `not-found`, `already-undone`,
 * `sign-in-needed`.
 */
export function undoCheckIn(
  context: Context,
  caller: Caller,
  input: { admissionId: string; reason: UndoReason },
): void {
  const operatorId = operatorIdOf(caller);
  context.db
    .transaction(() => {
      const admission = findAdmission(context.db, input.admissionId);
      if (admission === null) throw new CallFailure('not-found');
      if (admission.undoneBy !== null) throw new CallFailure('already-undone');
      const undone = appendEvent(context, {
        type: 'admission-undone',
        delegateId: admission.delegateId,
        checkpoint: admission.checkpoint,
        targetId: admission.attendanceId,
        operatorId,
        badgeSerial: admission.badgeSerial,
        payload: { reason: input.reason },
      });
      undoAdmission(context.db, admission.attendanceId, undone.id);
      // Only undoing the admission that issued the badge makes it stale; undoing day two leaves it
      // valid. A badge printed ahead counts as issued by this admission, unless another desk
      // admitted with it.
      const { eventId, delegateId, badgeSerial } = admission;
      const brought =
        badgeSerial === null ||
        hasValidAdmissionOfBadge(context.db, { eventId, delegateId, badgeSerial })
          ? null
          : findBadge(context.db, badgeSerial);
      if (brought !== null) voidLivingBadges(context, delegateId, operatorId, 'stale');
      // The fold of all facts then decides the badge's state, as at every other station.
      else if (badgeSerial !== null) projectBadges(context, delegateId);
    })
    .immediate();
}
