import type { StationMode } from '../../domain/base/protocol.ts';
import { verdictOn } from '../../domain/ledger/judgement.ts';
import type { ChainHead, WireEvent } from '../../domain/sync/events.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { PushAnswer, PushRequest } from '../../domain/sync/sync.ts';
import type { HubChange, HubContext } from '../base/context.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { acceptRequest, lockStations } from '../base/requests.ts';
import type { Run } from '../base/run.ts';
import { givePlacesIn, givePlacesInAll } from '../bookings/give-places.ts';
import {
  assertRoomAside,
  assertRoomForChain,
  beginBranch,
  isNewBranch,
} from '../ledger/branches.ts';
import { type HeldHead, headOf, linksOf, moveHead } from '../ledger/chains.ts';
import { personalFacts } from '../ledger/personal.ts';
import { insertLinks, numberLinks } from '../ledger/push-rows.ts';
import { type ForQuarantine, keepLatePayloads, putIntoQuarantine } from '../ledger/quarantine.ts';
import type { ReadEvent } from '../ledger/read-fact.ts';
import { noteTold } from '../ledger/told-chains.ts';
import { applyRosterFacts } from '../roster/roster-facts.ts';
import { placeLinks } from '../stations/receipts.ts';
import { isSignedBy, keysOfAuthor } from '../stations/signed-heads.ts';
import { insertInto, query, type TextList, textList } from '../store/prepared.ts';
import { lockStream, moveStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { followOrders } from './judging/judge-held.ts';
import { judge, readOrders } from './judging/orders.ts';
import { type ReadPush, readPush } from './read-push.ts';
import { joinedOfAuthor, keepAllowed, modeOfAuthor, withinRights } from './rights.ts';

interface ChainPlace {
  station: string;
  incarnation: number;
  kseq: number;
}

const placesQuery = query<{ ids: TextList }, ChainPlace>(({ db, at, isAmong }) =>
  db
    .selectFrom('attendance_event')
    .where(isAmong('id', at('ids')))
    .where('seq', 'is not', null)
    .orderBy('seq')
    .select(['station', 'incarnation', 'kseq']),
);

const insert = insertInto('streamed_place', ['seq', 'station', 'incarnation', 'kseq']);

/**
 * Streams facts again whose payload came later: desks that have them without payload read on from
 * their cursors and would never see it. Runs in the push's transaction.
 *
 * @param lastSeq the last number of the stream
 * @returns the last number after the added ones
 */
async function streamAgain(
  tx: HubDatabase,
  ids: readonly string[],
  lastSeq: number,
): Promise<number> {
  if (ids.length === 0) return lastSeq;
  const places = await placesQuery(tx, { ids: textList(ids) });
  const rows = places.map((place, index) => ({ seq: lastSeq + index + 1, ...place }));
  await insert(tx, rows);
  return lastSeq + rows.length;
}

/** The answer to a push, and the change to announce. */
interface Outcome {
  answer: PushAnswer;
  change: HubChange;
}

/**
 * Takes a run of a chain: links that the hub holds are compared, links that continue the chain are
 * stored. Everything is one transaction, with the number of the request.
 *
 * @throws HubProblem `revoked` (nothing is kept: the station's remaining facts come by its disk or
 *   stick), `epoch-changed`, `replayed`, `out-of-order`, `chain-differs`, `bad-signature` (new
 *   links whose head the chain's author did not sign, or an unknown author), `too-many-requests`
 *   (the quarantine is full, or there are too many branches)
 */
export async function pushAlone(context: HubContext, read: ReadPush): Promise<PushAnswer> {
  const { station, request, run } = read;
  const push = read.isKnown
    ? await readPush(context, station, request, { run, events: null })
    : read;
  const isSigned =
    push.isSigned ||
    (request.station !== station.id &&
      isSignedBy(request, await keysOfAuthor(context, station, request), context.crypto));
  return await take(context, { ...push, isSigned }, async (tx, seen) => {
    const state = await acceptRequest(tx, { station: station.id, request: request.request, seen });
    if (state !== 'enrolled') throw new HubProblem('revoked');
    return state;
  });
}

/**
 * Takes a run from a stick: its station signed it but did not send it. It has no request number and
 * does not count as a sign of life. Runs of a revoked station go into quarantine entirely.
 * Otherwise as {@link pushAlone}.
 */
export async function takeCarried(
  context: HubContext,
  station: EnrolledStation,
  run: Omit<PushRequest, 'epoch' | 'request' | 'author'>,
): Promise<PushAnswer> {
  const { epoch } = await context.store.db
    .selectFrom('hub')
    .select('epoch')
    .executeTakeFirstOrThrow();
  const { incarnation, previous, events } = run;
  const request = {
    epoch,
    request: 0,
    station: run.station,
    incarnation,
    previous,
    events,
    author: null,
  };
  const push = await readPush(context, station, request);
  return await take(context, push, async (tx) => {
    const state = (await lockStations(tx, [station.id])).get(station.id);
    return state?.state ?? 'revoked';
  });
}

/** @param stateOf reads the station's current state; throws if the request must not be taken */
async function take(
  context: HubContext,
  push: ReadPush,
  stateOf: (tx: HubDatabase, seen: number) => Promise<EnrolledStation['state']>,
): Promise<PushAnswer> {
  try {
    return await takeFitting(context, push, stateOf);
  } catch (error) {
    const isRefused =
      error instanceof HubProblem && ['out-of-order', 'chain-differs'].includes(error.code);
    if (isRefused) await noteSpokenOf(context, push);
    throw error;
  }
}

/** Notes that a station holds these links, although the hub could not take them. */
async function noteSpokenOf(
  context: HubContext,
  { station, request: { station: of, incarnation, events } }: ReadPush,
): Promise<void> {
  if (of !== station.id) return;
  const lastKseq = Math.max(0, ...events.map(({ kseq }) => kseq));
  await noteTold(context, [], [{ station: of, incarnation, lastKseq }]);
}

async function takeFitting(
  context: HubContext,
  { station, request, run, isSigned, events }: ReadPush,
  stateOf: (tx: HubDatabase, seen: number) => Promise<EnrolledStation['state']>,
): Promise<PushAnswer> {
  const { answer, change } = await context.store.db.transaction().execute(async (tx) => {
    const stream = await lockStream(tx, 'events');
    const state = await stateOf(tx, context.clock());
    const orders = stream.hasOrders === 1 ? await readOrders(tx) : [];
    const isReleased = (kseq: number): boolean =>
      verdictOn(orders, { ...headOfPush(request), kseq }) === 'count';
    const mayPush =
      state === 'enrolled' ||
      (events.length > 0 && events.every(({ event }) => isReleased(event.kseq)));
    if (!mayPush) return quarantineAll(context, tx, station, request);
    if (stream.epoch !== request.epoch) throw new HubProblem('epoch-changed');
    const { head, lastSeq } = await begin(context, tx, { request, run, isSigned }, stream.seq);
    const known = await countKnown(tx, head, request, run);
    if (run.defect !== null) throw refusal(run.defect, head);
    const mode = await modeOfAuthor(tx, request.station);
    const allowed = await withinRights(tx, events, mode);
    const { events: judged, released } = judge(orders, request, events, allowed);
    const knownEvents = judged.slice(0, known);
    const fresh = judged.slice(knownEvents.length);
    if (fresh.length > 0 && !isSigned) throw new HubProblem('bad-signature', 'head');
    const copied = lastSeq - stream.seq;
    const pushed = { station, mode, request, head };
    const accepted = { ...pushed, knownEvents, fresh, released, lastSeq, copied };
    return storePush(context, tx, accepted);
  });
  context.announce(change);
  return answer;
}

/** The head that a push continues. A branch begins where the push differs, and must be signed. */
async function begin(
  context: HubContext,
  tx: HubDatabase,
  { request, run, isSigned }: Pick<ReadPush, 'request' | 'run' | 'isSigned'>,
  lastSeq: number,
): Promise<{ head: HeldHead; lastSeq: number }> {
  const head = await headOf(tx, request);
  await assertRoomForChain(tx, head);
  if (!isNewBranch(head)) return { head, lastSeq };
  if (!isSigned) throw new HubProblem('bad-signature', 'head');
  const begun = run.defect === null ? await beginBranch(context, tx, request, lastSeq) : null;
  if (begun === null) throw refusal('chain-differs', head);
  return begun;
}

/** Counts the links that the hub already holds. Throws if the push contradicts them. */
async function countKnown(
  tx: HubDatabase,
  head: ChainHead,
  request: PushRequest,
  run: Run,
): Promise<number> {
  const [first] = request.events;
  if (first === undefined || first.kseq > head.lastKseq + 1) throw refusal('out-of-order', head);
  if (first.kseq === head.lastKseq + 1) {
    if (request.previous !== head.hash) throw refusal('chain-differs', head);
    return 0;
  }
  const known = run.links.filter(({ kseq }) => kseq <= head.lastKseq);
  const last = known.at(-1)?.kseq ?? first.kseq;
  const stored = new Map(
    (await linksOf(tx, request, first.kseq, last)).map(({ kseq, hash }) => [kseq, hash]),
  );
  for (const { kseq, hash } of known) {
    if (stored.get(kseq) !== hash) throw refusal('chain-differs', head);
  }
  return known.length;
}

function refusal(code: 'out-of-order' | 'chain-differs', head: ChainHead): HubProblem {
  return new HubProblem(code, '', { head: { lastKseq: head.lastKseq, hash: head.hash } });
}

/** A push that passed all checks. */
export interface AcceptedPush {
  station: EnrolledStation;
  /** The mode by which the author is judged (`domain/ledger/fact-rights.ts`). */
  mode: StationMode | null;
  request: PushRequest;
  head: HeldHead;
  knownEvents: ReadEvent[];
  fresh: ReadEvent[];
  /** Links that two people released: the mode is not checked. */
  released: ReadonlySet<WireEvent>;
  lastSeq: number;
  /** Number of links that the hub held and copied to the start of a branch. */
  copied: number;
}

/**
 * Stores an accepted push with all its effects. Needs a transaction that locked the stream of
 * facts.
 */
export async function storePush(
  context: HubContext,
  tx: HubDatabase,
  push: AcceptedPush,
): Promise<Outcome> {
  const { station, mode, request, head, knownEvents, fresh, released } = push;
  const { links, lastSeq: numbered } = await numberLinks(tx, fresh, push.lastSeq);
  const newest = links.at(-1)?.event;
  const newHead: ChainHead =
    newest === undefined
      ? { ...headOfPush(request), lastKseq: head.lastKseq, hash: head.hash }
      : { ...headOfPush(request), lastKseq: newest.kseq, hash: newest.hash };
  if (newest !== undefined) {
    const relayedBy = request.station === station.id ? null : station.id;
    const { station: author, incarnation } = request;
    const arrival = { station: author, incarnation, relayedBy, received: context.clock() };
    const joined = await joinedOfAuthor(tx, author, station);
    const before = { effective: head.effective, joined };
    const placed = await placeLinks(context, tx, arrival, links, before);
    await insertLinks(tx, [{ arrival, links: placed.links }]);
    await moveHead(tx, { ...newHead, effective: placed.effective });
  }
  const notUnderstood = quarantinedLinks(request, links);
  await putIntoQuarantine(context, tx, station.id, notUnderstood);
  // The author may bring the payload of a link that came without it and does not count yet.
  const withPayload = knownEvents.filter(({ event }) => event.personal !== null);
  await keepLatePayloads(context, tx, station.id, quarantinedLinks(request, withPayload));
  // A known fact may bring the payload that the hub lacks: a relay sent it without.
  const personal = personalFacts([...knownEvents, ...links]);
  const by = { pushedBy: station.id, mode, released };
  const added = await keepAllowed(context, tx, by, personal);
  const isNew = new Set(links.flatMap(({ event, isFact }) => (isFact ? event : [])));
  const late = added.filter(({ event }) => !isNew.has(event)).map(({ fact }) => fact.id);
  const again = await streamAgain(tx, late, numbered);
  const applied = await applyRosterFacts(context, tx, station.id, added);
  const { lastSeq, roster: judged } = await followOrders(context, tx, request, links, again);
  if (lastSeq > push.lastSeq) await moveStream(tx, 'events', lastSeq);
  const given = await placesAfter(context, tx, links, lastSeq);
  const roster = judged ?? applied;
  const change: HubChange = {};
  if (given > push.lastSeq) change.events = given;
  if (roster !== null) change.roster = roster;
  return {
    change,
    answer: {
      head: newHead,
      stored: links.length - notUnderstood.length,
      known: knownEvents.length + push.copied,
      quarantined: notUnderstood.length,
    },
  };
}

/**
 * Gives places that the pushed facts made free, or asked for; those of every session where an order
 * of an earlier hub is among them.
 *
 * @returns the last number of the stream of facts
 */
async function placesAfter(
  context: HubContext,
  tx: HubDatabase,
  links: readonly ReadEvent[],
  lastSeq: number,
): Promise<number> {
  const sessions = links.flatMap(({ reading }) => {
    if (!('fact' in reading) || reading.fact.type !== 'booking-changed') return [];
    return reading.fact.checkpoint ?? [];
  });
  const isJudged = links.some(
    ({ reading }) => 'fact' in reading && reading.fact.type === 'facts-judged',
  );
  if (sessions.length === 0 && !isJudged) return lastSeq;
  const stream = await lockStream(tx, 'events');
  if (isJudged) return givePlacesInAll(context, tx, stream);
  return givePlacesIn(context, tx, stream, new Set(sessions));
}

function headOfPush({ station, incarnation }: PushRequest) {
  return { station, incarnation };
}

function quarantinedLinks(request: PushRequest, links: readonly ReadEvent[]): ForQuarantine[] {
  const { station, incarnation } = request;
  return links.flatMap(({ event, reading }) =>
    'fact' in reading ? [] : [{ station, incarnation, event, reason: reading.reason }],
  );
}

/** Puts everything that a revoked station sent into quarantine, for review. */
async function quarantineAll(
  context: HubContext,
  tx: HubDatabase,
  station: EnrolledStation,
  request: PushRequest,
): Promise<Outcome> {
  await assertRoomAside(tx, request);
  const items = request.events.map(
    (event): ForQuarantine => ({
      station: request.station,
      incarnation: request.incarnation,
      event,
      reason: 'revoked',
    }),
  );
  await putIntoQuarantine(context, tx, station.id, items);
  const last = request.events.at(-1);
  const head = {
    ...headOfPush(request),
    lastKseq: last?.kseq ?? 0,
    hash: last?.hash ?? request.previous,
  };
  return { change: {}, answer: { head, stored: 0, known: 0, quarantined: items.length } };
}
