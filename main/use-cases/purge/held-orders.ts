import { findHubLink } from '../../../db/hub-link.ts';
import {
  agreeToOrder,
  isPurged,
  listHeldOrders,
  putPurgesInForce,
} from '../../../db/purge-orders.ts';
import { hasEnded } from '../../../domain/purge/retention.ts';
import type { KioskMode } from '../../../domain/wire/protocol.ts';
import type { HeldOrder } from '../../../preload/contract/privacy.ts';
import { CallFailure } from '../../call-failure.ts';
import { approverByPin } from '../approve.ts';
import type { Context } from '../context.ts';

/**
 * Puts the hub's orders in force, once the event has ended by this station's clock: a hub in the wrong hands wipes no
 * station that works. A desk holds everything, so there a supervisor agrees first; where the event is purged already
 * nothing is left to ask about, and the hub is owed a confirmation.
 */
export function takeHeldOrders({ db, event, clock }: Context, mode: KioskMode): void {
  const now = clock();
  if (!hasEnded(event.file, now)) return;
  if (mode !== 'desk' || isPurged(db, event.file.id)) putPurgesInForce(db, event.file.id, now);
}

/** What the hub ordered and this desk has not agreed to, the oldest first. */
export function heldOrders({ db, event, clock }: Context): HeldOrder[] {
  const link = findHubLink(db);
  const hasEventEnded = hasEnded(event.file, clock());
  return listHeldOrders(db, event.file.id).map(({ order }) => ({
    id: order.id,
    hub: link?.hub === order.issuer.id ? link.hubName : null,
    ordered: order.ordered,
    requestedBy: order.requestedBy?.name ?? null,
    approvedBy: order.approvedBy?.name ?? null,
    hasEventEnded,
  }));
}

/**
 * A supervisor agrees to what the hub ordered; carrying it out is the next thing to do. Throws CallFailure
 * `purge-on-event-days`, `not-found` (nothing of that id waits).
 *
 * @param realNow the real clock in milliseconds, for the wait after wrong PINs
 */
export async function agreeToPurge(
  { db, event, clock }: Context,
  { id, pin }: { id: string; pin: string },
  realNow: () => number = Date.now,
): Promise<{ result: 'done' | 'wrong-pin' } | { result: 'wait'; milliseconds: number }> {
  // Before anybody's PIN is asked about.
  if (!hasEnded(event.file, clock())) throw new CallFailure('purge-on-event-days');
  const request = { pin, roles: ['supervisor'] as const, notBy: null };
  const answer = await approverByPin(db, request, realNow);
  switch (answer.result) {
    case 'approved': {
      const yes = { by: answer.operator.name, at: clock() };
      if (!agreeToOrder(db, id, yes)) throw new CallFailure('not-found');
      return { result: 'done' };
    }
    case 'same-person':
    case 'not-independent':
      throw new Error('agreeToPurge: nobody asked');
    default:
      return answer;
  }
}
