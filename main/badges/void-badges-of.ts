import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../base/context.ts';
import { voidLivingBadges } from './issue-badge.ts';

/** People of one transaction: a check-in waits for no more than these. */
const atOnce = 20;

/**
 * Makes the badges of people invalid whose registrations ended, in small transactions.
 *
 * @param operatorId null at the command line: only this station's own badges then
 */
export async function voidBadgesOf(
  context: Context,
  people: readonly string[],
  operatorId: string | null,
): Promise<void> {
  for (let start = 0; start < people.length; start += atOnce) {
    context.db
      .transaction(() => {
        for (const id of people.slice(start, start + atOnce)) {
          voidLivingBadges(context, id, operatorId, 'stale');
        }
      })
      .immediate();
    await nextTurn();
  }
}
