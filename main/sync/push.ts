import { heldChains } from '../../db/ledger/held-chains.ts';
import { recordAcked } from '../../db/ledger/hub-link.ts';
import { findKnownStation, listHubKeys } from '../../db/ledger/known-stations.ts';
import { type ChainId, hasLink, linksAfter } from '../../db/sync/sync-links.ts';
import { pushLimits } from '../../domain/base/protocol.ts';
import { wordsOn } from '../../domain/ledger/cause.ts';
import { genesisHash, isBranch, isHubAuthor, partingsOf } from '../../domain/ledger/chain.ts';
import { headText, isSignedHead } from '../../domain/ledger/signed-head.ts';
import type { ChainHead, WireEvent } from '../../domain/sync/events.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { PushAnswer, PushRequest } from '../../domain/sync/sync.ts';
import { SyncFailure } from '../hub-client/hub-port.ts';
import { stationOf } from './handshake.ts';
import { hubHead, rechain, type Session, StartAgain } from './session.ts';

const rosterWords = ['walk-in-registered', ...wordsOn.registration].join('|');
/** Matches the canonical text of a fact; quotes within its payload are escaped. */
const rosterChange = new RegExp(`"type":"(?:${rosterWords})"`);

interface Link {
  kseq: number;
  hash: string;
}

/** Pushes the own chain from the hub's head to its end, with facts written meanwhile. */
export async function pushOwnTail(session: Session): Promise<void> {
  const { parts, station } = session;
  const { db } = parts;
  const head = hubHead(session, station);
  let at: Link = { kseq: head?.lastKseq ?? 0, hash: head?.hash ?? genesisHash };
  for (;;) {
    const { links, last } = db
      .transaction(() => {
        const now = stationOf(db);
        if (now.incarnation !== station.incarnation) throw new StartAgain('another incarnation');
        return {
          links: linksAfter(db, station, at, session.batch, parts.crypto),
          last: now.lastKseq,
        };
      })
      .deferred();
    if (links.length === 0) {
      // A link of the own chain does not follow its predecessor: later links must not wait for
      // ever.
      if (at.kseq < last) await rechain(session, at.kseq);
      return;
    }
    const answer = await pushFitting(session, station, at, links);
    if (answer === null) continue;
    at = progressOf(session, station, at, answer);
    session.outcome.pushed += answer.stored + answer.known;
    db.transaction(() => recordAcked(db, at.kseq)).immediate();
  }
}

/**
 * Gives the hub the links that it lacks and this station holds: the hub was restored from a backup,
 * and other stations are away. Of another station's chain it sends only what the author signed, as
 * no other station can vouch for more. A refused chain is retried at the next handshake.
 */
export async function relayOthers(session: Session): Promise<void> {
  const { parts } = session;
  // Chains of hubs first: they decide which records of the others count.
  const chains = heldChains(parts.db, Number.MAX_SAFE_INTEGER).toSorted(
    (a, b) => Number(isHubAuthor(b.station)) - Number(isHubAuthor(a.station)),
  );
  for (const held of chains) {
    const head = hubHead(session, held);
    if (head === null || head.lastKseq >= held.lastKseq) continue;
    const at: Link = { kseq: head.lastKseq, hash: head.hash };
    if (at.kseq > 0 && !hasLink(parts.db, held, at.kseq, at.hash)) continue;
    try {
      const isNewBranch = at.kseq === 0 && isBranch(held.incarnation);
      await (isNewBranch ? relayBranch(session, held) : relayFrom(session, held, at));
    } catch (error) {
      // Links for which the hub has no capacity go with later exchanges.
      if (error instanceof HubProblem && error.code === 'too-many-requests') return;
      if (!isOfThisChain(error)) throw error;
    }
  }
}

/** Gives the hub the links of a chain that come after `from`. */
async function relayFrom(session: Session, held: ChainHead, from: Link): Promise<void> {
  const { parts, station } = session;
  let at = from;
  while (at.kseq < held.lastKseq) {
    const most = Math.min(pushLimits.events, held.lastKseq - at.kseq);
    const links = linksAfter(parts.db, held, at, most, parts.crypto);
    const isOwn = held.station === station.station;
    const events = isOwn ? signed(session, held, fitting(links)) : signedRun(links);
    if (events.length === 0) break;
    const answer = await push(session, held, at, events);
    at = progressOf(session, held, at, answer);
    session.outcome.relayed += answer.stored;
  }
}

