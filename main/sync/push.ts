import { heldChains } from '../../db/held-chains.ts';
import { recordAcked } from '../../db/hub-link.ts';
import { type ChainId, hasLink, linksAfter } from '../../db/sync-links.ts';
import { genesisHash } from '../../domain/chain.ts';
import type { WireEvent } from '../../domain/wire/events.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import type { PushAnswer } from '../../domain/wire/sync.ts';
import { fitting } from './fitting.ts';
import { stationOf } from './handshake.ts';
import { SyncFailure } from './hub-port.ts';
import { rechain } from './own-chain.ts';
import { hubHead, type Session, StartAgain } from './session.ts';

/** In the canonical text of a fact; quotes within its payload are escaped. */
const rosterChange =
  /"type":"(?:walk-in-registered|spelling-corrected|delegate-replaced|registration-changed)"/;

interface Link {
  kseq: number;
  hash: string;
}

/** Pushes the own chain from the hub's head on, until nothing is left; what is written meanwhile goes along. */
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
      // A link of ours that does not follow its own predecessor: what comes after it must not wait for ever.
      if (at.kseq < last) await rechain(session, at.kseq);
      return;
    }
    const answer = await push(session, station, at, links);
    if (answer === null) continue;
    at = progressOf(session, station, at, answer);
    session.outcome.pushed += answer.stored + answer.known;
    db.transaction(() => recordAcked(db, at.kseq)).immediate();
  }
}

/**
 * Gives the hub what it holds less of than this station: it was restored from a backup, and other
 * kiosks are away. What the hub refuses of another's chain is looked at anew at the next handshake.
 *
 * @returns false where the hub takes no more of it for now: the rest goes with later exchanges
 */
export async function relayOthers(session: Session): Promise<boolean> {
  const { parts } = session;
  for (const held of heldChains(parts.db, Number.MAX_SAFE_INTEGER)) {
    const head = hubHead(session, held);
    if (head === null || head.lastKseq >= held.lastKseq) continue;
    let at: Link = { kseq: head.lastKseq, hash: head.hash };
    if (at.kseq > 0 && !hasLink(parts.db, held, at.kseq, at.hash)) continue;
    try {
      while (at.kseq < held.lastKseq) {
        const most = Math.min(session.batch, held.lastKseq - at.kseq);
        const links = linksAfter(parts.db, held, at, most, parts.crypto);
        if (links.length === 0) break;
        const answer = await push(session, held, at, links);
        if (answer === null) continue;
        at = progressOf(session, held, at, answer);
        session.outcome.relayed += answer.stored;
      }
    } catch (error) {
      if (error instanceof HubProblem && error.code === 'too-many-requests') return false;
      if (!isOfThisChain(error)) throw error;
    }
  }
  return true;
}

function isOfThisChain(error: unknown): boolean {
  if (error instanceof StartAgain) return true;
  return (
    error instanceof HubProblem && (error.code === 'chain-differs' || error.code === 'out-of-order')
  );
}

/** The hub's head after a push; it must be a link of ours, and further on than before. */
function progressOf(session: Session, chain: ChainId, before: Link, answer: PushAnswer): Link {
  const { lastKseq, hash } = answer.head;
  if (!hasLink(session.parts.db, chain, lastKseq, hash)) {
    throw new StartAgain('the hub holds another history');
  }
  if (lastKseq <= before.kseq) throw new SyncFailure('bad-answer');
  return { kseq: lastKseq, hash };
}

/** One request; null if it was too large and must be tried with fewer events. */
export async function push(
  session: Session,
  chain: ChainId,
  after: Link,
  links: readonly WireEvent[],
): Promise<PushAnswer | null> {
  session.request += 1;
  const events = fitting(links);
  session.pushedRosterChange ||= events.some(({ body }) => rosterChange.test(body));
  try {
    return await session.parts.hub.push({
      epoch: session.answer.epoch,
      request: session.request,
      kiosk: chain.kiosk,
      incarnation: chain.incarnation,
      previous: after.hash,
      events,
    });
  } catch (error) {
    if (!(error instanceof HubProblem) || error.code !== 'too-large' || events.length < 2) {
      throw error;
    }
    session.batch = Math.floor(events.length / 2);
    return null;
  }
}
