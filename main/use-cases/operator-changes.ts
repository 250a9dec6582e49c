import {
  deactivateOperator as deactivate,
  findOperatorCredentials,
  replacePin,
  replaceRole,
} from '../../db/operators.ts';
import type { WritableDatabase } from '../../db/types.ts';
import type { OperatorRole } from '../../domain/operator.ts';
import { CallFailure } from '../call-failure.ts';
import { hashPin } from '../pin.ts';
import { type Caller, operatorIdOf } from './context.ts';
import { signIn } from './operators.ts';

export type ChangePinAnswer =
  | { result: 'changed' }
  | { result: 'wrong-pin' }
  | { result: 'wait'; milliseconds: number };

/**
 * Gives the one who is signed in a new PIN, against the old one: a desk that was left open must not lose its
 * operator. Wrong ones count as at the sign-in. Throws CallFailure `sign-in-needed`.
 */
export async function changePin(
  db: WritableDatabase,
  caller: Caller,
  input: { pin: string; newPin: string },
  realNow: () => number = Date.now,
): Promise<ChangePinAnswer> {
  const operatorId = operatorIdOf(caller);
  const answer = await signIn(db, { operatorId, pin: input.pin }, realNow);
  if (answer.result !== 'signed-in') return answer;
  replacePin(db, operatorId, await hashPin(input.newPin));
  return { result: 'changed' };
}

/**
 * Gives another operator a new PIN and ends their wait. Throws CallFailure `not-allowed` for oneself (who has
 * `changePin`), `not-found`, `sign-in-needed`.
 */
export async function resetPin(
  db: WritableDatabase,
  caller: Caller,
  input: { operatorId: string; newPin: string },
): Promise<void> {
  checkOther(db, caller, input.operatorId);
  replacePin(db, input.operatorId, await hashPin(input.newPin));
}

/**
 * Takes somebody's right to sign in; their name stays with what they did. As nobody can do it to themselves, a
 * supervisor is always left. Throws CallFailure `not-allowed` for oneself, `not-found`, `sign-in-needed`.
 */
export function deactivateOperator(
  db: WritableDatabase,
  caller: Caller,
  input: { operatorId: string },
): void {
  checkOther(db, caller, input.operatorId);
  deactivate(db, input.operatorId);
}

/**
 * Gives another operator a role. Nobody can change their own, so a supervisor is always left; whoever is signed in
 * elsewhere under the old role keeps it until they sign in again. Throws CallFailure `not-allowed` for oneself,
 * `not-found`, `sign-in-needed`.
 */
export function changeRole(
  db: WritableDatabase,
  caller: Caller,
  input: { operatorId: string; role: OperatorRole },
): void {
  checkOther(db, caller, input.operatorId);
  replaceRole(db, input.operatorId, input.role);
}

function checkOther(db: WritableDatabase, caller: Caller, operatorId: string): void {
  if (operatorId === operatorIdOf(caller)) throw new CallFailure('not-allowed');
  if (findOperatorCredentials(db, operatorId) === null) throw new CallFailure('not-found');
}