/** Sends a branch from where it differs, given by its number; the hub has what comes before. */
async function relayBranch(session: Session, held: ChainHead): Promise<void> {
  const { db, crypto } = session.parts;
  const genesis = { kseq: 0, hash: genesisHash };
  const links = linksAfter(db, held, genesis, held.lastKseq, crypto);
  const partings = partingsOf(held.incarnation, links);
  for (const index of partings) {
    try {
      return await relayFrom(session, held, links[index - 1] ?? genesis);
    } catch (error) {
      if (!isOfThisChain(error) || index === partings.at(-1)) throw error;
    }
  }
}

function isOfThisChain(error: unknown): boolean {
  if (error instanceof StartAgain) return true;
  return (
    error instanceof HubProblem &&
    ['chain-differs', 'out-of-order', 'bad-signature', 'too-large'].includes(error.code)
  );
}

/** Links as far as the author signed, and as many as one request holds. */
function signedRun(links: readonly WireEvent[]): WireEvent[] {
  const upToSignature = (events: readonly WireEvent[]): WireEvent[] =>
    events.slice(0, events.findLastIndex(({ signature }) => signature !== null) + 1);
  const run = upToSignature(fitting(links));
  if (run.length > 0) return run;
  // Payloads that arrived since make the run longer than its author sent it. Send the links alone:
  // the payloads follow.
  const first = links.findIndex(({ signature }) => signature !== null);
  return links.slice(0, first + 1).map((link) => ({ ...link, personal: null }));
}

/** Signs the last link of a run of an own chain. */
function signed(session: Session, chain: ChainId, events: readonly WireEvent[]): WireEvent[] {
  const last = events.at(-1);
  if (last === undefined) return [];
  const { station, incarnation } = chain;
  const head = { station, incarnation, kseq: last.kseq, hash: last.hash };
  return [...events.slice(0, -1), { ...last, signature: session.parts.sign(headText(head)) }];
}

/** The hub's head after a push. It must be a link of this store, further on than before. */
function progressOf(session: Session, chain: ChainId, before: Link, answer: PushAnswer): Link {
  const { lastKseq, hash } = answer.head;
  if (!hasLink(session.parts.db, chain, lastKseq, hash)) {
    throw new StartAgain('the hub holds another history');
  }
  if (lastKseq <= before.kseq) throw new SyncFailure('bad-answer');
  return { kseq: lastKseq, hash };
}

/** Null if the request was too large and must be tried with fewer events. */
async function pushFitting(
  session: Session,
  chain: ChainId,
  after: Link,
  links: readonly WireEvent[],
): Promise<PushAnswer | null> {
  const events = signed(session, chain, fitting(links));
  try {
    return await push(session, chain, after, events);
  } catch (error) {
    if (!(error instanceof HubProblem) || error.code !== 'too-large' || events.length < 2) {
      throw error;
    }
    session.batch = Math.floor(events.length / 2);
    return null;
  }
}

/**
 * The author of another station's chain, as its hub named it; null for an own chain or if unknown.
 */
function authorOf(
  { parts, station: self }: Session,
  { station, incarnation }: ChainId,
  events: readonly WireEvent[],
): PushRequest['author'] {
  if (station === self.station) return null;
  if (!isHubAuthor(station)) return findKnownStation(parts.db, station);
  const last = events.at(-1);
  if (last === undefined || last.signature === null) return null;
  const { kseq, hash, signature } = last;
  const head = { station, incarnation, kseq, hash };
  const publicKey = listHubKeys(parts.db).find((key) =>
    isSignedHead(head, signature, key, parts.crypto),
  );
  return publicKey === undefined
    ? null
    : { mode: 'desk', publicKey, certificate: null, joined: null };
}

/** Sends one request. `events` end in a head that the author of the chain signed. */
export async function push(
  session: Session,
  chain: ChainId,
  after: Link,
  events: readonly WireEvent[],
): Promise<PushAnswer> {
  session.request += 1;
  session.pushedRosterChange ||= events.some(({ body }) => rosterChange.test(body));
  return await session.parts.hub.push({
    epoch: session.answer.epoch,
    request: session.request,
    station: chain.station,
    incarnation: chain.incarnation,
    previous: after.hash,
    events: [...events],
    author: authorOf(session, chain, events),
  });
}

/** Bytes kept free for everything around the events of a request. */
const envelopeBytes = 1_024;

/** As many links as fit into one request, at least one. */
function fitting(links: readonly WireEvent[]): WireEvent[] {
  const events: WireEvent[] = [];
  let bytes = envelopeBytes;
  for (const link of links) {
    bytes += Buffer.byteLength(JSON.stringify(link)) + 1;
    if (events.length > 0 && bytes > pushLimits.bytes) break;
    events.push(link);
  }
  return events;
}
