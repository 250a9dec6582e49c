import type { LeaveAnswer } from '../../preload/contract/station-exit.ts';
import type { Context } from '../base/context.ts';
import { startOnceAsDesk } from '../base/next-start.ts';
import type { ApprovalAnswer } from '../operators/approve.ts';
import { approverByPin } from '../operators/approve.ts';

/**
 * Lets a supervisor leave a kiosk or a door. `ask` only checks the PIN; `settings` makes the next
 * start a desk once; `leave` does nothing to the store. The caller ends the app after `approved`.
 */
export async function leaveStation(
  context: Pick<Context, 'db'>,
  input: { pin: string; to: 'ask' | 'settings' | 'leave' },
  realNow: () => number = Date.now,
): Promise<LeaveAnswer> {
  const request = { pin: input.pin, roles: ['supervisor'] as const, notBy: null };
  const answer: ApprovalAnswer = await approverByPin(context.db, request, realNow);
  // There is no requester but the supervisor who types the PIN: these answers cannot occur.
  if (answer.result === 'same-person' || answer.result === 'not-independent')
    throw new Error('leaveStation: nobody asked');
  if (answer.result === 'approved' && input.to === 'settings') startOnceAsDesk(context.db);
  return answer;
}
