import type { SignedPurgeOrder } from '../../../domain/purge/order.ts';
import { isSamePerson, type PurgePerson, purgePersonSchema } from '../../../domain/purge/people.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import type { PurgeRequestTable } from '../../store/purge-tables.ts';
import type { HubDatabase } from '../../store/tables.ts';
import type { HubContext } from '../context.ts';
import { carryOut } from './carry-out.ts';
import type { PurgeRequest } from './hub-privacy.ts';
import { giveOrder } from './orders.ts';
import { mayPurgeNow, readRetention } from './retention.ts';

/** Milliseconds in which another person approves. */
const lifetime = 24 * 60 * 60_000;

/** See `HubPrivacy.requestPurge`. */
export async function requestPurge(context: HubContext, by: PurgePerson): Promise<PurgeRequest> {
  assertNoEventDay(context);
  return await putRequest(context, 'purge', by);
}

/** Writes down what one person asks for, and another is to approve. */
export async function putRequest(
  context: HubContext,
  kind: PurgeRequestTable['kind'],
  by: PurgePerson,
): Promise<PurgeRequest> {
  const row: PurgeRequestTable = {
    id: context.random.uuid(),
    kind,
    requested_by: JSON.stringify({ kind: by.kind, id: by.id, name: by.name }),
    requested_at: context.clock(),
    state: 'open',
  };
  await context.store.db.insertInto('purge_request').values(row).execute();
  context.log.info({ request: row.id, kind }, 'asked for, for a second person');
  return requestOf(row);
}

/** See `HubPrivacy.approvePurge`. */
export async function approvePurge(
  context: HubContext,
  id: string,
  approvedBy: PurgePerson,
): Promise<SignedPurgeOrder> {
  assertNoEventDay(context);
  const requestedBy = await takeRequest(context, id, 'purge', approvedBy);
  return orderPurge(context, { requestedBy, approvedBy });
}

/**
 * Uses up a request, which another person approves.
 *
 * @returns who asked
 * @throws HubProblem `not-found`; `not-allowed` (`expired`, `same-person`)
 */
export async function takeRequest(
  context: HubContext,
  id: string,
  kind: PurgeRequestTable['kind'],
  approvedBy: PurgePerson,
): Promise<PurgePerson> {
  const request = (await openRequests(context.store.db, kind)).find((one) => one.id === id);
  if (request === undefined) throw new HubProblem('not-found', `${kind} request`);
  if (context.clock() >= request.expires) throw new HubProblem('not-allowed', 'expired');
  assertTwoPeople(request.requestedBy, approvedBy);
  // Two approvals at the same moment: one of them changes no row, and nothing is done twice.
  await endRequest(context.store.db, id, 'approved');
  return request.requestedBy;
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

/** See `HubPrivacy.withdrawPurge`. */
export async function withdrawPurge(context: HubContext, id: string): Promise<void> {
  await endRequest(context.store.db, id, 'withdrawn');
}

/** Requests that nobody has approved or withdrawn, the oldest first. */
export async function openRequests(
  db: HubDatabase,
  kind: PurgeRequestTable['kind'],
): Promise<PurgeRequest[]> {
  const rows = await db
    .selectFrom('purge_request')
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .orderBy('requested_at')
    .orderBy('id')
    .selectAll()
    .execute();
  return rows.map(requestOf);
}

function requestOf(row: PurgeRequestTable): PurgeRequest {
  return {
    id: row.id,
    requestedBy: purgePersonSchema.parse(JSON.parse(row.requested_by)),
    requestedAt: row.requested_at,
    expires: row.requested_at + lifetime,
  };
}

async function endRequest(
  db: HubDatabase,
  id: string,
  state: 'approved' | 'withdrawn',
): Promise<void> {
  const ended = await db
    .updateTable('purge_request')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .execute();
  if (ended.length !== 1) throw new HubProblem('not-found', 'purge request');
}

function assertTwoPeople(requestedBy: PurgePerson, approvedBy: PurgePerson): void {
  if (isSamePerson(requestedBy, approvedBy)) throw new HubProblem('not-allowed', 'same-person');
}

function assertNoEventDay(context: HubContext): void {
  if (!mayPurgeNow(context)) throw new HubProblem('not-allowed', 'event-days');
}
