import { sql } from 'kysely';
import { groupBy } from '../../../domain/base/group-by.ts';
import { isBranch } from '../../../domain/ledger/chain.ts';
import {
  type JudgedRange,
  type JudgementKind,
  judgementOf,
  verdictOn,
} from '../../../domain/ledger/judgement.ts';
import type { Personal } from '../../../domain/sync/events.ts';
import type { HubContext } from '../../base/context.ts';
import { isCommitted, personalFacts } from '../../ledger/personal.ts';
import { insertPlaces, type NewLink, numberLinks, rowOf } from '../../ledger/push-rows.ts';
import {
  eventOfRaw,
  moveItems,
  putIntoQuarantine,
  revisableItems,
} from '../../ledger/quarantine.ts';
import { type QuarantineReason, type ReadEvent, readEvents } from '../../ledger/read-fact.ts';
import { applyRosterFacts } from '../../roster/roster-facts.ts';
import { query } from '../../store/prepared.ts';
import type { HubDatabase, QuarantineTable } from '../../store/tables.ts';
import { keepAllowed, modeOfAuthor } from '../rights.ts';
import { takeBackRosterFacts } from '../take-back-roster-facts.ts';
import { type Applied, bare, byTheRules, type HeldLink, type Place, placeAt } from './held-link.ts';
import { readOrders } from './orders.ts';

/** Number of links processed in one step. */
const portion = 500;

/**
 * Applies the valid orders to the links in these ranges: some stop counting, others count again.
 * Each link that changes gets a new place in the stream, so that stations learn of it. Runs in the
 * transaction that wrote the orders, with the stream of facts locked. Time grows with the ranges.
 */
export async function judgeHeld(
  context: HubContext,
  tx: HubDatabase,
  ranges: readonly JudgedRange[],
  lastSeq: number,
): Promise<Applied> {
  const orders = await readOrders(tx);
  let applied: Applied = { lastSeq, roster: null };
  for (const range of ranges) {
    let after = { incarnation: 0, kseq: 0 };
    for (;;) {
      const links = await linksIn(tx, range, after);
      const last = links.at(-1);
      if (last === undefined) break;
      after = last;
      const verdicts = new Map(links.map((link) => [link, verdictOn(orders, link)]));
      applied = await withdraw(context, tx, await toWithdraw(tx, verdicts), applied);
      applied = await giveBack(context, tx, verdicts, applied);
    }
  }
  return applied;
}

async function linksIn(
  tx: HubDatabase,
  { station, incarnation, from, to }: JudgedRange,
  after: { incarnation: number; kseq: number },
): Promise<HeldLink[]> {
  let found = tx
    .selectFrom('attendance_event')
    .where('station', '=', station)
    .where('kseq', '>=', from)
    .where(({ or, and, eb }) =>
      or([
        eb('incarnation', '>', after.incarnation),
        and([eb('incarnation', '=', after.incarnation), eb('kseq', '>', after.kseq)]),
      ]),
    );
  if (to !== null) found = found.where('kseq', '<=', to);
  if (incarnation !== null) {
    found = isBranch(incarnation)
      ? found.where('incarnation', '=', incarnation)
      : found.where(sql<boolean>`incarnation % 4096 = ${incarnation}`);
  }
  return await found
    .orderBy('incarnation')
    .orderBy('kseq')
    .limit(portion)
    .select([
      'station',
      'incarnation',
      'kseq',
      'hash',
      'body',
      'id',
      'seq',
      'relayed_by',
      'received',
      'effective',
    ])
    .execute();
}

/** Links that count but must not, with the reason. */
async function toWithdraw(
  tx: HubDatabase,
  verdicts: ReadonlyMap<HeldLink, JudgementKind>,
): Promise<Map<HeldLink, QuarantineReason>> {
  const found = new Map<HeldLink, QuarantineReason>();
  const doubted: HeldLink[] = [];
  for (const [link, verdict] of verdicts) {
    if (link.id === null) continue;
    if (verdict === 'disregard') found.set(link, 'disregarded');
    if (verdict === 'as-before') doubted.push(link);
  }
  // Links that counted only because of a release are judged by the rules again.
  for (const [link, { reading }] of await byTheRules(tx, doubted)) {
    if ('reason' in reading) found.set(link, reading.reason);
  }
  return found;
}

