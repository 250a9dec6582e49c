import {
  isAuthenticPurgeOrder,
  type PurgeOrder,
  purgeOrderText,
  readStoredOrder,
  type SignedPurgeOrder,
  storedOrder,
} from '../../domain/privacy/order.ts';
import type { HubContext } from '../base/context.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import { lockStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';

export async function listOrders(db: HubDatabase): Promise<SignedPurgeOrder[]> {
  const rows = await db
    .selectFrom('purge')
    .orderBy('ordered')
    .orderBy('id')
    .select('signed')
    .execute();
  return rows.map(({ signed }) => readStoredOrder(signed));
}

/**
 * Gives an order, signed by the hub. Once it is committed the hub accepts no personal data, and the
 * directory passes the order on to stations. It is carried out afterwards.
 */
export async function giveOrder(
  context: HubContext,
  said: Pick<PurgeOrder, 'cause' | 'rule' | 'requestedBy' | 'approvedBy'>,
): Promise<SignedPurgeOrder> {
  const { hub, event } = context.identity;
  const order: PurgeOrder = {
    formatVersion: 1,
    id: context.random.uuid(),
    event: event.id,
    issuer: { kind: 'hub', id: hub },
    ordered: context.clock(),
    cause: said.cause,
    rule: said.rule,
    requestedBy: said.requestedBy,
    approvedBy: said.approvedBy,
  };
  const signature = context.sign(purgeOrderText(order));
  const signed: SignedPurgeOrder = { order, signature };
  await keepOrder(context, signed, said.cause === 'retention');
  return signed;
}

/**
 * Stores an order if it is new.
 *
 * @param isOnce stores it only if there is no other: two processes may find one due at once
 * @returns whether it was stored
 */
export async function keepOrder(
  context: HubContext,
  signed: SignedPurgeOrder,
  isOnce = false,
): Promise<boolean> {
  const isNew = await context.store.db.transaction().execute(async (tx) => {
    // A simultaneous push comes before or after this: no payload is stored after the order.
    await lockStream(tx, 'events');
    const { order } = signed;
    const known = await tx.selectFrom('purge').select('id').execute();
    if (isOnce ? known.length > 0 : known.some(({ id }) => id === order.id)) return false;
    await tx
      .insertInto('purge')
      .values({
        id: order.id,
        signed: storedOrder(signed),
        ordered: order.ordered,
        counts: '{}',
        files_left: '[]',
        declared: '[]',
        emptied: 0,
        done: null,
      })
      .execute();
    await bumpDirectory(tx);
    return true;
  });
  if (isNew) context.announce({ directory: true });
  return isNew;
}

/** Whether this hub gave the order, for its event. */
export function isOwnOrder(context: HubContext, signed: SignedPurgeOrder): boolean {
  const { hub, hubKey, event } = context.identity;
  const { issuer, event: of } = signed.order;
  const isOurs = issuer.kind === 'hub' && issuer.id === hub && of === event.id;
  return isOurs && isAuthenticPurgeOrder(signed, hubKey, context.crypto);
}
