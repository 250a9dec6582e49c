import { HubProblem } from '../../../domain/sync/problems.ts';
import type {
  EventPage,
  HandshakeRequest,
  PullRequest,
  RosterPage,
} from '../../../domain/sync/sync.ts';
import { handshakeOfChain } from './test-chain.ts';
import type { TestHub, TestStation } from './test-hub.ts';

/** Requests a whole stream; a test has at most one page by default. */
export const wholeStream = (epoch: string): PullRequest => ({ epoch, after: 0, limit: 1_000 });

export async function streamOf({ hub }: TestHub, station: TestStation): Promise<EventPage> {
  return hub.pullEvents(await station.caller(), wholeStream(hub.identity().epoch));
}

/** The roster from a number on, as this station reads it. */
export async function rosterOf(
  { hub }: TestHub,
  station: TestStation,
  after = 0,
): Promise<RosterPage> {
  const request = { ...wholeStream(hub.identity().epoch), after };
  return hub.pullRoster(await station.caller(), request);
}

/**
 * The problem with which the work is refused; throws if it succeeds or fails with another error.
 */
export async function problemOf(work: Promise<unknown>): Promise<HubProblem> {
  try {
    await work;
  } catch (error) {
    if (error instanceof HubProblem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The handshake of a station that holds exactly its chain. */
export function handshakeOf(
  { time }: Pick<TestHub, 'hub'> & { time: { now: number } },
  station: TestStation,
  change: Partial<HandshakeRequest> = {},
): HandshakeRequest {
  return handshakeOfChain(station.chain, { wall: time.now, ...change });
}