const silence = query<Place, never>(({ db, at }) =>
  db
    .updateTable('attendance_event')
    .set(({ ref }) => ({
      silent_id: ref('id'),
      id: null,
      event_id: null,
      type: null,
      delegate_id: null,
      checkpoint: null,
      target_id: null,
      operator_id: null,
      local_day: null,
      badge_serial: null,
      hlc: null,
      wall: null,
      commitment: null,
      seq: null,
    }))
    .where('station', '=', at('station'))
    .where('incarnation', '=', at('incarnation'))
    .where('kseq', '=', at('kseq')),
);

async function withdraw(
  context: HubContext,
  tx: HubDatabase,
  links: ReadonlyMap<HeldLink, QuarantineReason>,
  before: Applied,
): Promise<Applied> {
  if (links.size === 0) return before;
  const ids = [...links.keys()].flatMap(({ id }) => id ?? []);
  const payloads = await payloadsOf(tx, ids);
  for (const { station, incarnation, kseq } of links.keys()) {
    await silence(tx, { station, incarnation, kseq });
  }
  const byPusher = groupBy([...links], ([{ station, relayed_by: by }]) => by ?? station);
  for (const [pusher, some] of byPusher) {
    const items = some.map(([link, reason]) => {
      const { station, incarnation } = link;
      const event = { ...bare(link), personal: payloads.get(link.id ?? '') ?? null };
      return { station, incarnation, event, reason };
    });
    await putIntoQuarantine(context, tx, pusher, items, { isOrdered: true });
  }
  // Streamed links also keep their old numbers, for stations that read from the start.
  const streamed = [...links.keys()].filter(({ seq }) => seq !== null);
  const old = streamed.flatMap(({ seq, ...link }) => (seq === null ? [] : [placeAt(link, seq)]));
  const again = streamed.map((link, index) => placeAt(link, before.lastSeq + index + 1));
  await insertPlaces(tx, [...old, ...again]);
  const elsewhere = await standElsewhere(tx, streamed[0]?.station ?? '', ids);
  const gone = ids.filter((id) => !elsewhere.some((one) => one.id === id));
  await tx
    .deleteFrom('personal')
    .where('event_id', 'in', gone.length > 0 ? gone : [''])
    .execute();
  const lastSeq = await promote(tx, elsewhere, before.lastSeq + again.length);
  const said = [...payloads.values()].map(({ payload }) => payload);
  const roster = await takeBackRosterFacts(context, tx, [...links.keys()], said);
  return { lastSeq, roster: roster ?? before.roster };
}

async function payloadsOf(
  tx: HubDatabase,
  ids: readonly string[],
): Promise<Map<string, { salt: string; payload: string }>> {
  const rows = await tx
    .selectFrom('personal')
    .where('event_id', 'in', [...ids])
    .selectAll()
    .execute();
  return new Map(rows.map(({ event_id: id, salt, payload }) => [id, { salt, payload }]));
}

/** Other places of the same facts (chained again, or on a branch) without an order: they count. */
async function standElsewhere(
  tx: HubDatabase,
  station: string,
  ids: readonly string[],
): Promise<(Place & { id: string | null })[]> {
  const rows = await tx
    .selectFrom('attendance_event')
    .where('station', '=', station)
    .where('id', 'in', [...ids])
    .orderBy('incarnation')
    .orderBy('kseq')
    .select(['station', 'incarnation', 'kseq', 'id', 'seq'])
    .execute();
  const first = new Map<string | null, (typeof rows)[number]>();
  for (const row of rows) if (!first.has(row.id) || row.seq !== null) first.set(row.id, row);
  return [...first.values()].filter(({ seq }) => seq === null);
}

async function promote(
  tx: HubDatabase,
  places: readonly Place[],
  lastSeq: number,
): Promise<number> {
  let seq = lastSeq;
  for (const { station, incarnation, kseq } of places) {
    seq += 1;
    await tx
      .updateTable('attendance_event')
      .set({ seq })
      .where('station', '=', station)
      .where('incarnation', '=', incarnation)
      .where('kseq', '=', kseq)
      .execute();
  }
  return seq;
}

