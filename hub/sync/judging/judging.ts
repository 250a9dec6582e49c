import {
  type JudgedRange,
  type JudgementPayload,
  judgementPayloadSchema,
  verdictOn,
} from '../../../domain/ledger/judgement.ts';
import { type PurgePerson, purgePersonJson } from '../../../domain/operators/people.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { writeAudit } from '../../accounts/audit.ts';
import { guarded, type HubChange, type HubContext } from '../../base/context.ts';
import type { EnrolledStation } from '../../base/enrolled-station.ts';
import { namesOf } from '../../base/names.ts';
import { readRun } from '../../base/run.ts';
import {
  assertTwoPeople,
  openRequests,
  type PersonRequest,
  putRequest,
  takeRequest,
  withdrawRequest,
} from '../../base/two-people.ts';
import { givePlacesInAll } from '../../bookings/give-places.ts';
import { headOf } from '../../ledger/chains.ts';
import { eventOfRaw } from '../../ledger/quarantine.ts';
import { readEvents } from '../../ledger/read-fact.ts';
import { writeOwnFact } from '../../stations/own-chain.ts';
import { isSignedBy, knownKeys } from '../../stations/signed-heads.ts';
import { lockStream, moveStream } from '../../store/streams.ts';
import type { HubDatabase } from '../../store/tables.ts';
import { storePush } from '../push.ts';
import type { Applied } from './held-link.ts';
import { judgeHeld } from './judge-held.ts';
import { readOrders } from './orders.ts';

/** An order that one person requested and another is to approve. Times are UTC milliseconds. */
export interface JudgementRequest extends JudgementPayload, PersonRequest {}

export interface JudgementEntry extends JudgementPayload {
  id: string;
  stationName: string;
  /** When it was approved. */
  wall: number;
  /** Whether a later order on exactly the same records replaces it. */
  isReplaced: boolean;
}

/** Orders on records of stations, and requests for them. */
export interface JudgingOverview {
  /** Newest first. */
  orders: JudgementEntry[];
  requests: JudgementRequest[];
  /** Records disregarded now, by station; stations without any are left out. */
  disregarded: { station: string; records: number }[];
}

/** The records as a text: `STATION incarnation 2 records 5-9`. Never a name. */
export function rangeText({ station, incarnation, from, to }: JudgedRange): string {
  const life = incarnation === null ? 'all incarnations' : `incarnation ${incarnation}`;
  return `${station} ${life} records ${from}-${to ?? ''}`;
}

/**
 * Orders by two people on stations' records. Methods throw HubProblem, with the codes named here.
 */
export function createJudging(context: HubContext) {
  const { log } = context;
  return {
    overview: (): Promise<JudgingOverview> => guarded(log, overview(context)),
    /** `not-found`: no such station. */
    request: (said: JudgementPayload, by: PurgePerson): Promise<JudgementRequest> =>
      guarded(log, request(context, said, by)),
    /** `not-found`, `not-allowed` (same-person, expired). Answers after carrying the order out. */
    approve: (id: string, by: PurgePerson): Promise<void> => guarded(log, approve(context, id, by)),
    /** `not-found`. */
    withdraw: (id: string): Promise<void> => guarded(log, withdrawRequest(context, id, 'records')),
    /**
     * Gives an order if the caller has ensured that there are two people (approvals of the
     * organiser's page). `not-found`: no such station; `not-allowed` (same-person).
     */
    order: (
      said: JudgementPayload,
      people: { requestedBy: PurgePerson; approvedBy: PurgePerson },
    ): Promise<void> => guarded(log, order(context, said, people)),
  };
}

async function request(
  context: HubContext,
  said: JudgementPayload,
  by: PurgePerson,
): Promise<JudgementRequest> {
  const { db } = context.store;
  await stationOf(db, said.range.station);
  const asked = await putRequest(context, 'records', by, JSON.stringify(jsonOfOrder(said)));
  return { ...asked, ...said };
}

