import { badgesOfDelegate, findBadge } from '../../db/badges/badges.ts';
import { type AdmissionRow, findAdmission } from '../../db/check-in/admissions.ts';
import { findCheckInKey } from '../../db/check-in/check-in-keys.ts';
import { findAttendanceEvent } from '../../db/ledger/attendance.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { isGuessable } from '../../domain/check-in/scan.ts';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import { readOutsideTicket } from '../../domain/tickets/outside-ticket.ts';
import type { CheckInAnswer, CheckInInput } from '../../preload/contract/check-in.ts';
import { recordBadgeFate } from '../badges/badge-fates.ts';
import { foldedBadge } from '../badges/issue-badge.ts';
import { checkInFirst } from '../base/check-ins-first.ts';
import { assertClockConfirmed } from '../base/clock.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { listAges } from '../base/list-ages.ts';
import { deskDelegate, noticeFor } from '../roster/desk-delegate.ts';
import { type Examination, examine } from './examine.ts';
import { writeAdmission } from './write-admission.ts';
import { isAlertingRefusal, writeRefusal } from './write-refusal.ts';

/**
 * Checks a delegate in: reads the code, asks the rules and, if they admit, writes event, projection
 * and print job in one transaction. When it returns "admitted", the fact is on disk. A refusal that
 * security must learn of (stopped, forged, a lost or destroyed badge) is a fact too.
 *
 * A repeated key gets the answer from what it wrote before. With the identity policy on, an
 * admission that prints is first answered with `identity-check`, until the call comes again with
 * the document checked. A check-in by one of the organiser's own codes is always answered so. Where
 * the page asks for it, a badge that was itself scanned is recorded as handed over. Throws
 * CallFailure `sign-in-needed`, `clock-not-confirmed`.
 */
export function checkIn(context: Context, caller: Caller, input: CheckInInput): CheckInAnswer {
  return checkInFirst(() => answerCheckIn(context, caller, input));
}

function answerCheckIn(context: Context, caller: Caller, input: CheckInInput): CheckInAnswer {
  const operatorId = operatorIdOf(caller);
  const repeated = answerOfKey(context, caller, input.key);
  if (repeated !== null) return repeated;
  assertClockConfirmed(context);
  const seen = examine(context, input.target);
  const asks = refusalOrQuestion(context, caller, input.identity, seen);
  if (asks?.outcome === 'already-in' && input.badgeHandsOver === true) {
    const serial = handOverScanned(context, caller, input, seen);
    return serial === null ? asks : { ...asks, handedOver: serial };
  }
  if (asks !== null && !isAlertingRefusal(seen)) return asks;
  // Refusals above need no write lock, which an import may hold. An admission is decided again
  // inside the transaction: the import may have changed the roster since.
  return context.db
    .transaction((): CheckInAnswer => {
      const now = examine(context, input.target);
      const answer = refusalOrQuestion(context, caller, input.identity, now);
      if (answer === null) return admit(context, caller, operatorId, input, now);
      if (isAlertingRefusal(now)) writeRefusal(context, now, { operatorId, key: input.key });
      return answer;
    })
    .immediate();
}

/**
 * Records that the scanned badge was handed over. Returns its serial; null where that was recorded
 * before, where a newer badge counts, or where no badge was scanned.
 */
function handOverScanned(
  context: Context,
  caller: Caller,
  { target }: CheckInInput,
  { badge }: Examination,
): string | null {
  if (target.kind !== 'scan' || badge === null || badge.row === null) return null;
  const { thing, valid } = foldedBadge(context, badge.row);
  if (thing === 'handed-over' || !valid) return null;
  const inHand = { kind: 'scan' as const, readings: target.scan.readings };
  recordBadgeFate(context, caller, { badge: inHand, fate: 'handed-over' });
  return badge.serial;
}

