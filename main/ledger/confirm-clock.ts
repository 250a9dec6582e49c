import type { LeaveAnswer } from '../../preload/contract/operators.ts';
import { unmovedNow, wrongClock } from '../base/clock.ts';
import type { Context } from '../base/context.ts';
import { approverByPin } from '../operators/approve.ts';

/**
 * A supervisor lets this station continue with the hub's time: until it ends, or its clock is off
 * by another amount. Does nothing where the clock is right.
 *
 * @param realNow the real clock in milliseconds, for the wait after wrong PINs
 */
export async function confirmClock(
  context: Context,
  pin: string,
  realNow: () => number = unmovedNow,
): Promise<LeaveAnswer> {
  const offset = wrongClock(context);
  const request = { pin, roles: ['supervisor'] as const, notBy: null };
  const answer = await approverByPin(context.db, request, realNow);
  if (answer.result === 'same-person' || answer.result === 'not-independent')
    throw new Error('confirmClock: nobody asked');
  if (answer.result === 'approved' && offset !== null)
    Object.assign(context, { confirmedOffset: offset });
  return answer;
}
