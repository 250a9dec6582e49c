import { setImmediate as turn } from 'node:timers/promises';
import { isBranch } from '../../domain/ledger/chain.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import type { PushAnswer, PushRequest } from '../../domain/sync/sync.ts';
import type { HubContext } from '../base/context.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { requestsAccepted, type StationState, statesOf, stationLock } from '../base/requests.ts';
import { type HeldHead, headsFound, headsMoved, headsOfChains } from '../ledger/chains.ts';
import { linksInserted, type NewLink, numbered, streamedAmong } from '../ledger/push-rows.ts';
import { placeLinks } from '../stations/receipts.ts';
import { noteRefused, noteTaken } from '../stations/refused-pushes.ts';
import { together, togetherAtLast } from '../store/prepared.ts';
import { only, type StreamState, streamLock, streamMoved } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { readOrders } from './judging/orders.ts';
import { pushAlone } from './push.ts';
import { type ReadBody, type ReadPush, readPush, readRepeat } from './read-push.ts';
import { joinedOf, needsNoLook } from './rights.ts';

/**
 * Max pushes and events of one transaction: others wait some milliseconds for the lock meanwhile.
 */
const maxBatch = { pushes: 64, events: 2_000 } as const;

/** Takes a push of a station; see `Hub.push`. */
export type Push = (
  station: EnrolledStation,
  request: PushRequest,
  body?: ReadBody,
) => Promise<PushAnswer>;

interface Waiting extends ReadPush {
  resolve: (answer: PushAnswer) => void;
  reject: (error: unknown) => void;
}

/**
 * Takes pushes one after the other, and those that arrived meanwhile together. The lock of the
 * stream lets only one write anyway. A thousand stations then cost tens of transactions a second
 * instead of hundreds.
 */
export function createPushQueue(context: HubContext): Push {
  const waiting: Waiting[] = [];
  let isWorking = false;
  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      // SQLite answers synchronously: yield, so that pushes that have arrived share the
      // transaction.
      await turn();
      await takeGroup(context, nextGroup(waiting));
    }
    isWorking = false;
  };
  /**
   * Newest link each station has pushed since the start: later links are new and need no lookup.
   */
  const pushed = new Map<string, ChainHead>();
  const mayBeRepeat = ({ station, incarnation, events }: PushRequest): boolean => {
    const head = pushed.get(station);
    return head?.incarnation === incarnation && (events.at(-1)?.kseq ?? 0) <= head.lastKseq;
  };
  return async (station, request, body) => {
    const isOwn = request.station === station.id;
    const read = isOwn && mayBeRepeat(request) ? readRepeat : readPush;
    const push = await read(context, station, request, body);
    const answer = await new Promise<PushAnswer>((resolve, reject) => {
      waiting.push({ ...push, resolve, reject });
      if (isWorking) return;
      isWorking = true;
      void work();
    });
    if (isOwn) pushed.set(station.id, answer.head);
    return answer;
  };
}

/**
 * Removes the pushes of the next transaction from the queue: the first push and, if it is plain,
 * the other plain ones, at most one for each station and chain. The others keep their order.
 */
function nextGroup(waiting: Waiting[]): Waiting[] {
  const [first] = waiting;
  if (first === undefined || !isPlain(first)) return waiting.splice(0, 1);
  const names = new Set<string>();
  const group: Waiting[] = [];
  const others: Waiting[] = [];
  let events = 0;
  for (const push of waiting) {
    const { station, request } = push;
    const own = [`by ${station.id}`, `of ${request.station} ${request.incarnation}`];
    const isFull = group.length >= maxBatch.pushes || events + push.events.length > maxBatch.events;
    // A push that stays blocks later ones of the same station or chain, so their order is kept.
    const stays =
      own.some((name) => names.has(name)) || !isPlain(push) || (isFull && group.length > 0);
    for (const name of own) names.add(name);
    if (stays) {
      others.push(push);
    } else {
      group.push(push);
      events += push.events.length;
    }
  }
  waiting.splice(0, waiting.length, ...others);
  return group;
}

async function takeGroup(context: HubContext, group: readonly Waiting[]): Promise<void> {
  if (!group.every(isPlain)) return await takeAll(context, group);
  try {
    const { taken, left, events } = await pushTogether(context, group);
    if (events !== null) context.announce({ events });
    for (const { push, answer } of taken) {
      noteTaken(context, push.station.id);
      push.resolve(answer);
    }
    await takeAll(context, left);
  } catch (error) {
    // The transaction was rolled back: each station sends the same events again.
    for (const push of group) push.reject(error);
  }
}

async function takeAll(context: HubContext, pushes: readonly Waiting[]): Promise<void> {
  for (const push of pushes) {
    // A refusal of relayed facts says nothing about the station's own, so it is not noted.
    const isOwn = push.request.station === push.station.id;
    try {
      const answer = await pushAlone(context, push);
      if (isOwn) noteTaken(context, push.station.id);
      push.resolve(answer);
    } catch (error) {
      if (isOwn) noteRefused(context, push.station.id, error);
      push.reject(error);
    }
  }
}

