import { findingFacts } from '../../db/day-close.ts';
import { findAttendanceEvent } from '../../db/ledger/attendance.ts';
import { resolutionsOf } from '../../domain/day-close/day-summary.ts';
import type { ResolveFindingRequest } from '../../domain/day-close/status.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';

/**
 * Records a note that resolves a finding of the day's close. It is in the ledger and in the next
 * report; the finding stays. Throws CallFailure `not-found` (an override that is not here),
 * `already-done`, `sign-in-needed`.
 */
export function resolveFinding(
  context: Context,
  caller: Caller,
  request: ResolveFindingRequest,
): void {
  const operatorId = operatorIdOf(caller);
  const { day, finding, reference, note } = request;
  context.db
    .transaction(() => {
      const isFact = finding === 'override';
      if (isFact && findAttendanceEvent(context.db, reference) === null)
        throw new CallFailure('not-found', finding);
      const facts = findingFacts(context.db, context.event.file.id);
      if (resolutionsOf(facts, day).finding(finding, reference) !== null)
        throw new CallFailure('already-done', finding);
      appendEvent(context, {
        type: 'finding-resolved',
        delegateId: null,
        checkpoint: null,
        targetId: isFact ? reference : null,
        operatorId,
        badgeSerial: null,
        payload: { day, finding, reference },
        personal: { note },
      });
    })
    .immediate();
}
