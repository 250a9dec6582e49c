import { countLate, type PlacedFact } from '../../domain/day-close/close-fact.ts';
import type { DayRequest, HubDayStatus } from '../../domain/day-close/day-close-wire.ts';
import { type DayQuestion, draftReport } from '../../domain/day-close/draft.ts';
import {
  type DayReport,
  reportHash,
  reportText,
  sealReport,
} from '../../domain/day-close/report.ts';
import { eventFileSchema, type LocalDay } from '../../domain/event/event-file.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import type { CountedFact } from '../../domain/ledger/counted-fact.ts';
import { judgementOn } from '../../domain/ledger/judgement.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext } from '../base/context.ts';
import { delegateOfText } from '../base/delegate-text.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { acceptRequest } from '../base/requests.ts';
import { writeTold } from '../ledger/told-chains.ts';
import { lockStream } from '../store/streams.ts';
import type { DayReportTable, HubDatabase } from '../store/tables.ts';
import { readCall } from '../sync/handshake.ts';
import { readOrders, type StreamedOrder } from '../sync/judging/orders.ts';
import { type DayHeads, type QuarantinedLink, walkChains } from './read-evidence.ts';
import { entryOf, lastReport, reportsOf, signedOf } from './reports.ts';

/** A desk's request together with the desk; null if the order was given at the hub itself. */
export type DayOrder = { station: EnrolledStation; request: DayRequest } | null;

/** See `Hub.dayStatus`. */
export async function dayStatus(context: HubContext, day: LocalDay): Promise<HubDayStatus> {
  const { db } = context.store;
  const reports = await reportsOf(db, day);
  const read = await readDay(context, day, await placeOf(context, day, null));
  const [last] = reports;
  const late =
    last === undefined
      ? 0
      : countLate(read.facts, {
          report: signedOf(last).report,
          seq: last.events_seq,
          disregarded: read.disregarded,
        });
  const call = await readCall(db);
  return {
    state: last === undefined ? 'open' : late > 0 ? 'reopened' : 'closed',
    late,
    calledAt: call !== null && call.day >= day ? call.calledAt : null,
    draft: read.draft,
    reports: reports.map(entryOf),
  };
}

/**
 * Asks every station to close a day. Each receives the request at its next handshake, or at once if
 * it listens to hints. An earlier day than the last one called is closed along with that one.
 * Throws HubProblem `bad-request` for a future day, and the problems of `acceptOrder`.
 */
export async function callDay(
  context: HubContext,
  day: LocalDay,
  order: DayOrder,
): Promise<{ calledAt: number }> {
  notToCome(context, day);
  const calledAt = context.clock();
  await context.store.db.transaction().execute(async (tx) => {
    await acceptOrder(context, tx, order);
    const before = await readCall(tx);
    const row = {
      day: before !== null && before.day > day ? before.day : day,
      called_at: calledAt,
    };
    await tx
      .insertInto('day_call')
      .values({ single: 1, day: row.day, called_at: row.called_at })
      .onConflict((conflict) => conflict.column('single').doUpdateSet(row))
      .execute();
    await bumpDirectory(tx);
  });
  context.log.info({ day }, 'stations are asked to close the day');
  context.announce({ directory: true });
  return { calledAt };
}

/** Max attempts of a close while other processes close days in between. */
const maxAttempts = 5;

/** See `Hub.closeDay`. Walks the chains outside any transaction: stations continue to push. */
export async function closeDay(
  context: HubContext,
  day: LocalDay,
  order: DayOrder,
): Promise<DayReportTable> {
  notToCome(context, day);
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const read = await readDay(context, day, await placeOf(context, day, order));
    const row = await writeReport(context, read, order);
    if (row === null) continue;
    const { proof, revision, number } = read.draft;
    context.log.info({ day, revision, number, ...proof }, 'day closed');
    context.announce({ directory: true });
    return row;
  }
  throw new HubProblem('busy', 'day report', { retryAfter: 1_000 });
}

/** Throws HubProblem `bad-request` for a future day. */
function notToCome({ identity, clock }: HubContext, day: LocalDay): void {
  const event = eventFileSchema.parse(identity.event.file);
  if (day > localDayOf(clock(), event)) throw new HubProblem('bad-request', 'future-day');
}

async function placeOf(context: HubContext, day: LocalDay, order: DayOrder): Promise<ReportPlace> {
  const { db } = context.store;
  const { hub, hubKey } = context.identity;
  const last = await lastReport(db);
  const [lastOfDay] = await reportsOf(db, day);
  return {
    revision: (lastOfDay?.revision ?? 0) + 1,
    number: (last?.number ?? 0) + 1,
    previous: last?.hash ?? null,
    issuer: { kind: 'hub', id: hub, publicKey: hubKey },
    issuedAt: context.clock(),
    closedBy:
      order === null ? null : { station: order.station.id, operator: order.request.operator },
  };
}

/** Writes the report; null if another process wrote one first. */
async function writeReport(
  context: HubContext,
  { draft, eventsSeq }: ReadDay,
  order: DayOrder,
): Promise<DayReportTable | null> {
  return await context.store.db.transaction().execute(async (tx) => {
    await lockStream(tx, 'events');
    const last = await lastReport(tx);
    if ((last?.number ?? 0) + 1 !== draft.number) return null;
    await acceptOrder(context, tx, order);
    const row = sealed(context, draft, eventsSeq);
    await tx.insertInto('day_report').values(row).execute();
    // Refreshes the lists that show "provisional" or "final".
    await bumpDirectory(tx);
    return row;
  });
}

