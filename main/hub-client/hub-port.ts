import type { SignedConfirmation } from '../../domain/privacy/outcome.ts';
import type { Directory, Orders } from '../../domain/sync/directory.ts';
import type {
  ChainAnswer,
  ChainRequest,
  EventPage,
  HandshakeAnswer,
  HandshakeRequest,
  PullRequest,
  PushAnswer,
  PushRequest,
  RosterPage,
} from '../../domain/sync/sync.ts';

/**
 * A hub as the sync engine sees it; over HTTPS in the app, in memory with faults in the simulation.
 * Every call throws HubProblem for what the hub refuses, and SyncFailure for a failure on the way.
 */
export interface HubPort {
  handshake(request: HandshakeRequest): Promise<HandshakeAnswer>;
  push(request: PushRequest): Promise<PushAnswer>;
  pullRoster(request: PullRequest): Promise<RosterPage>;
  pullEvents(request: PullRequest): Promise<EventPage>;
  chain(request: ChainRequest): Promise<ChainAnswer>;
  orders(): Promise<Orders>;
  directory(): Promise<Directory>;
  /** This station's signed confirmation that it carried out a purge order. */
  confirmPurge(signed: SignedConfirmation): Promise<void>;
}

export { SyncFailure } from '../../domain/sync/sync-failure.ts';
