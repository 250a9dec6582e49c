import type { OrderedFact } from '../../../domain/attendance.ts';
import { type DayQuestion, draftReport } from '../../../domain/day-close/draft.ts';
import type { PlacedFact } from '../../../domain/day-close/late-facts.ts';
import type { DayReport } from '../../../domain/day-close/report.ts';
import type { Delegate } from '../../../domain/delegate.ts';
import type { LocalDay } from '../../../domain/event-file.ts';
import { judgementOn } from '../../../domain/judgement.ts';
import { lockStream } from '../../store/streams.ts';
import type { HubDatabase } from '../../store/tables.ts';
import type { HubContext } from '../context.ts';
import { delegateOfText } from '../delegate-text.ts';
import { readOrders, type StreamedOrder } from '../judging/orders.ts';
import { writeTold } from '../told-chains.ts';
import { type DayHeads, type QuarantinedLink, walkChains } from './read-evidence.ts';

/** A day as the hub holds it now. */
export interface ReadDay {
  draft: DayReport;
  facts: PlacedFact[];
  /** Facts that counted once and are disregarded now, each with the number of the order that holds. */
  disregarded: PlacedFact[];
  /** Where the stream of facts stood. */
  eventsSeq: number;
}

/** The place of a report: everything about it that is not the day itself. */
export type ReportPlace = DayQuestion['place'];

/** Reads a day whole: every chain computed anew, every fact, the roster. Nothing is locked while it reads. */
export async function readDay(
  context: HubContext,
  day: LocalDay,
  place: ReportPlace,
): Promise<ReadDay> {
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
      kiosks: walked.kiosks,
      quarantine: byReason(heads.quarantine),
      ...(await readRoster(db)),
      place,
    },
    context.crypto,
  );
  const disregarded = await onceCounted(db, orders, walked.silent);
  return { draft, facts: walked.facts, disregarded, eventsSeq: heads.eventsSeq };
}

/** Those of the silent facts that an order silenced after they had come, with the order's number. */
async function onceCounted(
  db: HubDatabase,
  orders: readonly StreamedOrder[],
  silent: readonly OrderedFact[],
): Promise<PlacedFact[]> {
  const judged = silent.flatMap((fact) => {
    const order = judgementOn(orders, fact);
    const seq = orders.find(({ id }) => id === order?.id)?.seq;
    return order?.verdict !== 'disregard' || seq === undefined ? [] : [{ fact, seq }];
  });
  if (judged.length === 0) return [];
  const stations = [...new Set(judged.map(({ fact }) => fact.kiosk))];
  const places = await db
    .selectFrom('streamed_place')
    .where('kiosk', 'in', stations)
    .groupBy(['kiosk', 'incarnation', 'kseq'])
    .select(({ fn }) => ['kiosk', 'incarnation', 'kseq', fn.min('seq').as('first')])
    .execute();
  const nameOf = (at: { kiosk: string; incarnation: number; kseq: number }): string =>
    `${at.kiosk} ${at.incarnation} ${at.kseq}`;
  const first = new Map(places.map((place) => [nameOf(place), Number(place.first)]));
  return judged.filter(({ fact, seq }) => (first.get(nameOf(fact)) ?? seq) < seq);
}

/** Heads, stream and kiosks of one moment: whoever pushes locks the stream, too. */
async function readHeads(db: HubDatabase): Promise<DayHeads> {
  return await db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    return {
      eventsSeq: stream.seq,
      chains: await tx
        .selectFrom('chain')
        .select(['kiosk', 'incarnation', 'last_kseq', 'hash'])
        .execute(),
      kiosks: await tx.selectFrom('kiosk').selectAll().execute(),
      said: await tx.selectFrom('chain_said').selectAll().execute(),
      quarantine: await tx
        .selectFrom('quarantine')
        // What two persons disregarded is held like anything else: it needs nobody to look at it.
        .where('reason', '<>', 'disregarded')
        .select(['kiosk', 'incarnation', 'kseq', 'reason'])
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
  const rows = new Map<string, { kiosk: string; reason: string; items: number }>();
  for (const { kiosk, reason } of links) {
    const row = rows.get(`${kiosk} ${reason}`) ?? { kiosk, reason, items: 0 };
    row.items += 1;
    rows.set(`${kiosk} ${reason}`, row);
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
