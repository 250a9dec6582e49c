import { purgeOrderJson } from '../../../domain/purge/order.ts';
import {
  isAuthenticConfirmation,
  outcomeJson,
  type SignedConfirmation,
} from '../../../domain/purge/outcome.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import type { HubContext } from '../context.ts';
import type { EnrolledKiosk } from '../hub.ts';
import { carryOut } from './carry-out.ts';
import { isOwnOrder, keepOrder } from './orders.ts';

/** See `HubPrivacy.confirm`. */
export async function takeConfirmation(
  context: HubContext,
  kiosk: EnrolledKiosk,
  signed: SignedConfirmation,
): Promise<void> {
  const { confirmation } = signed;
  const { signedOrder } = confirmation;
  const isKiosks = confirmation.kiosk === kiosk.id;
  if (!isKiosks || !isAuthenticConfirmation(signed, kiosk.publicKey, context.crypto)) {
    throw new HubProblem('bad-signature', 'confirmation');
  }
  if (!isOwnOrder(context, signedOrder)) throw new HubProblem('not-allowed', 'order');
  if (await keepOrder(context, signedOrder)) {
    context.log.warn({ purge: signedOrder.order.id }, 'an order to purge came back from a station');
    await carryOut(context);
  }
  const row = { signed: confirmationText(signed), received: context.clock() };
  await context.store.db
    .insertInto('purge_confirmation')
    .values({ purge_id: signedOrder.order.id, kiosk: kiosk.id, ...row })
    .onConflict((conflict) => conflict.columns(['purge_id', 'kiosk']).doUpdateSet(row))
    .execute();
  context.log.info({ purge: signedOrder.order.id, kiosk: kiosk.id }, 'purged at a station');
}

function confirmationText({ confirmation, signature }: SignedConfirmation): string {
  const { order, signature: orderSignature } = confirmation.signedOrder;
  return JSON.stringify({
    confirmation: {
      formatVersion: confirmation.formatVersion,
      kiosk: confirmation.kiosk,
      signedOrder: { order: purgeOrderJson(order), signature: orderSignature },
      outcome: outcomeJson(confirmation.outcome),
    },
    signature,
  });
}
