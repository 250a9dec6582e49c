import type { StationRow } from '../../db/ledger/station.ts';
import type { ChainHead } from '../../domain/sync/events.ts';
import type { HandshakeAnswer } from '../../domain/sync/sync.ts';
import type { ChunkSize } from '../base/chunk-size.ts';
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
  /** Hashes of heads that the hub did not show, and unnamed authors: checked only once. */
  doubted: Set<string>;
  /** Whether a history of another station was found that the hub lacks: it is sent next. */
  hasBranched: boolean;
}

/** Something changed meanwhile: the exchange begins again. Never leaves the engine. */
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

/** The heads of a handshake by their chain. */
export function headsOf(answer: HandshakeAnswer): Session['heads'] {
  return new Map(answer.heads.map((head) => [headKey(head), head]));
}

function headKey(chain: { station: string; incarnation: number }): string {
  return `${chain.station} ${chain.incarnation}`;
}
