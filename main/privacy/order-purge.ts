import { randomUUID } from 'node:crypto';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { insertPurgeOrder } from '../../db/privacy/purge-orders.ts';
import { readRetention } from '../../db/privacy/retention.ts';
import type { PurgePerson } from '../../domain/operators/people.ts';
import type { Operator } from '../../domain/operators/rights.ts';
import { type PurgeOrder, purgeOrderText } from '../../domain/privacy/order.ts';
import { mayPurge } from '../../domain/privacy/retention.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Caller, Context } from '../base/context.ts';
import { operatorIdOf } from '../base/context.ts';

/**
 * Checks that this station may order a purge: it has no hub, and the event is not in progress.
 *
 * @throws CallFailure `purge-at-hub`, `purge-on-event-days`
 */
export function mayOrderHere(context: Context): void {
  if (findHubLink(context.db) !== null) throw new CallFailure('purge-at-hub');
  if (!mayPurge(context.event.file, context.clock())) throw new CallFailure('purge-on-event-days');
}

/**
 * Orders this station's own purge for two people: the requester has signed in, the approver has
 * given the PIN. Throws what {@link mayOrderHere} throws, and CallFailure `sign-in-needed`.
 */
export function orderPurge(
  context: Context,
  signingKey: string,
  caller: Caller,
  approver: Operator,
): void {
  mayOrderHere(context);
  const id = operatorIdOf(caller);
  const requestedBy: PurgePerson = { kind: 'operator', id, name: caller.operator?.name ?? id };
  const approvedBy: PurgePerson = { kind: 'operator', id: approver.id, name: approver.name };
  write(context, signingKey, { cause: 'command', requestedBy, approvedBy });
}

export function orderByRule(context: Context, signingKey: string): void {
  write(context, signingKey, { cause: 'retention', requestedBy: null, approvedBy: null });
}

function write(
  context: Context,
  signingKey: string,
  said: Pick<PurgeOrder, 'cause' | 'requestedBy' | 'approvedBy'>,
): void {
  const order: PurgeOrder = {
    formatVersion: 1,
    id: randomUUID(),
    event: context.event.file.id,
    issuer: { kind: 'station', id: context.self.station },
    ordered: context.clock(),
    cause: said.cause,
    rule: readRetention(context.db).rule,
    requestedBy: said.requestedBy,
    approvedBy: said.approvedBy,
  };
  const signature = signText(readPrivateKey(signingKey), purgeOrderText(order));
  insertPurgeOrder(context.db, { order, signature }, context.clock());
}
