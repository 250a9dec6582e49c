import type { SignedPurgeOrder } from '../../../domain/purge/order.ts';
import type { PurgePerson } from '../../../domain/purge/people.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import type { HubContext } from '../context.ts';
import { assertTwoPeople, putRequest, takeRequest } from '../two-people.ts';
import { carryOut } from './carry-out.ts';
import type { PersonRequest } from './hub-privacy.ts';
import { giveOrder } from './orders.ts';
import { mayPurgeNow, readRetention } from './retention.ts';

/** See `HubPrivacy.requestPurge`. */
export async function requestPurge(context: HubContext, by: PurgePerson): Promise<PersonRequest> {
  assertNoEventDay(context);
  return await putRequest(context, 'purge', by);
}

/** See `HubPrivacy.approvePurge`. */
export async function approvePurge(
  context: HubContext,
  id: string,
  approvedBy: PurgePerson,
): Promise<SignedPurgeOrder> {
  assertNoEventDay(context);
  const { requestedBy } = await takeRequest(context, id, 'purge', approvedBy);
  return orderPurge(context, { requestedBy, approvedBy });
}

/** See `HubPrivacy.orderPurge`. */
export async function orderPurge(
  context: HubContext,
  people: { requestedBy: PurgePerson; approvedBy: PurgePerson },
): Promise<SignedPurgeOrder> {
  const { requestedBy, approvedBy } = people;
  assertTwoPeople(requestedBy, approvedBy);
  assertNoEventDay(context);
  const { rule } = await readRetention(context.store.db);
  const signed = await giveOrder(context, { cause: 'command', rule, requestedBy, approvedBy });
  context.log.warn({ purge: signed.order.id }, 'purge ordered');
  await carryOut(context);
  return signed;
}

function assertNoEventDay(context: HubContext): void {
  if (!mayPurgeNow(context)) throw new HubProblem('not-allowed', 'event-days');
}
