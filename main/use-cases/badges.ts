import { findBadge } from '../../db/badges.ts';
import { findDelegateById } from '../../db/roster.ts';
import type { ReprintReason } from '../../domain/attendance.ts';
import type { PrintJobState } from '../../domain/print-job.ts';
import { CallFailure } from '../call-failure.ts';
import { appendEvent } from './append-event.ts';
import { type Caller, type Context, operatorIdOf } from './context.ts';
import { admissionsOf } from './examine.ts';
import { foldedBadge, type IssuedBadge, issueBadge, projectBadges } from './issue-badge.ts';

/**
 * Issues a new badge with a new serial in place of the earlier one, which becomes invalid.
 * Throws CallFailure `not-found` for an unknown delegate, `not-allowed` for one who is not checked in.
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
 * Writes into the ledger what came of a badge's print job, once: `badge-printed` when it is out (or
 * as far as this printer can tell), `badge-voided` when it never came out. Other states write nothing.
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
      const badge = findBadge(context.db, job.badgeSerial);
      // A stale badge that still came out stays stale, but lies about; one that was printed before is not printed again.
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
