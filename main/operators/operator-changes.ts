import type { WritableDatabase } from '../../db/base/types.ts';
import {
  deactivateOperator as deactivate,
  findOperatorCredentials,
  findRoleElsewhere,
  listUnvouched,
  replacePin,
  replaceRole,
  vouchFor,
} from '../../db/operators.ts';
import type { Operator, OperatorRole } from '../../domain/operators/rights.ts';
import { operatorCalls } from '../../preload/contract/operators.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { unmovedNow } from '../base/clock.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { type SecondPersonRefusal, withSecondPerson } from './approve.ts';
import { signIn } from './operators.ts';
import { hashNewPin } from './pin.ts';

export type ChangePinAnswer =
  | { result: 'changed' }
  | { result: 'wrong-pin' }
  | { result: 'wait'; milliseconds: number };

/**
 * Changes the PIN of the operator who is signed in, given the old one: a desk that was left open
 * must not lose its operator. Wrong PINs count as at the sign-in. The person who chose the old PIN
 * does not know the new one: from then on the two count as two people. Throws CallFailure
 * `sign-in-needed`, `easy-pin`, `bad-input` (the new PIN is the old one).
 */
export async function changePin(
  db: WritableDatabase,
  caller: Caller,
  input: { pin: string; newPin: string },
  realNow: () => number = unmovedNow,
): Promise<ChangePinAnswer> {
  const operatorId = operatorIdOf(caller);
  // First: an easy new PIN must not cost an attempt with the old one.
  const pinHash = await hashNewPin(input.newPin);
  const answer = await signIn(db, { operatorId, pin: input.pin }, realNow);
  if (answer.result !== 'signed-in') return answer;
  if (input.newPin === input.pin) throw new CallFailure('bad-input', 'newPin');
  replacePin(db, operatorId, pinHash, null);
  return { result: 'changed' };
}

/**
 * Gives another operator a new PIN and ends their wait. The two cannot approve each other's
 * requests until the other chooses their own PIN, or a third person vouches. Throws CallFailure
 * `not-allowed` for oneself (use `changePin`), `not-found`, `sign-in-needed`, `easy-pin`.
 *
 * @returns the operator
 */
export async function resetPin(
  db: WritableDatabase,
  caller: Caller,
  input: { operatorId: string; newPin: string },
): Promise<Operator> {
  const other = otherOperator(db, caller, input.operatorId);
  replacePin(db, other.id, await hashNewPin(input.newPin), operatorIdOf(caller));
  return other;
}

/**
 * Two supervisors vouch for an operator whose account, role or PIN came from one person alone.
 * Throws CallFailure `not-allowed` for oneself and for the approver, `not-found`, `sign-in-needed`.
 */
export async function vouchForOperator(
  context: Context,
  caller: Caller,
  { operatorId, pin }: { operatorId: string; pin: string },
): Promise<{ result: 'done'; operator: Operator; approver: string } | SecondPersonRefusal> {
  const operator = otherOperator(context.db, caller, operatorId);
  return await withSecondPerson(context, caller, { pin, right: 'manage-operators' }, (approver) => {
    if (approver.id === operatorId) throw new CallFailure('not-allowed');
    vouchFor(context.db, operatorId);
    return { operator, approver: approver.name };
  });
}

/**
 * Deactivates an operator; their name stays with their actions. As supervisors cannot deactivate
 * themselves, one always remains. Throws CallFailure `not-allowed` for oneself, `not-found`,
 * `sign-in-needed`.
 *
 * @returns the operator
 */
export function deactivateOperator(
  db: WritableDatabase,
  caller: Caller,
  input: { operatorId: string },
): Operator {
  const other = otherOperator(db, caller, input.operatorId);
  deactivate(db, other.id);
  return other;
}

/**
 * Gives another operator a role. Supervisors cannot change their own, so one always remains. The
 * role of another desk's operator follows that desk: here only further rights that it gave are
 * confirmed. Throws CallFailure `not-allowed` for oneself and for any other role than that desk's,
 * `not-found`, `sign-in-needed`.
 *
 * @returns the operator with the new role
 */
export function changeRole(
  db: WritableDatabase,
  caller: Caller,
  input: { operatorId: string; role: OperatorRole },
): Operator {
  const other = otherOperator(db, caller, input.operatorId);
  const there = findRoleElsewhere(db, other.id);
  if (there !== null && there !== input.role) throw new CallFailure('not-allowed');
  replaceRole(db, other.id, input.role, operatorIdOf(caller));
  return { ...other, role: input.role };
}

function otherOperator(db: WritableDatabase, caller: Caller, operatorId: string): Operator {
  if (operatorId === operatorIdOf(caller)) throw new CallFailure('not-allowed');
  const found = findOperatorCredentials(db, operatorId);
  if (found === null) throw new CallFailure('not-found');
  return { id: found.id, name: found.name, role: found.role };
}

interface OperatorParts extends CallParts {
  /** Reports the change to the hub. */
  link: { nudge(): void };
  /** Passphrases that open the store's key. */
  keyHolders: { leave(operatorId: string): void };
}

export function operatorAnswers(desk: OperatorParts) {
  const { context, log } = desk;
  const { db } = context;
  return answers(operatorCalls, {
    changePin: async (input, caller) => {
      const answer = await changePin(db, caller, input);
      log.info({ operator: caller.operator?.id, result: answer.result }, 'own PIN');
      if (answer.result === 'changed') {
        desk.notify('stationChanged', null);
        desk.link.nudge();
      }
      return answer;
    },
    resetPin: async (input, caller) => {
      const operator = await resetPin(db, caller, input);
      log.info({ operator: operator.id, by: caller.operator?.id }, 'PIN reset');
      desk.notify('stationChanged', null);
      return operator;
    },
    changeRole: (input, caller) => {
      const operator = changeRole(db, caller, input);
      log.info({ operator: operator.id, by: caller.operator?.id }, 'role changed');
      desk.link.nudge();
      return operator;
    },
    deactivateOperator: (input, caller) => {
      const operator = deactivateOperator(db, caller, input);
      desk.keyHolders.leave(input.operatorId);
      log.info({ operator: input.operatorId, by: caller.operator?.id }, 'operator deactivated');
      desk.notify('stationChanged', null);
      desk.link.nudge();
      return operator;
    },
    listUnvouched: () => listUnvouched(db),
    vouchForOperator: async (input, caller) => {
      const answer = await vouchForOperator(context, caller, input);
      const { result } = answer;
      log.info({ operator: input.operatorId, by: caller.operator?.id, result }, 'vouched for');
      desk.notify('stationChanged', null);
      desk.link.nudge();
      return answer;
    },
  });
}
