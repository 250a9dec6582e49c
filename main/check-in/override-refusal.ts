import { findCheckInKey } from '../../db/check-in/check-in-keys.ts';
import {
  approversOf,
  type OverridableOutcome,
  type OverrideRequest,
} from '../../domain/check-in/override.ts';
import type { Operator } from '../../domain/operators/operator.ts';
import type { OverrideAnswer } from '../../preload/contract/override.ts';
import { CallFailure } from '../base/call-failure.ts';
import { assertClockConfirmed } from '../base/clock-offset.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { listAges } from '../base/list-ages.ts';
import { admissionsOf } from '../ledger/admissions.ts';
import { approverByPin } from '../operators/approve.ts';
import { deskDelegate, noticeFor } from '../roster/desk-delegate.ts';
import { checkIn } from './check-in.ts';
import { type Examination, examine } from './examine.ts';
import { writeAdmission } from './write-admission.ts';

/**
 * Admits a delegate against the rules, if a second person approves: the admission carries the
 * refusal, the reason and the approver. The PIN is requested only where an override is possible.
 *
 * @param realNow the real clock in milliseconds, for the wait after wrong PINs
 * @returns the outcome; `changed` where the rules now answer otherwise than the operator saw
 * @throws CallFailure `not-found` for an unknown delegate; `not-allowed` where a document must be
 *   checked and was not; `sign-in-needed`; `clock-not-confirmed`
 */
export async function overrideRefusal(
  context: Context,
  caller: Caller,
  request: OverrideRequest & { pin: string },
  realNow: () => number = Date.now,
): Promise<OverrideAnswer> {
  const operatorId = operatorIdOf(caller);
  const before = admittedBefore(context, caller, request);
  if (before !== null) return before;
  assertClockConfirmed(context);
  const seen = examine(context, targetOf(request));
  if (!isRefusalStill(seen, request)) return { result: 'changed', outcome: seen.verdict.outcome };
  const printBadge = needsBadge(context, request.delegateId);
  if (printBadge && context.idCheck() && request.identity === null)
    throw new CallFailure('not-allowed', 'identity');
  const approval = await approverByPin(
    context.db,
    { pin: request.pin, roles: approversOf(request.outcome), notBy: operatorId },
    realNow,
  );
  if (approval.result !== 'approved') return approval;
  return context.db
    .transaction((): OverrideAnswer => {
      // The PIN took time: another call with this key, or an import, may have come in between.
      const written = admittedBefore(context, caller, request);
      if (written !== null) return written;
      const now = examine(context, targetOf(request));
      if (!isRefusalStill(now, request)) return { result: 'changed', outcome: now.verdict.outcome };
      return admit(context, caller, request, approval.operator, now);
    })
    .immediate();
}

function targetOf({ delegateId }: OverrideRequest): { kind: 'delegate'; delegateId: string } {
  return { kind: 'delegate', delegateId };
}

/** What the same key wrote before. */
function admittedBefore(
  context: Context,
  caller: Caller,
  { key, delegateId }: OverrideRequest,
): OverrideAnswer | null {
  if (findCheckInKey(context.db, key) === null) return null;
  const target = { kind: 'delegate' as const, delegateId };
  return { result: 'granted', answer: checkIn(context, caller, { key, target, identity: null }) };
}

function isRefusalStill(
  { verdict, delegate }: Examination,
  { outcome }: { outcome: OverridableOutcome },
): boolean {
  if (delegate === null) throw new CallFailure('not-found');
  return verdict.outcome === outcome;
}

/** Only the event's first admission at a registration desk prints. */
function needsBadge(context: Context, delegateId: string): boolean {
  return context.checkpoint().kind === 'registration' && !isReturning(context, delegateId);
}

function isReturning(context: Context, delegateId: string): boolean {
  const desks = context.event.file.checkpoints.filter(({ kind }) => kind === 'registration');
  return admissionsOf(context, delegateId).some(({ checkpoint }) =>
    desks.some(({ id }) => id === checkpoint),
  );
}

/** Inside the transaction. */
function admit(
  context: Context,
  caller: Caller,
  request: OverrideRequest,
  approver: Operator,
  { delegate }: Examination,
): OverrideAnswer {
  const { delegateId, outcome, reason, note, identity, key } = request;
  const returning = isReturning(context, delegateId);
  const { event, badge } = writeAdmission(context, {
    delegateId,
    operatorId: operatorIdOf(caller),
    printBadge: needsBadge(context, delegateId),
    key,
    payload: { identity, source: 'search', override: outcome, reason, approvedBy: approver.id },
    ...(note === '' ? {} : { personal: { note } }),
  });
  return {
    result: 'granted',
    answer: {
      outcome: 'admitted',
      delegate: delegate === null ? null : deskDelegate(delegate),
      admissionId: event.id,
      wall: event.wall,
      returning,
      badge,
      notice: noticeFor(delegate, caller),
      lists: listAges(context),
    },
  };
}
