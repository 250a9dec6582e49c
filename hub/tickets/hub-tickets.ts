import { toHex } from '../../domain/base/bytes.ts';
import { isSamePerson, type PurgePerson, purgePersonJson } from '../../domain/operators/people.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext } from '../base/context.ts';
import { type PersonRequest, putRequest, takeRequest } from '../base/two-people.ts';
import { secretRenewals } from '../roster/code-making.ts';
import { writeOwnFact } from '../roster/own-chain.ts';
import { renewCodes } from '../roster/renew-codes.ts';
import { lockStream } from '../store/streams.ts';

/** A new secret of the event: its number (from 1), and how many people's tickets it renewed. */
export interface RenewedSecret {
  number: number;
  renewed: number;
}

/** One person requests new tickets for everybody ({@link renewSecret}); another approves. */
export async function requestRenewal(context: HubContext, by: PurgePerson): Promise<PersonRequest> {
  return await putRequest(context, 'tickets', by);
}

/**
 * Throws HubProblem `not-found`, `not-allowed` (`same-person`, `expired`), and as
 * {@link renewSecret}.
 */
export async function approveRenewal(
  context: HubContext,
  id: string,
  approvedBy: PurgePerson,
): Promise<RenewedSecret> {
  const { requestedBy } = await takeRequest(context, id, 'tickets', approvedBy);
  return await renewSecret(context, { requestedBy, approvedBy });
}

/**
 * A new secret of the event, and so new tickets for everybody: the old ones are refused as
 * replaced. Ids stay. A fact of the hub's chain outlives it; only desks read its secret. Throws
 * HubProblem `not-allowed` (`same-person`, `purged`).
 */
export async function renewSecret(
  context: HubContext,
  { requestedBy, approvedBy }: { requestedBy: PurgePerson; approvedBy: PurgePerson },
): Promise<RenewedSecret> {
  if (isSamePerson(requestedBy, approvedBy)) throw new HubProblem('not-allowed', 'same-person');
  const { result, ...streams } = await context.store.db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    const before = await secretRenewals(tx, context.identity);
    const number = before.length + 2;
    const events = await writeOwnFact(context, tx, stream, {
      ...{ type: 'secret-renewed', delegateId: null, before },
      payload: { number },
      personal: {
        secret: toHex(context.random.bytes(32)),
        requestedBy: purgePersonJson(requestedBy),
        approvedBy: purgePersonJson(approvedBy),
      },
    });
    const { roster, renewed } = await renewCodes(context, tx);
    const result = { number, renewed };
    return { result, events, ...(roster === null ? {} : { roster }) };
  });
  context.announce(streams);
  context.log.warn({ ...result }, 'event secret renewed');
  return result;
}
