import {
  isSamePerson,
  type PurgePerson,
  purgePersonJson,
  purgePersonSchema,
} from '../../domain/operators/people.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { PersonRequestTable } from '../store/purge-tables.ts';
import type { HubDatabase } from '../store/tables.ts';
import type { HubContext } from './context.ts';

/** A request of one person for another to approve. Times are UTC milliseconds. */
export interface PersonRequest {
  id: string;
  requestedBy: PurgePerson;
  requestedAt: number;
  /** No one can approve it after this time. */
  expires: number;
}

/** Milliseconds within which another person must approve. */
const lifetime = 24 * 60 * 60_000;

export type RequestKind = PersonRequestTable['kind'];

/**
 * Stores a request of one person, for another to approve.
 *
 * @param said JSON of the request, if the kind alone does not define it
 */
export async function putRequest(
  context: HubContext,
  kind: RequestKind,
  by: PurgePerson,
  said: string | null = null,
): Promise<PersonRequest> {
  const row: PersonRequestTable = {
    id: context.random.uuid(),
    kind,
    said,
    requested_by: JSON.stringify(purgePersonJson(by)),
    requested_at: context.clock(),
    state: 'open',
  };
  await context.store.db.insertInto('person_request').values(row).execute();
  context.lifetimes.begin(row.id, lifetime);
  context.log.info({ request: row.id, kind }, 'asked for, for a second person');
  return requestOf(row);
}

/**
 * Uses up a request that another person approves.
 *
 * @returns who requested it, and its content
 * @throws HubProblem `not-found`; `not-allowed` (`expired`, `same-person`)
 */
export async function takeRequest(
  context: HubContext,
  id: string,
  kind: RequestKind,
  approvedBy: PurgePerson,
): Promise<{ requestedBy: PurgePerson; said: string | null }> {
  const row = (await openRows(context.store.db, kind)).find((one) => one.id === id);
  if (row === undefined) throw new HubProblem('not-found', `${kind} request`);
  const { requestedBy, requestedAt } = requestOf(row);
  if (context.lifetimes.isOver(id, requestedAt, lifetime))
    throw new HubProblem('not-allowed', 'expired');
  assertTwoPeople(requestedBy, approvedBy);
  // Of two simultaneous approvals one changes no row, so nothing is done twice.
  await endRequest(context.store.db, id, kind, 'approved');
  return { requestedBy, said: row.said };
}

/** Withdraws a request. Throws HubProblem `not-found`. */
export async function withdrawRequest(
  { store: { db } }: HubContext,
  id: string,
  kind: RequestKind,
): Promise<void> {
  await endRequest(db, id, kind, 'withdrawn');
}

/** Requests that no one has approved or withdrawn, oldest first, each with its content. */
export async function openRequests(
  db: HubDatabase,
  kind: RequestKind,
): Promise<{ request: PersonRequest; said: string | null }[]> {
  const rows = await openRows(db, kind);
  return rows.map((row) => ({ request: requestOf(row), said: row.said }));
}

/** Throws HubProblem `not-allowed` (`same-person`). */
export function assertTwoPeople(requestedBy: PurgePerson, approvedBy: PurgePerson): void {
  if (isSamePerson(requestedBy, approvedBy)) throw new HubProblem('not-allowed', 'same-person');
}

async function openRows(db: HubDatabase, kind: RequestKind): Promise<PersonRequestTable[]> {
  return await db
    .selectFrom('person_request')
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .orderBy('requested_at')
    .orderBy('id')
    .selectAll()
    .execute();
}

function requestOf(row: PersonRequestTable): PersonRequest {
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
  kind: RequestKind,
  state: 'approved' | 'withdrawn',
): Promise<void> {
  const ended = await db
    .updateTable('person_request')
    .set({ state })
    .where('id', '=', id)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .returning('id')
    .execute();
  if (ended.length !== 1) throw new HubProblem('not-found', `${kind} request`);
}
