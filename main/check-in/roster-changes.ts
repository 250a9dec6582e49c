import { randomInt } from 'node:crypto';
import { findAdmission } from '../../db/check-in/admissions.ts';
import { findCheckInKey } from '../../db/check-in/check-in-keys.ts';
import { putDelegate } from '../../db/roster/put-delegate.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { hasDelegations, isInTable } from '../../domain/delegations.ts';
import { typedExtra, wrongExtra } from '../../domain/event/extra-values.ts';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import { type Delegate, missingValues } from '../../domain/roster/delegate.ts';
import type {
  NewPerson,
  ReplacementPayload,
  WalkInPayload,
} from '../../domain/roster/roster-changes.ts';
import { photoFieldOf } from '../../domain/templates/badge-template.ts';
import { makeDelegateId, ticketHashes } from '../../domain/tickets/issued-codes.ts';
import { walkInPrefix } from '../../domain/tickets/registration-code.ts';
import type { CheckInAnswer, CheckInInput } from '../../preload/contract/check-in.ts';
import { rosterChangeCalls } from '../../preload/contract/roster.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers } from '../base/calls.ts';
import { type Caller, type Context, codeMaking, operatorIdOf } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notPurged } from '../ledger/not-purged.ts';
import { withSecondPerson } from '../operators/approve.ts';
import { layoutOfBadge } from '../printing/badge-content.ts';
import { checkIn } from './check-in.ts';
import { type CheckInParts, checkInAnswered } from './check-in-calls.ts';
import { correctSpelling } from './correct-spelling.ts';
import { endRegistration } from './end-registrations.ts';

type WalkIn = Approval & { person: NewPerson; identity: IdentityDocument | null };

interface Approval {
  approver: string;
  reference: string;
}

/**
 * Registers a person who is not in the roster. In one transaction it writes a fact with the
 * approver and the checked document, and the delegate in the local roster. The person can be
 * checked in at once. Throws CallFailure `bad-input` for an unknown delegation or category, an extra
 * value of another type, or no approver in an event with delegations; `not-allowed` where a document
 * must be checked and was not; `sign-in-needed`, `event-purged`, `event-secret-missing`.
 */
export function registerWalkIn(
  context: Context,
  caller: Caller,
  input: WalkIn,
): { delegateId: string } {
  const operatorId = operatorIdOf(caller);
  checkPerson(context, input.person);
  if (input.approver === '' && hasDelegations(context.event.file))
    throw new CallFailure('bad-input', 'approver');
  if (input.identity === null && context.idCheck())
    throw new CallFailure('not-allowed', 'identity');
  return context.db
    .transaction(() => {
      const delegate = newDelegate(context, input.person);
      const personal: WalkInPayload = { delegate, approval: approvalOf(input) };
      appendEvent(context, {
        type: 'walk-in-registered',
        delegateId: delegate.id,
        checkpoint: context.checkpoint().id,
        targetId: null,
        operatorId,
        badgeSerial: null,
        payload: { identity: input.identity, status: delegate.status },
        personal: { delegate: { ...personal.delegate }, approval: personal.approval },
      });
      putDelegate(context.db, context.event.file.id, delegate, context.clock());
      return { delegateId: delegate.id };
    })
    .immediate();
}

/**
 * Registers a walk-in and checks the person in, in one transaction: whatever it throws, nothing is
 * written. A refusal (a category without a right here, a day that is not the person's) leaves the
 * person registered. A repeated key gets the answer from what it wrote before.
 *
 * @throws as `registerWalkIn` and `checkIn`
 */
export function registerAndCheckIn(
  context: Context,
  caller: Caller,
  { key, ...walkIn }: WalkIn & { key: string },
): { delegateId: string; answer: CheckInAnswer } {
  return context.db
    .transaction(() => {
      const delegateId =
        delegateOfKey(context, key) ?? registerWalkIn(context, caller, walkIn).delegateId;
      const input = checkInOf(delegateId, key, walkIn.identity);
      return { delegateId, answer: checkIn(context, caller, input) };
    })
    .immediate();
}

function checkInOf(
  delegateId: string,
  key: string,
  identity: IdentityDocument | null,
): CheckInInput {
  return { key, target: { kind: 'delegate', delegateId }, identity };
}

/** The delegate whom a check-in with this key admitted; null if there was none. */
function delegateOfKey({ db }: Context, key: string): string | null {
  const written = findCheckInKey(db, key);
  return written === null ? null : (findAdmission(db, written.attendanceId)?.delegateId ?? null);
}

