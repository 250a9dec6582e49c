import { type JudgementPayload, judgementPayloadSchema } from '../../../domain/judgement.ts';
import {
  isSamePerson,
  type PurgePerson,
  purgePersonJson,
  purgePersonSchema,
} from '../../../domain/purge/people.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import { writeAudit } from '../../accounts/audit.ts';
import { lockStream, moveStream } from '../../store/streams.ts';
import type { HubDatabase, JudgementRequestTable } from '../../store/tables.ts';
import { guarded, type HubContext } from '../context.ts';
import type { HubChange } from '../hub.ts';
import { namesOf } from '../names.ts';
import { writeOwnFact } from '../own-chain.ts';
import {
  type HubJudging,
  type JudgementRequest,
  type JudgingOverview,
  rangeText,
} from './hub-judging.ts';
import { judgeHeld } from './judge-held.ts';
import { readOrders } from './orders.ts';
import { takeReleased } from './take-released.ts';

/** Milliseconds in which another person approves. */
const lifetime = 24 * 60 * 60_000;

/** The hub's service of orders on records. */
export function createJudging(context: HubContext): HubJudging {
  const { log } = context;
  const { db } = context.store;
  return {
    overview: () => guarded(log, overview(context)),
    request: (said, by) => guarded(log, request(context, said, by)),
    approve: (id, by) => guarded(log, approve(context, id, by)),
    withdraw: (id) => guarded(log, endRequest(db, id, 'withdrawn')),
    order: (said, people) => guarded(log, order(context, said, people)),
  };
}

async function request(
  context: HubContext,
  said: JudgementPayload,
  by: PurgePerson,
): Promise<JudgementRequest> {
  const { db } = context.store;
  await stationOf(db, said.range.station);
  const row: JudgementRequestTable = {
    id: context.random.uuid(),
    said: JSON.stringify(jsonOfOrder(said)),
    requested_by: JSON.stringify(purgePersonJson(by)),
    requested_at: context.clock(),
    state: 'open',
  };
  await db.insertInto('judgement_request').values(row).execute();
  context.log.info({ request: row.id, verdict: said.verdict, ...said.range }, 'order asked for');
  return requestOf(row);
}

async function approve(context: HubContext, id: string, approvedBy: PurgePerson): Promise<void> {
  const { db } = context.store;
  const found = (await openRequests(db)).find((one) => one.id === id);
  if (found === undefined) throw new HubProblem('not-found', 'request');
  if (context.clock() >= found.expires) throw new HubProblem('not-allowed', 'expired');
  const { requestedBy, verdict, range } = found;
  assertTwoPeople(requestedBy, approvedBy);
  // Two approvals at the same moment: one of them changes no row, and nothing is ordered twice.
  await endRequest(db, id, 'approved');
  await order(context, { verdict, range }, { requestedBy, approvedBy });
  const head = { actor: { kind: 'administrator' }, address: '', outcome: 'done' } as const;
  await writeAudit(
    db,
    context.clock(),
    { ...head, action: 'records-judged' },
    {
      detail: `${verdict} ${rangeText(range)}`,
    },
  );
}

async function order(
  context: HubContext,
  said: JudgementPayload,
  { requestedBy, approvedBy }: { requestedBy: PurgePerson; approvedBy: PurgePerson },
): Promise<void> {
  assertTwoPeople(requestedBy, approvedBy);
  const people = {
    requestedBy: purgePersonJson(requestedBy),
    approvedBy: purgePersonJson(approvedBy),
  };
  const change = await context.store.db.transaction().execute(async (tx): Promise<HubChange> => {
    const stream = await lockStream(tx, 'events');
    const station = await stationOf(tx, said.range.station);
    const written = await writeOwnFact(context, tx, stream, {
      ...{ type: 'facts-judged', delegateId: null, before: await readOrders(tx) },
      ...{ payload: jsonOfOrder(said), personal: people },
    });
    const held = await judgeHeld(context, tx, [said.range], written);
    const { lastSeq, roster } = await takeReleased(context, tx, station, held);
    await moveStream(tx, 'events', lastSeq);
    return { events: lastSeq, ...(roster === null ? {} : { roster }) };
  });
  context.log.warn({ verdict: said.verdict, ...said.range }, 'records judged');
  context.announce(change);
}

async function overview(context: HubContext): Promise<JudgingOverview> {
  const { db } = context.store;
  const orders = await readOrders(db);
  const names = await namesOf(db);
  const last = new Map(orders.map(({ range, id }) => [rangeText(range), id]));
  const rows = await db
    .selectFrom('quarantine')
    .where('reason', '=', 'disregarded')
    .groupBy('kiosk')
    .orderBy('kiosk')
    .select(({ fn }) => ['kiosk', fn.countAll<number>().as('records')])
    .execute();
  return {
    orders: orders.toReversed().map(({ id, verdict, range, wall }) => ({
      ...{ id, verdict, range, wall },
      stationName: names.kiosk(range.station),
      isReplaced: last.get(rangeText(range)) !== id,
    })),
    requests: await openRequests(db),
    disregarded: rows.map(({ kiosk, records }) => ({ station: kiosk, records: Number(records) })),
  };
}

async function stationOf(db: HubDatabase, id: string) {
  const station = await db
    .selectFrom('kiosk')
    .where('id', '=', id)
    .select(['id', 'name', 'mode', 'public_key as publicKey', 'joined_at as joined', 'state'])
    .executeTakeFirst();
  if (station === undefined) throw new HubProblem('not-found', 'kiosk');
  return station;
}

function jsonOfOrder({ verdict, range }: JudgementPayload) {
  const { station, incarnation, from, to } = range;
  return { verdict, range: { station, incarnation, from, to } };
}

async function openRequests(db: HubDatabase): Promise<JudgementRequest[]> {
  const rows = await db
    .selectFrom('judgement_request')
    .where('state', '=', 'open')
    .orderBy('requested_at')
    .orderBy('id')
    .selectAll()
    .execute();
  return rows.map(requestOf);
}

function requestOf(row: JudgementRequestTable): JudgementRequest {
  return {
    id: row.id,
    ...judgementPayloadSchema.parse(JSON.parse(row.said)),
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
    .updateTable('judgement_request')
    .set({ state })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .execute();
  if (ended.length !== 1) throw new HubProblem('not-found', 'request');
}

function assertTwoPeople(requestedBy: PurgePerson, approvedBy: PurgePerson): void {
  if (isSamePerson(requestedBy, approvedBy)) throw new HubProblem('not-allowed', 'same-person');
}
