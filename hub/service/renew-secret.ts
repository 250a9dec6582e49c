import { toHex } from '../../domain/base/bytes.ts';
import { isSamePerson, type PurgePerson, purgePersonJson } from '../../domain/operators/people.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { withCodes } from '../../domain/tickets/issued-codes.ts';
import { lockStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { readMaking, secretRenewals } from './code-making.ts';
import type { HubContext } from './context.ts';
import { delegateOfText } from './delegate-text.ts';
import type { RenewedSecret } from './hub-tickets.ts';
import { writeOwnFact } from './own-chain.ts';
import type { PersonRequest } from './purge/hub-privacy.ts';

import { draftRoster } from './roster-draft.ts';
import { putRequest, takeRequest } from './two-people.ts';

/** Delegates read and written at once. */
const portion = 2_000;

/** See `Hub.requestRenewal`. */
export async function requestRenewal(context: HubContext, by: PurgePerson): Promise<PersonRequest> {
  return await putRequest(context, 'tickets', by);
}

/** See `Hub.approveRenewal`. */
export async function approveRenewal(
  context: HubContext,
  id: string,
  approvedBy: PurgePerson,
): Promise<RenewedSecret> {
  const { requestedBy } = await takeRequest(context, id, 'tickets', approvedBy);
  return await renewSecret(context, { requestedBy, approvedBy });
}

/** See `Hub.renewSecret`. A fact of the hub's chain outlives it; only desks read its secret. */
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

/**
 * Gives everybody in the roster, deleted people too, the codes of the newest secret.
 *
 * @returns the roster stream's last number, null if unchanged, and how many people have new codes
 */
export async function renewCodes(
  context: HubContext,
  tx: HubDatabase,
): Promise<{ roster: number | null; renewed: number }> {
  // An import that holds the stream now is read once it is done; a later one reads the new secret.
  await lockStream(tx, 'roster');
  const making = await readMaking(tx, context.identity);
  let roster: number | null = null;
  let renewed = 0;
  for (let after = ''; ; ) {
    const rows = await tx
      .selectFrom('delegate')
      .where('id', '>', after)
      .orderBy('id')
      .limit(portion)
      .select(['id', 'data', 'deleted'])
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return { roster, renewed };
    after = last.id;
    const draft = await draftRoster(tx, { ids: rows.map(({ id }) => id), codes: [] });
    for (const { data, deleted } of rows) {
      const isNew = draft.put(withCodes(delegateOfText(data), undefined, making), deleted === 1);
      if (isNew && deleted === 0) renewed += 1;
    }
    roster = (await draft.write(context.clock())) ?? roster;
  }
}
