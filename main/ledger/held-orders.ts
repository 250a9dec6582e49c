import { agreeToJudgement, listHeldJudgements } from '../../db/ledger/held-judgements.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import {
  agreeToPurge,
  isPurged,
  listHeldPurges,
  putPurgesInForce,
} from '../../db/privacy/purge-orders.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { hubAuthor } from '../../domain/ledger/chain.ts';
import { hasEnded } from '../../domain/privacy/retention.ts';
import type { HeldOrder } from '../../preload/contract/sync.ts';
import { CallFailure } from '../base/call-failure.ts';
import { unmovedNow } from '../base/clock.ts';
import type { Context } from '../base/context.ts';
import { approverByPin } from '../operators/approve.ts';
import { stationNames } from './station-names.ts';

/**
 * Puts the hub's purge orders in force once the event has ended by this station's clock: a hub in
 * the wrong hands cannot wipe a station in use. A desk holds everything, so a supervisor must agree
 * there first. Where the event is already purged there is nothing left to agree to, and the hub
 * must get a confirmation.
 */
export function takeHeldPurges({ db, event, clock }: Context, mode: StationMode): void {
  const now = clock();
  if (!hasEnded(event.file, now)) return;
  if (mode !== 'desk' || isPurged(db, event.file.id)) putPurgesInForce(db, event.file.id, now);
}

/** Orders of hubs to which this desk has not agreed: purges first, the oldest first. */
export function heldOrders(context: Context): HeldOrder[] {
  return [...heldPurges(context), ...heldJudgements(context)];
}

function heldPurges({ db, event, clock }: Context): HeldOrder[] {
  const link = findHubLink(db);
  const hasEventEnded = hasEnded(event.file, clock());
  return listHeldPurges(db, event.file.id).map(({ order }) => ({
    kind: 'purge',
    id: order.id,
    hub: link?.hub === order.issuer.id ? link.hubName : null,
    ordered: order.ordered,
    requestedBy: order.requestedBy?.name ?? null,
    approvedBy: order.approvedBy?.name ?? null,
    hasEventEnded,
  }));
}

/** Orders about records from a hub that is not the event's first; void without a hub. */
function heldJudgements(context: Context): HeldOrder[] {
  const link = findHubLink(context.db);
  if (link === null) return [];
  const names = stationNames(context);
  return listHeldJudgements(context.db).map(({ id, station, wall, verdict, range }) => ({
    kind: 'records',
    id,
    hub: link.epoch !== null && station === hubAuthor(link.epoch) ? link.hubName : null,
    ordered: wall,
    verdict,
    station: names.station(range.station),
    incarnation: range.incarnation,
    from: range.from,
    to: range.to,
  }));
}

/**
 * A supervisor agrees to the hub's order; the caller then carries it out. Throws CallFailure
 * `purge-on-event-days`, `not-found` (no such order waits).
 *
 * @param realNow the real clock in milliseconds, for the wait after wrong PINs
 */
export async function agreeToOrder(
  context: Context,
  { id, pin }: { id: string; pin: string },
  realNow: () => number = unmovedNow,
): Promise<{ result: 'done' | 'wrong-pin' } | { result: 'wait'; milliseconds: number }> {
  const { db, clock } = context;
  const held = heldOrders(context).find((order) => order.id === id);
  // Checked before any PIN.
  if (held === undefined) throw new CallFailure('not-found');
  if (held.kind === 'purge' && !held.hasEventEnded) throw new CallFailure('purge-on-event-days');
  const request = { pin, roles: ['supervisor'] as const, notBy: null };
  const answer = await approverByPin(db, request, realNow);
  switch (answer.result) {
    case 'approved': {
      const { operator } = answer;
      const isTaken =
        held.kind === 'purge'
          ? agreeToPurge(db, id, { by: operator.name, at: clock() })
          : agreeToJudgement(db, id, { by: operator.id, at: clock() });
      if (!isTaken) throw new CallFailure('not-found');
      return { result: 'done' };
    }
    case 'same-person':
    case 'not-independent':
      throw new Error('agreeToOrder: nobody asked');
    default:
      return answer;
  }
}
