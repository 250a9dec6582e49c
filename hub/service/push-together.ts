import { isBranch } from '../../domain/ledger/branch.ts';
import type { PushAnswer } from '../../domain/sync/sync.ts';
import { together } from '../store/prepared.ts';
import { only, type StreamState, streamLock, streamMoved } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { type HeldHead, headsFound, headsMoved, headsOfChains } from './chains.ts';
import type { HubContext } from './context.ts';
import { readOrders } from './judging/orders.ts';
import type { ReadPush } from './push.ts';
import { linksInserted, type NewLink, numbered, streamedAmong } from './push-rows.ts';
import { placeLinks } from './receipts.ts';
import { type KioskState, kioskLock, requestsAccepted, statesOf } from './requests.ts';
import { joinedOf, needsNoLook } from './rights.ts';

/** Pushes of one transaction: what became of those that it took, and those that need to be looked at alone. */
export interface Together<Push> {
  taken: { push: Push; answer: PushAnswer }[];
  left: Push[];
  /** Last sequence number given out; null where nothing was new to the stream. */
  events: number | null;
}

/**
 * True for a push that can share a transaction: a station's own facts alone, without personal payloads, in one run that
 * continues its chain or that the hub holds.
 */
export function isPlain({ kiosk, request, run, isSigned, events, isKnown }: ReadPush): boolean {
  if (isKnown) return true;
  return (
    run.defect === null &&
    isSigned &&
    // Where a branch begins is looked into.
    !isBranch(request.incarnation) &&
    needsNoLook(request.kiosk, kiosk, events) &&
    // Receipts of an earlier hub are looked at alone.
    events.every(({ event }) => event.receipt === null) &&
    events.every(({ event, reading }) => 'fact' in reading && event.personal === null)
  );
}

/**
 * Takes plain pushes of different kiosks and chains in one transaction: however many they are, the lock of
 * the stream is held for the same few statements and one flush to disk. A push that is anything but the next
 * run of its chain by an enrolled kiosk changes nothing and is left for the caller to take alone.
 */
export async function pushTogether<Push extends ReadPush>(
  context: HubContext,
  pushes: readonly Push[],
): Promise<Together<Push>> {
  return await context.store.db.transaction().execute(async (tx) => {
    const found = await look(tx, pushes);
    const { stream } = found;
    const seen = context.clock();
    const { fitting, left } = await sort(tx, pushes, found);
    if (fitting.length === 0) return { taken: [], left, events: null };
    const all = fitting.flatMap(({ push }) => push.events);
    const { links, lastSeq } = numbered(all, found.streamed, stream.seq);
    const taken = answersOf(fitting, links);
    const grown = taken.filter(({ push }) => !push.isKnown);
    const placed = await Promise.all(
      grown.map(async ({ push: { request, kiosk: station }, links: own, answer, before }) => {
        const { kiosk, incarnation } = request;
        const arrival = { kiosk, incarnation, relayedBy: null, received: seen };
        const known = { effective: before.effective, joined: joinedOf(station) };
        const { effective, ...inOrder } = await placeLinks(context, tx, arrival, own, known);
        return { arrival, ...inOrder, head: { ...answer.head, effective } };
      }),
    );
    const requests = fitting.map(({ push: { kiosk, request } }) => ({ ...request, id: kiosk.id }));
    await together(tx, [
      ...headsMoved(
        tx,
        placed.map(({ head }) => head),
      ),
      requestsAccepted(tx, requests, seen),
      ...(lastSeq > stream.seq ? [streamMoved(tx, 'events', lastSeq)] : []),
      ...linksInserted(tx, placed),
    ]);
    return { taken, left, events: lastSeq > stream.seq ? lastSeq : null };
  });
}

/** What decides about plain pushes, as it stays until the end of the transaction. */
interface Found {
  stream: StreamState;
  kiosks: Map<string, KioskState>;
  heads: HeldHead[];
  streamed: { id: string | null }[];
}

/** Locks the stream and looks at what is of these pushes: by four statements in one trip to the store. */
async function look(tx: HubDatabase, pushes: readonly ReadPush[]): Promise<Found> {
  const [streams, kiosks, heads, streamed] = await together(tx, [
    // First: what the others read must not change behind it.
    streamLock(tx, 'events'),
    kioskLock(
      tx,
      pushes.map(({ kiosk }) => kiosk.id),
    ),
    headsFound(
      tx,
      pushes.map(({ request }) => request.kiosk),
    ),
    streamedAmong(
      tx,
      pushes.flatMap(({ events }) => events),
    ),
  ] as const);
  return { stream: only(streams, 'events'), kiosks: statesOf(kiosks), heads, streamed };
}

/** A push that is the next run of its chain, with the head behind which it comes. */
interface Fitting<Push> {
  push: Push;
  before: HeldHead;
}

async function sort<Push extends ReadPush>(
  tx: HubDatabase,
  pushes: readonly Push[],
  { stream: { epoch, hasOrders }, kiosks, heads: known }: Found,
): Promise<{ fitting: Fitting<Push>[]; left: Push[] }> {
  const chains = pushes.map(({ request }) => request);
  const heads = headsOfChains(known, chains);
  const orders = hasOrders === 1 ? await readOrders(tx) : [];
  const judged = new Set(orders.map(({ range }) => range.station));
  const fitting: Fitting<Push>[] = [];
  const left: Push[] = [];
  for (const [index, push] of pushes.entries()) {
    const { kiosk, request } = push;
    const row = kiosks.get(kiosk.id);
    const mayPush =
      row !== undefined && row.state === 'enrolled' && row.lastRequest < request.request;
    const before = heads[index];
    const isPlainHere = request.epoch === epoch && !judged.has(request.kiosk);
    const fits = mayPush && isPlainHere && (push.isKnown || continues(request, before));
    if (fits && before !== undefined) fitting.push({ push, before });
    else left.push(push);
  }
  return { fitting, left };
}

function continues({ previous, events }: ReadPush['request'], head: HeldHead | undefined): boolean {
  return head !== undefined && events[0]?.kseq === head.lastKseq + 1 && previous === head.hash;
}

/** What each push is told, with its links; they stand in the order of the pushes. */
function answersOf<Push extends ReadPush>(
  pushes: readonly Fitting<Push>[],
  links: readonly NewLink[],
): (Fitting<Push> & { links: NewLink[]; answer: PushAnswer })[] {
  let from = 0;
  return pushes.map(({ push, before }) => {
    const own = links.slice(from, from + push.events.length);
    from += own.length;
    const { kiosk, incarnation } = push.request;
    const newest = own.at(-1)?.event ?? { kseq: before.lastKseq, hash: before.hash };
    const head = { kiosk, incarnation, lastKseq: newest.kseq, hash: newest.hash };
    const known = push.isKnown ? push.request.events.length : 0;
    const answer = { head, stored: own.length, known, quarantined: 0 };
    return { push, before, links: own, answer };
  });
}