async function approve(context: HubContext, id: string, approvedBy: PurgePerson): Promise<void> {
  const { db } = context.store;
  const { requestedBy, said } = await takeRequest(context, id, 'records', approvedBy);
  const { verdict, range } = orderIn(said);
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
      type: 'facts-judged',
      delegateId: null,
      before: await readOrders(tx),
      payload: jsonOfOrder(said),
      personal: people,
    });
    const held = await judgeHeld(context, tx, [said.range], written);
    const { lastSeq, roster } = await takeReleased(context, tx, station, held);
    await moveStream(tx, 'events', lastSeq);
    const events = await givePlacesInAll(context, tx, { ...stream, seq: lastSeq });
    return { events, ...(roster === null ? {} : { roster }) };
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
    .groupBy('station')
    .orderBy('station')
    .select(({ fn }) => ['station', fn.countAll<number>().as('records')])
    .execute();
  return {
    orders: orders.toReversed().map(({ id, verdict, range, wall }) => ({
      id,
      verdict,
      range,
      wall,
      stationName: names.station(range.station),
      isReplaced: last.get(rangeText(range)) !== id,
    })),
    requests: (await openRequests(db, 'records')).map(({ request: asked, said }) => ({
      ...asked,
      ...orderIn(said),
    })),
    disregarded: rows.map(({ station, records }) => ({
      station,
      records: Number(records),
    })),
  };
}

async function stationOf(db: HubDatabase, id: string) {
  const station = await db
    .selectFrom('station')
    .where('id', '=', id)
    .select(['id', 'name', 'mode', 'public_key as publicKey', 'joined_at as joined', 'state'])
    .executeTakeFirst();
  if (station === undefined) throw new HubProblem('not-found', 'station');
  return station;
}

function jsonOfOrder({ verdict, range }: JudgementPayload) {
  const { station, incarnation, from, to } = range;
  return { verdict, range: { station, incarnation, from, to } };
}

function orderIn(said: string | null): JudgementPayload {
  return judgementPayloadSchema.parse(JSON.parse(said ?? ''));
}

/**
 * Accepts links of a revoked station from a stick, as far as two people released them: the links
 * that continue its chains, up to the last signed one. Runs in the order's transaction.
 */
async function takeReleased(
  context: HubContext,
  tx: HubDatabase,
  station: EnrolledStation,
  before: Applied,
): Promise<Applied> {
  const orders = await readOrders(tx);
  const keys = await knownKeys(tx, station.id);
  let applied = before;
  for (const incarnation of await carriedIncarnations(tx, station.id)) {
    const chain = { station: station.id, incarnation };
    const head = await headOf(tx, chain);
    const rows = await carried(tx, chain, head.lastKseq);
    const known = rows.flatMap(({ raw }) => eventOfRaw(raw) ?? []);
    const { links } = readRun({ previous: head.hash, events: known });
    const isReleased = (kseq: number) => verdictOn(orders, { ...chain, kseq }) === 'count';
    const end = links.findIndex(({ kseq }) => kseq <= head.lastKseq || !isReleased(kseq));
    const released = end < 0 ? links : links.slice(0, end);
    const last = released.findLastIndex(({ signature }) => signature !== null);
    const events = released.slice(0, last + 1);
    const request = { ...chain, epoch: '', request: 0, previous: head.hash, events, author: null };
    const continues = events[0]?.kseq === head.lastKseq + 1;
    if (!continues || !isSignedBy(request, keys, context.crypto)) continue;
    const { change } = await storePush(context, tx, {
      station,
      mode: station.mode,
      request,
      head,
      knownEvents: [],
      fresh: readEvents(chain, events),
      released: new Set(events),
      lastSeq: applied.lastSeq,
      copied: 0,
    });
    applied = {
      lastSeq: change.events ?? applied.lastSeq,
      roster: change.roster ?? applied.roster,
    };
    await tx
      .deleteFrom('quarantine')
      .where('station', '=', station.id)
      .where('incarnation', '=', incarnation)
      .where('reason', '=', 'revoked')
      .where('kseq', '<=', events.at(-1)?.kseq ?? 0)
      .execute();
  }
  return applied;
}

async function carriedIncarnations(tx: HubDatabase, station: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('quarantine')
    .where('station', '=', station)
    .where('reason', '=', 'revoked')
    .distinct()
    .orderBy('incarnation')
    .select('incarnation')
    .execute();
  return rows.map(({ incarnation }) => incarnation);
}

async function carried(
  tx: HubDatabase,
  { station, incarnation }: { station: string; incarnation: number },
  after: number,
): Promise<{ raw: string }[]> {
  return await tx
    .selectFrom('quarantine')
    .where('station', '=', station)
    .where('incarnation', '=', incarnation)
    .where('reason', '=', 'revoked')
    .where('kseq', '>', after)
    .orderBy('kseq')
    .select('raw')
    .execute();
}
