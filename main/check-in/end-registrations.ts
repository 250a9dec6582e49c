import { setImmediate as nextTurn } from 'node:timers/promises';
import { voidLivingBadges } from '../badges/issue-badge.ts';
import type { Context } from '../base/context.ts';
import { releaseAll } from '../bookings/change-booking.ts';

/** People of one transaction: a check-in waits for no more than these. */
const atOnce = 20;

/**
 * What follows where a registration ends: the badges become invalid, and places in sessions are
 * given up. Neither comes back with the registration. Call it inside a transaction.
 *
 * @param operatorId null at the command line: only this station's own badges then
 */
export function endRegistration(
  context: Context,
  delegateId: string,
  operatorId: string | null,
): void {
  voidLivingBadges(context, delegateId, operatorId, 'stale');
  releaseAll(context, delegateId, operatorId);
}

/** {@link endRegistration} of many people, in small transactions. */
export async function endRegistrations(
  context: Context,
  people: readonly string[],
  operatorId: string | null,
): Promise<void> {
  for (let start = 0; start < people.length; start += atOnce) {
    context.db
      .transaction(() => {
        for (const id of people.slice(start, start + atOnce)) {
          endRegistration(context, id, operatorId);
        }
      })
      .immediate();
    await nextTurn();
  }
}