/** Lets links count again: those that the rules allow, and all that were released. */
async function giveBack(
  context: HubContext,
  tx: HubDatabase,
  verdicts: ReadonlyMap<HeldLink, JudgementKind>,
  before: Applied,
): Promise<Applied> {
  const silent = [...verdicts].filter(
    ([{ id }, verdict]) => id === null && verdict !== 'disregard',
  );
  if (silent.length === 0) return before;
  const links = silent.map(([link]) => link);
  const allowed = await byTheRules(tx, links);
  const back: { link: HeldLink; read: ReadEvent }[] = [];
  for (const [link, verdict] of silent) {
    const items = await revisableItems(tx, link);
    const reading = allowed.get(link)?.reading;
    if (verdict !== 'count' && reading !== undefined && 'reason' in reading) {
      const disregarded = items.filter(({ reason }) => reason === 'disregarded');
      await moveItems(tx, disregarded, reading.reason);
      continue;
    }
    const [read] = readEvents(link, [bare(link)]);
    if (read === undefined || !('fact' in read.reading)) continue;
    const { commitment } = read.reading.fact;
    const wrong: QuarantineTable[] = [];
    let personal: Personal | null = null;
    for (const item of items) {
      const payload = eventOfRaw(item.raw)?.personal ?? null;
      if (payload === null) continue;
      if (isCommitted(commitment, payload, context.crypto)) personal = payload;
      else wrong.push(item);
    }
    // A wrong payload is the fault of the station that pushed it, which need not be the author.
    await moveItems(tx, wrong, 'wrong-commitment');
    const right = items.filter((item) => !wrong.includes(item));
    await moveItems(tx, right, null);
    back.push({ link, read: { ...read, event: { ...read.event, personal } } });
  }
  const numbered = await numberLinks(
    tx,
    back.map(({ read }) => read),
    before.lastSeq,
  );
  for (const [index, { link }] of back.entries()) {
    const found = numbered.links[index];
    if (found === undefined) continue;
    const { relayed_by: relayedBy, received, effective } = link;
    const { station, incarnation, kseq } = link;
    await tx
      .updateTable('attendance_event')
      .set(rowOf({ station, incarnation, relayedBy, received }, { ...found, effective }))
      .where('station', '=', station)
      .where('incarnation', '=', incarnation)
      .where('kseq', '=', kseq)
      .execute();
    if (!found.isFact) await insertPlaces(tx, [placeAt(link, found.seq)]);
  }
  const roster = await restorePayloads(context, tx, back, verdicts);
  return { lastSeq: numbered.lastSeq, roster: roster ?? before.roster };
}

async function restorePayloads(
  context: HubContext,
  tx: HubDatabase,
  back: readonly { link: HeldLink; read: ReadEvent }[],
  verdicts: ReadonlyMap<HeldLink, JudgementKind>,
): Promise<number | null> {
  const [first] = back;
  if (first === undefined) return null;
  const { station: pushedBy } = first.link;
  const mode = await modeOfAuthor(tx, pushedBy);
  const released = new Set(
    back.flatMap(({ link, read }) => (verdicts.get(link) === 'count' ? read.event : [])),
  );
  const facts = personalFacts(back.map(({ read }) => read));
  const by = { pushedBy, mode, released, isOrdered: true };
  const added = await keepAllowed(context, tx, by, facts);
  return await applyRosterFacts(context, tx, pushedBy, added);
}

/**
 * Applies orders to links that have just arrived. Links that are orders themselves (from the chain
 * of an earlier hub) are carried out. For links that an order disregards, the roster's present
 * state is streamed to their station. Runs in the push's transaction.
 *
 * @param lastSeq the last number of the stream of facts
 */
export async function followOrders(
  context: HubContext,
  tx: HubDatabase,
  chain: { station: string; incarnation: number },
  links: readonly NewLink[],
  lastSeq: number,
): Promise<Applied> {
  const { station, incarnation } = chain;
  const ranges = links.flatMap(({ reading, isFact }) => {
    const order =
      isFact && 'fact' in reading
        ? judgementOf({ ...reading.fact, effective: reading.fact.hlc })
        : null;
    return order === null ? [] : [order.range];
  });
  const silenced = links.filter(
    ({ reading }) => 'reason' in reading && reading.reason === 'disregarded',
  );
  const roster = await takeBackRosterFacts(
    context,
    tx,
    silenced.map(({ event: { kseq, body } }) => ({ station, incarnation, kseq, body })),
    silenced.flatMap(({ event }) => event.personal?.payload ?? []),
  );
  const applied = await judgeHeld(context, tx, ranges, lastSeq);
  return { lastSeq: applied.lastSeq, roster: applied.roster ?? roster };
}
