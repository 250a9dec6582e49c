import { setImmediate as nextTurn } from 'node:timers/promises';
import { noteEnded, unfinishedEnds } from '../../db/roster/last-import.ts';
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

/**
 * {@link endRegistration} of everyone whose registration an import ended, in small transactions. A
 * power cut leaves the others for the next start.
 */
export async function finishEnds(context: Context): Promise<void> {
  const { db, event } = context;
  for (let isDone = false; !isDone && db.open; await nextTurn()) {
    isDone = db
      .transaction(() => {
        const some = unfinishedEnds(db, event.file.id, atOnce);
        for (const { delegateId, operatorId } of some) {
          endRegistration(context, delegateId, operatorId);
          noteEnded(db, delegateId);
        }
        return some.length < atOnce;
      })
      .immediate();
  }
}
