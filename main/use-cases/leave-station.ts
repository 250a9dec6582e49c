import type { LeaveAnswer } from '../../preload/contract/station-exit.ts';
import type { ApprovalAnswer } from './approve.ts';
import { approverByPin } from './approve.ts';
import type { Context } from './context.ts';
import { startOnceAsDesk } from './next-start.ts';

/**
 * Lets a supervisor out of a kiosk or a door. `ask` only looks at the PIN; `settings` has the next start be a
 * desk for once; `leave` does nothing to the store. The caller ends the app after `approved`.
 */
export async function leaveStation(
  context: Pick<Context, 'db'>,
  input: { pin: string; to: 'ask' | 'settings' | 'leave' },
  realNow: () => number = Date.now,
): Promise<LeaveAnswer> {
  const request = { pin: input.pin, roles: ['supervisor'] as const, notBy: null };
  const answer: ApprovalAnswer = await approverByPin(context.db, request, realNow);
  // Nobody asks but the person who types: there is nobody to be the same as.
  if (answer.result === 'same-person' || answer.result === 'not-independent')
    throw new Error('leaveStation: nobody asked');
  if (answer.result === 'approved' && input.to === 'settings') startOnceAsDesk(context.db);
  return answer;
}
