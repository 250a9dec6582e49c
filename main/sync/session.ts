import type { StationRow } from '../../db/ledger/station.ts';
import { hasLink, linkHashes } from '../../db/sync/sync-links.ts';
import { rechainOwnTail } from '../../db/sync/sync-rechain.ts';
import { pageRows } from '../../domain/base/protocol.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import type { HandshakeAnswer, Page } from '../../domain/sync/sync.ts';
import type { ChunkSize } from '../base/chunk-size.ts';
import { SyncFailure } from '../hub-client/hub-port.ts';
import { stationOf } from './handshake.ts';
import type { SyncOutcome, SyncParts } from './sync-parts.ts';

/** One exchange with the hub, from its handshake on. */
export interface Session {
  parts: SyncParts;
  answer: HandshakeAnswer;
  heads: ReadonlyMap<string, ChainHead>;
  /** The station at the handshake; its chain may have grown, but its incarnation is the same. */
  station: StationRow;
  /** Number of the last signed request. */
  request: number;
  /** Maximum events of a push. */
  batch: number;
  /** Whether a fact that changes the roster was pushed. */
  pushedRosterChange: boolean;
  outcome: SyncOutcome;
  sizes: { facts: ChunkSize; roster: ChunkSize };
  /** Hashes of heads that the hub did not show, and unnamed authors: each is checked only once. */
  doubted: Set<string>;
  /** Whether a history of another station was found that the hub lacks: it is sent next. */
  hasBranched: boolean;
}

/**
 * Something changed meanwhile: the exchange begins again. The engine never throws it to its caller.
 */
export class StartAgain extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'StartAgain';
  }
}

/** The hub's head of a chain from the handshake; null if the handshake did not name it. */
export function hubHead(
  session: Session,
  chain: { station: string; incarnation: number },
): ChainHead | null {
  return session.heads.get(headKey(chain)) ?? null;
}

export function headsOf(answer: HandshakeAnswer): Session['heads'] {
  return new Map(answer.heads.map((head) => [headKey(head), head]));
}

function headKey(chain: { station: string; incarnation: number }): string {
  return `${chain.station} ${chain.incarnation}`;
}

/** Checks that a page answers the request, whole and in order. Throws SyncFailure `bad-answer`. */
export function checkPage(
  page: Page<{ seq: number }>,
  asked: { epoch: string; after: number },
): void {
  const { rows, end } = page;
  if (end.epoch !== asked.epoch) throw new StartAgain('another epoch');
  let previous = asked.after;
  for (const { seq } of rows) {
    if (seq <= previous) throw new SyncFailure('bad-answer');
    previous = seq;
  }
  const isWhole = end.rows === rows.length && end.next >= previous && end.next <= end.last;
  // A page that does not move the cursor although more rows exist would be requested for ever.
  if (!isWhole || (end.next === asked.after && end.last > asked.after)) {
    throw new SyncFailure('bad-answer');
  }
}

/**
 * Checks that the hub's copy of this station's chain is the beginning of the chain here. If the hub
 * holds more, or something else at its head, the disk was cloned or rolled back. The station then
 * continues in a new incarnation, with its facts after the last common link, and the exchange
 * begins again.
 */
export async function checkOwnChain(session: Session): Promise<void> {
  const { parts, station } = session;
  const head = hubHead(session, station);
  if (head === null || head.lastKseq === 0) return;
  const fits =
    head.lastKseq <= station.lastKseq && hasLink(parts.db, station, head.lastKseq, head.hash);
  if (fits) return;
  await rechain(session, await lastCommonLink(session, head.lastKseq));
}

/** Continues in a new incarnation after the link `common`; then the exchange begins again. */
export async function rechain(session: Session, common: number): Promise<never> {
  const { parts, station, answer } = session;
  const { db } = parts;
  db.transaction(() => {
    const now = stationOf(db);
    if (now.incarnation !== station.incarnation) return;
    const at = { common, hubIncarnation: answer.lastIncarnation, wall: parts.clock() };
    rechainOwnTail(db, at, parts.crypto);
  }).immediate();
  session.outcome.rechained = true;
  throw new StartAgain('the own chain goes on in a new incarnation');
}

/** Asks the hub for its links, newest first, until one is also here. 0 if none is. */
async function lastCommonLink(session: Session, hubLast: number): Promise<number> {
  const { parts, station: self } = session;
  let upTo = Math.min(hubLast, self.lastKseq);
  while (upTo > 0) {
    const { station, incarnation } = self;
    const { links } = await parts.hub.chain({ station, incarnation, upTo, limit: pageRows });
    const newest = links.filter(({ kseq }) => kseq <= upTo).sort((a, b) => b.kseq - a.kseq);
    const common = newest.find(({ kseq, hash }) => linkHashes(parts.db, self, kseq).includes(hash));
    if (common !== undefined) return common.kseq;
    upTo = (newest.at(-1)?.kseq ?? 1) - 1;
  }
  return 0;
}
