// clock: a typed time must not lie ahead of the clock that the operator sees.

import { findAdmission } from '../../db/check-in/admissions.ts';
import { findCheckInKey } from '../../db/check-in/check-in-keys.ts';
import { paperNumberIsUsed } from '../../db/emergency.ts';
import { findAttendanceEvent } from '../../db/ledger/attendance.ts';
import type { Verdict } from '../../domain/check-in/admission.ts';
import {
  approversOf,
  type OverridableOutcome,
  type OverrideRequest,
} from '../../domain/check-in/override.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { paperEntryOf, readPaperNumber } from '../../domain/ledger/from-paper.ts';
import type { Operator } from '../../domain/operators/rights.ts';
import {
  type EnterFromPaperAnswer,
  type EnterFromPaperInput,
  fromPaperCalls,
  type OverrideAnswer,
  overrideCalls,
} from '../../preload/contract/check-in.ts';
import { delegationCalls } from '../../preload/contract/delegations.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers } from '../base/calls.ts';
import { assertClockConfirmed, rightNow, unmovedNow } from '../base/clock.ts';
import { type Caller, type Context, operatorIdOf, today } from '../base/context.ts';
import { listAges } from '../base/list-ages.ts';
import { type DelegationReads, delegationPresence, delegationView } from '../delegations.ts';
import { admissionsOf } from '../ledger/admissions.ts';
import { writeNote } from '../ledger/notes.ts';
import { approverByPin } from '../operators/approve.ts';
import { deskDelegate, noticeFor } from '../roster/desk-delegate.ts';
import { checkIn } from './check-in.ts';
import { type CheckInParts, checkInAnswered } from './check-in-calls.ts';
import { type Examination, examine } from './examine.ts';
import { writeAdmission } from './write-admission.ts';

/** Calls for overrides, entries from paper, delegations and notes. */
export function deskAnswers(desk: CheckInParts & { liveReads: DelegationReads }) {
  const { context, log } = desk;
  return answers(
    { ...overrideCalls, ...fromPaperCalls, ...delegationCalls },
    {
      overrideRefusal: async (input, caller) => {
        const answer = await overrideRefusal(context, caller, input);
        log.info({ outcome: input.outcome, result: answer.result }, 'override');
        if (answer.result === 'granted') {
          const target = { kind: 'delegate' as const, delegateId: input.delegateId };
          const { key, identity } = input;
          checkInAnswered(desk, { key, target, identity }, answer.answer);
        }
        return answer;
      },
      enterFromPaper: (input, caller) => {
        const answer = enterFromPaper(context, caller, input);
        if (answer.outcome === 'entered') {
          if (answer.prints) desk.queue.wake();
          desk.factWritten();
        }
        return answer;
      },
      listDelegations: () => delegationPresence(context, desk.liveReads),
      getDelegation: ({ code }) => delegationView(context, code),
      writeNote: (input, caller) => {
        const written = writeNote(context, caller, input);
        desk.factWritten();
        return written;
      },
    },
  );
}

/**
 * Enters a person admitted on paper: an admission of today with its true time. The rules are asked
 * as of that time; only an override at the desk can admit a refused person. The fact's `wall` is
 * the time of typing.
 *
 * @returns what was written (in one transaction, on disk when it returns), or why nothing was
 * @throws CallFailure `sign-in-needed`
 */
export function enterFromPaper(
  context: Context,
  caller: Caller,
  input: EnterFromPaperInput,
): EnterFromPaperAnswer {
  const operatorId = operatorIdOf(caller);
  return context.db
    .transaction((): EnterFromPaperAnswer => {
      const repeated = answerOfKey(context, input.key);
      if (repeated !== null) return repeated;
      if (input.at > rightNow(context)) return { outcome: 'time-in-future' };
      if (localDayOf(input.at, context.event.file) !== today(context))
        return { outcome: 'time-not-today' };
      const number = numberOf(context, input.number);
      if (typeof number === 'object' && number !== null) return number;
      const { verdict, delegateId } = examine(
        { ...context, clock: () => input.at, clockIsSet: true },
        { kind: 'delegate', delegateId: input.delegateId },
      );
      if (verdict.outcome !== 'admitted' || delegateId === null) return refusal(verdict);
      const { event, badge } = writeAdmission(context, {
        delegateId,
        operatorId,
        printBadge: verdict.printBadge && input.printBadge,
        key: input.key,
        payload: {
          identity: null,
          source: 'paper',
          fromPaper: true,
          at: input.at,
          paperNumber: number,
        },
      });
      return {
        outcome: 'entered',
        admissionId: event.id,
        at: input.at,
        number,
        prints: badge !== null && badge.jobId !== null,
      };
    })
    .immediate();
}

/** Reads the whole number of a one-day badge. Null where none was issued; else what is wrong. */
function numberOf(context: Context, typed: string): string | null | EnterFromPaperAnswer {
  if (typed.trim() === '') return null;
  const day = today(context);
  const number = readPaperNumber(typed, { stationNumber: context.self.stationNumber, day });
  if (number === null) return { outcome: 'number-unreadable' };
  return paperNumberIsUsed(context.db, context.event.file.id, day, number)
    ? { outcome: 'number-used', number }
    : number;
}

function refusal(verdict: Verdict): EnterFromPaperAnswer {
  switch (verdict.outcome) {
    case 'already-in':
      return { outcome: 'already-in', at: verdict.admission.wall };
    case 'pending':
    case 'cancelled':
    case 'revoked':
    case 'wrong-day':
    case 'stopped':
      return { outcome: 'refused', why: verdict.outcome };
    default:
      return { outcome: 'refused', why: 'other' };
  }
}

function answerOfKey(context: Context, key: string): EnterFromPaperAnswer | null {
  const written = findCheckInKey(context.db, key);
  if (written === null) return null;
  const admission = findAdmission(context.db, written.attendanceId);
  const fact = findAttendanceEvent(context.db, written.attendanceId);
  if (admission === null || fact === null) throw new Error('a check-in key names no admission');
  return {
    outcome: 'entered',
    admissionId: admission.attendanceId,
    at: admission.wall,
    number: paperEntryOf(fact)?.number ?? null,
    prints: written.printJobId !== null,
  };
}

/**
 * Admits a delegate against the rules, if a second person approves. The admission carries the
 * refusal, the reason and the approver. The PIN is checked only where an override is possible.
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
  realNow: () => number = unmovedNow,
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
      // Checking the PIN took time: another call with this key, or an import, may have come in
      // between.
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

/** The answer that the same key got before; null for a new key. */
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

/** Call it inside the transaction. */
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
