import type { Operator } from '../../domain/operators/operator.ts';
import { type Right, rolesWith } from '../../domain/operators/rights.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { type ApprovalAnswer, approverByPin } from './approve.ts';

/** Why nothing was done. */
export type SecondPersonRefusal = Exclude<ApprovalAnswer, { result: 'approved' }>;

/**
 * Runs an action that needs two people: checks the PIN, and acts only if it belongs to another
 * operator with the right. Throws what `act` throws, and CallFailure `sign-in-needed`.
 *
 * @param realNow the real clock in milliseconds, for the wait after wrong PINs
 */
export async function withSecondPerson<T extends object>(
  context: Context,
  caller: Caller,
  request: { pin: string; right: Right },
  act: (approver: Operator) => T | Promise<T>,
  realNow: () => number = Date.now,
): Promise<({ result: 'done' } & T) | SecondPersonRefusal> {
  const notBy = operatorIdOf(caller);
  const approval = await approverByPin(
    context.db,
    { pin: request.pin, roles: rolesWith(request.right), notBy },
    realNow,
  );
  if (approval.result !== 'approved') return approval;
  return { result: 'done', ...(await act(approval.operator)) };
}
