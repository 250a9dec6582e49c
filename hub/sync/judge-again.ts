import { verdictOn } from '../../domain/ledger/judgement.ts';
import type { WireEvent } from '../../domain/sync/events.ts';
import type { HubContext } from '../base/context.ts';
import { personalFacts } from '../ledger/personal.ts';
import { numberLinks, rowOf } from '../ledger/push-rows.ts';
import { eventOfRaw, revisable } from '../ledger/quarantine.ts';
import { type ReadEvent, readEvents } from '../ledger/read-fact.ts';
import { applyRosterFacts } from '../roster/roster-facts.ts';
import { errorCodeOf, problemOf } from '../store/store-error.ts';
import { lockStream, moveStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { readOrders } from './judging/orders.ts';
import { keepAllowed, modeOfAuthor, withinRights } from './rights.ts';

interface AsideLink {
  station: string;
  incarnation: number;
  kseq: number;
  pushedBy: string;
  relayedBy: string | null;
  received: number;
  event: WireEvent;
  /** Its position in the order of facts, whether it counts or not. */
  effective: string | null;
}

/**
 * Judges the links in quarantine again when the hub starts, as a newer version may judge them
 * differently. Links that may count get the next numbers of the stream, so stations receive them.
 * If the store cannot be written now, the next start tries again.
 *
 * @returns how many count from now on
 */
export async function judgeAgain(context: HubContext): Promise<number> {
  try {
    const counting = await judgeAll(context);
    if (counting > 0) context.log.info({ facts: counting }, 'facts left quarantine');
    return counting;
  } catch (error) {
    if (problemOf(error) === null) throw error;
    context.log.warn({ code: errorCodeOf(error) }, 'what lies in quarantine was not judged again');
    return 0;
  }
}

async function judgeAll(context: HubContext): Promise<number> {
  return await context.store.db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    const orders = stream.hasOrders === 1 ? await readOrders(tx) : [];
    let { seq } = stream;
    // In the order of their chains: a fact may name one that leaves quarantine before it.
    for (const link of await linksAside(tx)) {
      // Two people ordered these to be disregarded; that order outranks the current rules.
      if (verdictOn(orders, link) === 'disregard') continue;
      seq = await judgeOne(context, tx, link, seq);
    }
    if (seq > stream.seq) await moveStream(tx, 'events', seq);
    return seq - stream.seq;
  });
}

/** Lists each place in a chain once, however many stations pushed it. */
async function linksAside(tx: HubDatabase): Promise<AsideLink[]> {
  const rows = await tx
    .selectFrom('quarantine as item')
    .innerJoin('attendance_event as link', (join) =>
      join
        .onRef('link.station', '=', 'item.station')
        .onRef('link.incarnation', '=', 'item.incarnation')
        .onRef('link.kseq', '=', 'item.kseq')
        .onRef('link.hash', '=', 'item.hash'),
    )
    .where('item.reason', 'in', revisable)
    .where('link.id', 'is', null)
    .orderBy('link.station')
    .orderBy('link.incarnation')
    .orderBy('link.kseq')
    .select(['link.station', 'link.incarnation', 'link.kseq', 'item.pushed_by as pushedBy'])
    .select(['item.raw', 'link.relayed_by as relayedBy', 'link.received', 'link.effective'])
    .execute();
  const links = new Map<string, AsideLink>();
  for (const { raw, ...row } of rows) {
    const { station, incarnation, kseq } = row;
    const event = eventOfRaw(raw);
    if (event !== null) links.set(`${station} ${incarnation} ${kseq}`, { ...row, event });
  }
  return [...links.values()];
}

async function judgeOne(
  context: HubContext,
  tx: HubDatabase,
  { station, incarnation, kseq, pushedBy, relayedBy, received, event, effective }: AsideLink,
  lastSeq: number,
): Promise<number> {
  const mode = await modeOfAuthor(tx, station);
  const judged = await withinRights(tx, readEvents({ station, incarnation }, [event]), mode);
  if (!judged.every(({ reading }: ReadEvent) => 'fact' in reading)) return lastSeq;
  const { links, lastSeq: seq } = await numberLinks(tx, judged, lastSeq);
  const [link] = links;
  if (link === undefined) return lastSeq;
  await tx
    .updateTable('attendance_event')
    .set(rowOf({ station, incarnation, relayedBy, received }, { ...link, effective }))
    .where('station', '=', station)
    .where('incarnation', '=', incarnation)
    .where('kseq', '=', kseq)
    .execute();
  if (!link.isFact) {
    await tx.insertInto('streamed_place').values({ seq, station, incarnation, kseq }).execute();
  }
  await tx
    .deleteFrom('quarantine')
    .where('station', '=', station)
    .where('incarnation', '=', incarnation)
    .where('kseq', '=', kseq)
    .where('hash', '=', event.hash)
    .where('reason', 'in', revisable)
    .execute();
  const added = await keepAllowed(context, tx, { pushedBy, mode }, personalFacts(links));
  await applyRosterFacts(context, tx, pushedBy, added);
  return seq;
}