/** Result of one shared transaction: pushes it took, and pushes to be taken alone. */
interface Together<Push> {
  taken: { push: Push; answer: PushAnswer }[];
  left: Push[];
  /** Last sequence number assigned; null if nothing was new to the stream. */
  events: number | null;
}

/**
 * Whether a push can share a transaction. It must contain only the station's own facts, without
 * personal payloads, in one run that continues its chain, and nothing that frees a place in a
 * session: the hub then writes facts of its own. Links that the hub already holds qualify too.
 */
function isPlain({ station, request, run, isSigned, events, isKnown }: ReadPush): boolean {
  if (isKnown) return true;
  return (
    run.defect === null &&
    isSigned &&
    // The start of a branch needs its own checks.
    !isBranch(request.incarnation) &&
    needsNoLook(request.station, station, events) &&
    // Receipts of an earlier hub need their own checks.
    events.every(({ event }) => event.receipt === null) &&
    events.every(
      ({ event, reading }) =>
        'fact' in reading && reading.fact.type !== 'booking-changed' && event.personal === null,
    )
  );
}

/**
 * Takes plain pushes of different stations and chains in one transaction. However many they are,
 * the lock of the stream is held for the same few statements and one flush to disk. A push that is
 * not the next run of its chain by an enrolled station changes nothing; the caller takes it alone.
 */
async function pushTogether<Push extends ReadPush>(
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
      grown.map(async ({ push: { request, station: pusher }, links: own, answer, before }) => {
        const { station, incarnation } = request;
        const arrival = { station, incarnation, relayedBy: null, received: seen };
        const known = { effective: before.effective, joined: joinedOf(pusher) };
        const { effective, ...inOrder } = await placeLinks(context, tx, arrival, own, known);
        return { arrival, ...inOrder, head: { ...answer.head, effective } };
      }),
    );
    const requests = fitting.map(({ push: { station, request } }) => ({
      ...request,
      id: station.id,
    }));
    await togetherAtLast(tx, [
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

/** What decides about plain pushes; locked until the end of the transaction. */
interface Found {
  stream: StreamState;
  stations: Map<string, StationState>;
  heads: HeldHead[];
  streamed: { id: string | null }[];
}

/**
 * Locks the stream and reads what decides about these pushes: four statements in one round trip.
 */
async function look(tx: HubDatabase, pushes: readonly ReadPush[]): Promise<Found> {
  const [streams, stations, heads, streamed] = await together(tx, [
    // First: what the other statements read must not change afterwards.
    streamLock(tx, 'events'),
    stationLock(
      tx,
      pushes.map(({ station }) => station.id),
    ),
    headsFound(
      tx,
      pushes.map(({ request }) => request.station),
    ),
    streamedAmong(
      tx,
      pushes.flatMap(({ events }) => events),
    ),
  ] as const);
  return { stream: only(streams, 'events'), stations: statesOf(stations), heads, streamed };
}

/** A push that is the next run of its chain, with the head that it continues. */
interface Fitting<Push> {
  push: Push;
  before: HeldHead;
}

async function sort<Push extends ReadPush>(
  tx: HubDatabase,
  pushes: readonly Push[],
  { stream: { epoch, hasOrders }, stations, heads: known }: Found,
): Promise<{ fitting: Fitting<Push>[]; left: Push[] }> {
  const chains = pushes.map(({ request }) => request);
  const heads = headsOfChains(known, chains);
  const orders = hasOrders === 1 ? await readOrders(tx) : [];
  const judged = new Set(orders.map(({ range }) => range.station));
  const fitting: Fitting<Push>[] = [];
  const left: Push[] = [];
  for (const [index, push] of pushes.entries()) {
    const { station, request } = push;
    const row = stations.get(station.id);
    const mayPush =
      row !== undefined && row.state === 'enrolled' && row.lastRequest < request.request;
    const before = heads[index];
    // The limit of a station's lives is checked when its push is taken alone.
    const isNextLife =
      before?.lastKseq === 0 && known.some((head) => head.station === request.station);
    const isPlainHere = request.epoch === epoch && !judged.has(request.station) && !isNextLife;
    const fits = mayPush && isPlainHere && (push.isKnown || continues(request, before));
    if (fits && before !== undefined) fitting.push({ push, before });
    else left.push(push);
  }
  return { fitting, left };
}

function continues({ previous, events }: ReadPush['request'], head: HeldHead | undefined): boolean {
  return head !== undefined && events[0]?.kseq === head.lastKseq + 1 && previous === head.hash;
}

/** The answer to each push, with its links, which are in the order of the pushes. */
function answersOf<Push extends ReadPush>(
  pushes: readonly Fitting<Push>[],
  links: readonly NewLink[],
): (Fitting<Push> & { links: NewLink[]; answer: PushAnswer })[] {
  let from = 0;
  return pushes.map(({ push, before }) => {
    const own = links.slice(from, from + push.events.length);
    from += own.length;
    const { station, incarnation } = push.request;
    const newest = own.at(-1)?.event ?? { kseq: before.lastKseq, hash: before.hash };
    const head = { station, incarnation, lastKseq: newest.kseq, hash: newest.hash };
    const known = push.isKnown ? push.request.events.length : 0;
    const answer = { head, stored: own.length, known, quarantined: 0 };
    return { push, before, links: own, answer };
  });
}
