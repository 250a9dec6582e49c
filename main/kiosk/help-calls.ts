import { v7 as uuidv7 } from 'uuid';
import { isHelpAnswered } from '../../db/station/help-answers.ts';
import { quotableCode } from '../../domain/kiosk.ts';
import type { Context } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';

/**
 * Calls a member of staff to this station: a fact, which every desk of the hub shows, without
 * naming the delegate.
 *
 * @param code the code that is on the screen, or null for a new one
 */
export function callForHelp(
  context: Context,
  { reason, code }: { reason: string; code: string | null },
): { callId: string; code: string } {
  const quoted = code ?? quotableCode(uuidv7());
  return context.db
    .transaction(() => {
      const { id } = appendEvent(context, {
        type: 'help-called',
        delegateId: null,
        checkpoint: context.checkpoint().id,
        targetId: null,
        operatorId: null,
        badgeSerial: null,
        payload: { reason, code: quoted },
      });
      return { callId: id, code: quoted };
    })
    .immediate();
}

/** Whether an operator at a desk has answered that they come. */
export function helpCallState(context: Context, callId: string): { answered: boolean } {
  return { answered: isHelpAnswered(context.db, callId) };
}