/** The answer where nothing is written, or null if the delegate is to be admitted now. */
function refusalOrQuestion(
  context: Context,
  caller: Caller,
  identity: IdentityDocument | null,
  seen: Examination,
): CheckInAnswer | null {
  const { verdict, delegate, badge } = seen;
  const lists = listAges(context);
  switch (verdict.outcome) {
    case 'admitted':
      if (identity !== null || delegate === null || !asksIdentity(context, seen)) return null;
      return {
        outcome: 'identity-check',
        delegate: deskDelegate(delegate),
        notice: noticeFor(delegate, caller),
        lists,
      };
    case 'already-in':
      if (delegate === null) return unknownHere(seen, lists);
      return {
        outcome: 'already-in',
        delegate: deskDelegate(delegate),
        admission: {
          eventId: verdict.admission.eventId,
          checkpoint: verdict.admission.checkpoint,
          localDay: verdict.admission.localDay,
          wall: verdict.admission.wall,
          stationName: verdict.admission.stationName,
          operatorName: verdict.admission.operatorName,
          fromPaper: verdict.admission.fromPaper,
        },
        lists,
      };
    case 'badge-not-valid':
      return {
        outcome: 'badge-not-valid',
        delegate: delegate === null ? null : deskDelegate(delegate),
        doubt: verdict.doubt,
        serialText: badge?.serial ?? '',
        newerSerial: newerBadge(context, badge),
        lists,
      };
    case 'stopped':
      return {
        outcome: 'stopped',
        delegate: delegate === null ? null : deskDelegate(delegate),
        what: verdict.what,
        lists,
      };
    case 'pending':
    case 'cancelled':
    case 'revoked':
      if (delegate === null) return unknownHere(seen, lists);
      return { outcome: verdict.outcome, delegate: deskDelegate(delegate), lists };
    case 'wrong-day':
      if (delegate === null) return unknownHere(seen, lists);
      return {
        outcome: 'wrong-day',
        delegate: deskDelegate(delegate),
        validDays: [...verdict.validDays],
        lists,
      };
    case 'not-registered':
      if (delegate === null) return unknownHere(seen, lists);
      return {
        outcome: 'not-registered',
        delegate: deskDelegate(delegate),
        host: null,
        lists,
      };
    case 'other-event':
      return { outcome: verdict.outcome, host: verdict.host, lists };
    case 'expired':
    case 'ticket-replaced':
    case 'forged':
    case 'unreadable':
      return { outcome: verdict.outcome, lists };
  }
}

/** For a code of no delegate here; the code may name the system that issued it. */
function unknownHere(
  { question: { scan } }: Examination,
  lists: CheckInAnswer['lists'],
): CheckInAnswer {
  const [text] = scan.kind === 'other-text' ? scan.texts : [];
  const host = text === undefined ? null : readOutsideTicket(text).host;
  return { outcome: 'not-registered', delegate: null, host, lists };
}

/** Asks before a badge prints, if the policy says so, and always for a code that proves nothing. */
function asksIdentity(context: Context, { verdict, question }: Examination): boolean {
  const printsBadge = verdict.outcome === 'admitted' && verdict.printBadge;
  return isGuessable(question.scan) || (printsBadge && context.idCheck());
}

/** Serial of the delegate's newer badge, which is valid instead; null if there is none. */
function newerBadge(context: Context, badge: Examination['badge']): string | null {
  if (badge === null || badge.row === null) return null;
  const { eventId, delegateId } = badge.row;
  const living = badgesOfDelegate(context.db, eventId, delegateId).find(
    ({ state, serial }) =>
      serial !== badge.serial &&
      (state === 'issued' || state === 'printed' || state === 'handed-over'),
  );
  return living?.serial ?? null;
}

/** Call it inside the transaction. */
function admit(
  context: Context,
  caller: Caller,
  operatorId: string,
  input: CheckInInput,
  { verdict, delegate, delegateId }: Examination,
): CheckInAnswer {
  if (verdict.outcome !== 'admitted' || delegateId === null) {
    throw new Error('admit: called without an admission');
  }
  const { event, badge } = writeAdmission(context, {
    delegateId,
    operatorId,
    printBadge: verdict.printBadge,
    key: input.key,
    payload: {
      identity: input.identity,
      source: input.target.kind === 'scan' ? input.target.scan.source : 'search',
    },
  });
  return {
    outcome: 'admitted',
    delegate: delegate === null ? null : deskDelegate(delegate),
    admissionId: event.id,
    wall: event.wall,
    returning: verdict.returning,
    badge,
    notice: noticeFor(delegate, caller),
    lists: listAges(context),
  };
}

function answerOfKey(context: Context, caller: Caller, key: string): CheckInAnswer | null {
  const written = findCheckInKey(context.db, key);
  if (written === null) return null;
  const admission = findAdmission(context.db, written.attendanceId);
  if (admission === null) throw new Error('a check-in key names an admission that is not there');
  const delegate = findDelegateById(context.db, admission.eventId, admission.delegateId);
  return {
    outcome: 'admitted',
    delegate: delegate === null ? null : deskDelegate(delegate),
    admissionId: admission.attendanceId,
    wall: admission.wall,
    returning: admission.badgeSerial === null,
    badge: badgeOfKey(context, admission, written.printJobId),
    notice: noticeFor(delegate, caller),
    lists: listAges(context),
  };
}

function badgeOfKey(
  context: Context,
  admission: AdmissionRow,
  jobId: string | null,
): Extract<CheckInAnswer, { outcome: 'admitted' }>['badge'] {
  const { attendanceId, badgeSerial } = admission;
  if (badgeSerial === null) return null;
  const wasReady = findAttendanceEvent(context.db, attendanceId)?.badgeSerial === badgeSerial;
  const now = findBadge(context.db, badgeSerial)?.state;
  const readyState = now === 'handed-over' ? 'handed-over' : now === 'issued' ? 'waiting' : 'ready';
  return { jobId, serialText: badgeSerial, state: wasReady ? readyState : 'new' };
}
