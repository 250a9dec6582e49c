import type { StationCalls } from '../../domain/hub-hosting/station-routes.ts';
import type { EventPage, PullRequest, RosterPage } from '../../domain/sync/sync.ts';

type SyncCall =
  | 'handshake'
  | 'push'
  | 'chain'
  | 'orders'
  | 'directory'
  | 'event'
  | 'offerEvent'
  | 'offerStopList'
  | 'offerPhotos'
  | 'sendPhotos'
  | 'pullPhotos'
  | 'confirmPurge';

/**
 * A hub as the sync engine sees it; over HTTPS in the app, in memory with faults in the simulation.
 * Every call throws HubProblem for what the hub refuses, and SyncFailure for a failure on the way.
 */
export interface HubPort extends Pick<StationCalls, SyncCall> {
  pullRoster(request: PullRequest): Promise<RosterPage>;
  pullEvents(request: PullRequest): Promise<EventPage>;
}

export { SyncFailure } from '../../domain/sync/problems.ts';