/**
 * Withdraws one delegate (status cancelled, badges stale) and registers another as the replacement,
 * with a reference and an approver (`approvedBy`: the id of the second person, whose PIN was
 * checked). Throws CallFailure `not-found`, `already-done` if the first had withdrawn before,
 * `bad-input`, `sign-in-needed`, `event-secret-missing`.
 */
export function replaceDelegate(
  context: Context,
  caller: Caller,
  input: Approval & { delegateId: string; person: NewPerson; approvedBy: string | null },
): { delegateId: string } {
  const operatorId = operatorIdOf(caller);
  checkPerson(context, input.person);
  return context.db
    .transaction(() => {
      const eventId = context.event.file.id;
      const leaving = findDelegateById(context.db, eventId, input.delegateId);
      if (leaving === null) throw new CallFailure('not-found');
      if (leaving.status === 'cancelled') throw new CallFailure('already-done');
      const delegate = newDelegate(context, input.person);
      const personal: ReplacementPayload = { delegate, approval: approvalOf(input) };
      appendEvent(context, {
        type: 'delegate-replaced',
        delegateId: leaving.id,
        checkpoint: null,
        targetId: null,
        operatorId,
        badgeSerial: null,
        payload: { replacedBy: delegate.id, approvedBy: input.approvedBy },
        personal: { delegate: { ...personal.delegate }, approval: personal.approval },
      });
      endRegistration(context, leaving.id, operatorId);
      putDelegate(context.db, eventId, { ...leaving, status: 'cancelled' }, context.clock());
      putDelegate(context.db, eventId, delegate, context.clock());
      return { delegateId: delegate.id };
    })
    .immediate();
}

function checkPerson(context: Context, person: NewPerson): void {
  const { id, delegations, categories, extraFields } = context.event.file;
  notPurged(context.db, id);
  if (!isInTable({ delegations }, person.delegation))
    throw new CallFailure('bad-input', 'delegation');
  if (!categories.some(({ id }) => id === person.category))
    throw new CallFailure('bad-input', 'category');
  const wrong = wrongExtra(extraFields, typedExtra(extraFields, person.extra ?? {}));
  if (wrong !== null) throw new CallFailure('bad-input', `extra.${wrong}`);
}

function newDelegate(context: Context, person: NewPerson): Delegate {
  const registrationCode = makeWalkInCode();
  const making = codeMaking(context);
  const id = makeDelegateId(registrationCode, making);
  return {
    ...missingValues,
    ...person,
    extra: typedExtra(context.event.file.extraFields, person.extra ?? {}),
    id,
    registrationCode,
    ticketHashes: ticketHashes(id, making),
  };
}

function approvalOf({ approver, reference }: Approval): Approval {
  return { approver, reference };
}

/** Letters and digits that are not confused when read out or typed. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const letters = 8;

/**
 * A registration code for a person registered at a desk: `W-` and eight letters or digits. Desks
 * without a network cannot ask each other for a free number; with 32⁸ codes and a thousand walk-ins
 * the chance of a collision is one in two million.
 */
function makeWalkInCode(): string {
  const code = Array.from({ length: letters }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${walkInPrefix}${code}`;
}

type RosterChangeParts = CheckInParts & Parameters<typeof layoutOfBadge>[0];

/** @throws CallFailure `bad-input` */
function showsPhoto(desk: RosterChangeParts, { category }: NewPerson): boolean {
  return photoFieldOf(layoutOfBadge(desk, null, category).template, category) !== null;
}

/** The calls by which a desk changes the roster. Each writes a fact, which travels to the hub. */
export function rosterChangeAnswers(desk: RosterChangeParts) {
  const { context } = desk;
  return answers(rosterChangeCalls, {
    registerWalkIn: ({ checkIn: wanted, ...walkIn }, caller) => {
      if (wanted === null || (wanted.photoFirst && showsPhoto(desk, walkIn.person))) {
        const registered = registerWalkIn(context, caller, walkIn);
        desk.factWritten();
        return { ...registered, answer: null };
      }
      const { key } = wanted;
      const done = registerAndCheckIn(context, caller, { ...walkIn, key });
      desk.factWritten();
      checkInAnswered(desk, checkInOf(done.delegateId, key, walkIn.identity), done.answer);
      return done;
    },
    correctSpelling: (input, caller) => {
      correctSpelling(context, caller, input);
      // A waiting badge shows the name as it is when the badge prints.
      desk.queue.wake();
      desk.factWritten();
    },
    replaceDelegate: ({ pin, ...input }, caller) =>
      withSecondPerson(context, caller, { pin, right: 'approve-replacement' }, (by) => {
        const approved = { approver: by.name, approvedBy: by.id };
        const replaced = replaceDelegate(context, caller, { ...input, ...approved });
        desk.queue.wake();
        desk.factWritten();
        return replaced;
      }),
  });
}
