import { findAdmission } from '../../db/check-in/admissions.ts';
import { findCheckInKey } from '../../db/check-in/check-in-keys.ts';
import { paperNumberIsUsed } from '../../db/emergency.ts';
import { findAttendanceEvent } from '../../db/ledger/attendance.ts';
import type { Verdict } from '../../domain/check-in/admission.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { paperEntryOf, readPaperNumber } from '../../domain/ledger/from-paper.ts';
import type {
  EnterFromPaperAnswer,
  EnterFromPaperInput,
} from '../../preload/contract/from-paper.ts';
import { rightNow } from '../base/clock-offset.ts';
import { type Caller, type Context, operatorIdOf, today } from '../base/context.ts';
import { examine } from './examine.ts';
import { writeAdmission } from './write-admission.ts';

/**
 * Enters a person admitted on paper: an admission of today with its true time. The rules are asked
 * as of that time; a refused person can only be admitted by an override at the desk. The fact's
 * `wall` is the time of typing.
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

/** The whole number of a one-day badge, null where none was issued; or what is wrong with it. */
function numberOf(context: Context, typed: string): string | null | EnterFromPaperAnswer {
  if (typed.trim() === '') return null;
  const day = today(context);
  const number = readPaperNumber(typed, { kioskNumber: context.kiosk.kioskNumber, day });
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

/** What the same key wrote before; null if nothing. */
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