function sealed(context: HubContext, draft: DayReport, eventsSeq: number): DayReportTable {
  const signed = sealReport(draft, context.sign, context.crypto);
  return {
    number: draft.number,
    day: draft.day,
    revision: draft.revision,
    hash: reportHash(signed, context.crypto),
    events_seq: eventsSeq,
    issued_at: draft.issuedAt,
    station: draft.closedBy?.station ?? null,
    operator_id: draft.closedBy?.operator ?? null,
    signed: reportText(signed),
  };
}

/**
 * Accepts a desk's order, in the transaction that carries it out.
 *
 * @throws HubProblem `replayed`, `revoked`, `not-allowed` (not a desk), `epoch-changed`
 */
async function acceptOrder(context: HubContext, tx: HubDatabase, order: DayOrder): Promise<void> {
  if (order === null) return;
  const { station, request } = order;
  if (station.mode !== 'desk') throw new HubProblem('not-allowed', 'for desks');
  const { epoch } = await tx.selectFrom('hub').select('epoch').executeTakeFirstOrThrow();
  if (epoch !== request.epoch) throw new HubProblem('epoch-changed');
  const seen = context.clock();
  const state = await acceptRequest(tx, { station: station.id, request: request.request, seen });
  if (state !== 'enrolled') throw new HubProblem('revoked');
}

/** A day as the hub holds it now. */
interface ReadDay {
  draft: DayReport;
  facts: PlacedFact[];
  /** Facts that once counted and are now disregarded, each with the number of the valid order. */
  disregarded: PlacedFact[];
  /** The last number of the stream of facts. */
  eventsSeq: number;
}

type ReportPlace = DayQuestion['place'];

/** Reads a whole day without locks: recomputes every chain, reads every fact and the roster. */
async function readDay(context: HubContext, day: LocalDay, place: ReportPlace): Promise<ReadDay> {
  const { db } = context.store;
  const event = context.identity.event.id;
  await writeTold(context);
  const written = await readHeads(db);
  const heads = { ...written, said: [...written.said, ...context.told.values()] };
  const orders = await readOrders(db);
  const walked = await walkChains(db, heads, event, day);
  const draft = draftReport(
    {
      event,
      day,
      facts: walked.facts.map(({ fact }) => fact),
      links: walked.links,
      stations: walked.stations,
      hubs: walked.hubs,
      eventChanges: walked.eventChanges,
      quarantine: byReason(heads.quarantine),
      ...(await readRoster(db)),
      place,
    },
    context.crypto,
  );
  const disregarded = await onceCounted(db, orders, walked.silent);
  return { draft, facts: walked.facts, disregarded, eventsSeq: heads.eventsSeq };
}

/** The facts disregarded by an order that came after them, with the order's number. */
async function onceCounted(
  db: HubDatabase,
  orders: readonly StreamedOrder[],
  silent: readonly CountedFact[],
): Promise<PlacedFact[]> {
  const judged = silent.flatMap((fact) => {
    const order = judgementOn(orders, fact);
    const seq = orders.find(({ id }) => id === order?.id)?.seq;
    return order?.verdict !== 'disregard' || seq === undefined ? [] : [{ fact, seq }];
  });
  if (judged.length === 0) return [];
  const stations = [...new Set(judged.map(({ fact }) => fact.station))];
  const places = await db
    .selectFrom('streamed_place')
    .where('station', 'in', stations)
    .groupBy(['station', 'incarnation', 'kseq'])
    .select(({ fn }) => ['station', 'incarnation', 'kseq', fn.min('seq').as('first')])
    .execute();
  const nameOf = (at: { station: string; incarnation: number; kseq: number }): string =>
    `${at.station} ${at.incarnation} ${at.kseq}`;
  const first = new Map(places.map((place) => [nameOf(place), Number(place.first)]));
  return judged.filter(({ fact, seq }) => (first.get(nameOf(fact)) ?? seq) < seq);
}

/** Reads heads, stream and stations as of one moment: a push locks the stream too. */
async function readHeads(db: HubDatabase): Promise<DayHeads> {
  return await db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    return {
      eventsSeq: stream.seq,
      chains: await tx
        .selectFrom('chain')
        .select(['station', 'incarnation', 'last_kseq', 'hash'])
        .execute(),
      stations: await tx.selectFrom('station').selectAll().execute(),
      said: await tx.selectFrom('chain_said').selectAll().execute(),
      quarantine: await tx
        .selectFrom('quarantine')
        // Facts that two people disregarded are not listed here: no one needs to review them.
        .where('reason', '<>', 'disregarded')
        .select(['station', 'incarnation', 'kseq', 'reason'])
        .execute(),
    };
  });
}

async function readRoster(db: HubDatabase): Promise<Pick<DayQuestion, 'delegates' | 'deleted'>> {
  const rows = await db.selectFrom('delegate').orderBy('id').select(['data', 'deleted']).execute();
  const delegates: Delegate[] = [];
  const deleted: Delegate[] = [];
  for (const row of rows) (row.deleted === 1 ? deleted : delegates).push(delegateOfText(row.data));
  return { delegates, deleted };
}

function byReason(links: readonly QuarantinedLink[]): DayQuestion['quarantine'] {
  const rows = new Map<string, { station: string; reason: string; items: number }>();
  for (const { station, reason } of links) {
    const row = rows.get(`${station} ${reason}`) ?? { station, reason, items: 0 };
    row.items += 1;
    rows.set(`${station} ${reason}`, row);
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
