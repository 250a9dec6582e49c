import { findBadge, forgetBadgeCode } from '../../db/badges/badges.ts';
import { findPrintJob } from '../../db/printing/print-jobs.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import type { ReprintReason } from '../../domain/ledger/attendance.ts';
import { askingPrintJobStates, type PrintJobState } from '../../domain/printing/print-job.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { admissionsOf } from '../ledger/admissions.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { foldedBadge, type IssuedBadge, issueBadge, projectBadges } from './issue-badge.ts';

/**
 * Issues a badge with a new serial in place of the earlier one, which becomes invalid. Throws
 * CallFailure `not-found` for an unknown delegate, `not-allowed` for one who is not checked in.
 */
export function reprintBadge(
  context: Context,
  caller: Caller,
  input: { delegateId: string; reason: ReprintReason },
): IssuedBadge {
  const operatorId = operatorIdOf(caller);
  return context.db
    .transaction(() => {
      if (findDelegateById(context.db, context.event.file.id, input.delegateId) === null) {
        throw new CallFailure('not-found');
      }
      if (admissionsOf(context, input.delegateId).length === 0)
        throw new CallFailure('not-allowed');
      return issueBadge(context, {
        delegateId: input.delegateId,
        operatorId,
        reason: input.reason,
      });
    })
    .immediate();
}

/**
 * Writes the outcome of a badge's print job into the ledger, once: `badge-printed` when it is out
 * (or as far as this printer can report), `badge-voided` when it never came out. Other states write
 * nothing. The badge's code is deleted with the last print.
 */
export function recordPrintOutcome(
  context: Context,
  job: { badgeSerial: string; state: PrintJobState },
  operatorId: string | null,
): void {
  const outcome = ledgerOutcome(job.state);
  if (outcome === null) return;
  context.db
    .transaction(() => {
      forgetBadgeCode(context.db, job.badgeSerial);
      const badge = findBadge(context.db, job.badgeSerial);
      // A stale badge that came out stays stale; one printed before is not printed again.
      if (badge === null || foldedBadge(context, badge).thing !== 'issued') return;
      appendEvent(context, {
        type: outcome === 'not-printed' ? 'badge-voided' : 'badge-printed',
        delegateId: badge.delegateId,
        checkpoint: null,
        targetId: badge.issuedBy,
        operatorId,
        badgeSerial: badge.serial,
        payload: outcome === 'not-printed' ? { fate: outcome } : { outcome },
      });
      projectBadges(context, badge.delegateId);
    })
    .immediate();
}

/**
 * Issues a new badge for one that is to be reprinted and whose code this store has lost: the store
 * was restored from a copy that is older than the badge. Null where the code is there. Cancel the
 * old job afterwards.
 */
export function reissueWithoutCode(
  context: Context,
  caller: Caller,
  jobId: string,
): IssuedBadge | null {
  const job = findPrintJob(context.db, jobId);
  if (job?.badgeSerial == null || !askingPrintJobStates.includes(job.state)) return null;
  const badge = findBadge(context.db, job.badgeSerial);
  if (badge === null || badge.code !== null) return null;
  const { delegateId } = badge;
  const operatorId = operatorIdOf(caller);
  return context.db
    .transaction(() => issueBadge(context, { delegateId, operatorId, reason: 'printer-fault' }))
    .immediate();
}

function ledgerOutcome(
  state: PrintJobState,
): 'confirmed' | 'sent' | 'spooled' | 'came-out' | 'not-printed' | null {
  switch (state) {
    case 'confirmed':
    case 'sent':
    case 'spooled':
    case 'came-out':
      return state;
    case 'did-not-come-out':
    case 'cancelled':
      return 'not-printed';
    case 'queued':
    case 'held':
    case 'sending':
    case 'awaiting':
    case 'failed-partial':
    case 'unknown':
      return null;
  }
}
