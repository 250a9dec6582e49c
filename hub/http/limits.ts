import { pushLimits } from '../../domain/base/protocol.ts';
import type { Quota } from './token-buckets.ts';

/** Limits that keep one sender from blocking the others. Times in milliseconds. */
export interface ServerLimits {
  /** Max bytes of bodies, by content. Routes that name none: `administrator` or `usual`. */
  body: {
    usual: number;
    enrol: number;
    push: number;
    handshake: number;
    confirmation: number;
    entries: number;
    photos: number;
    administrator: number;
  };
  /**
   * Per station. A handshake costs 1 + 1 per 16 KiB (100 chains); facts cost at least 1 per KiB.
   */
  perStation: { requests: Quota; handshakes: Quota; facts: Quota };
  /** How long a station waits for its next request after a refused one. */
  pauseAfterRefusal: number;
  /** Requests a minute. */
  perAdmin: number;
  /** Per account of the organiser's page, all its browsers together. */
  perAccount: number;
  /** Per address: sign-ins of the organiser's page, each step counted. */
  signInPerAddress: number;
  /** Per address without a token (health, authority, the organiser's page). */
  perAddress: number;
  /** Per address: enrolments, and requests with an unknown token. */
  enrolPerAddress: number;
  badTokensPerAddress: number;
  /** Open connections, including those for hints. */
  connections: number;
  /** A TLS handshake, all headers, a complete request. */
  handshake: number;
  headers: number;
  request: number;
  /** A silent connection; longer than the heartbeat of hints. */
  idle: number;
  /** How often the server checks for slow senders. */
  lookForSlow: number;
  /** How long a stop waits for requests in progress. */
  stop: number;
  /** Bytes that a line of hints may lag behind before it is closed. */
  hintsBehind: number;
}

/**
 * For a venue: a thousand stations, which may all share one address (NAT).
 * tools/bench/hostile-station measures one at full speed beside fifty others.
 * - Bodies follow from the wire's schemas; station-quotas.test.ts builds the largest ones. A
 *   handshake of 5,000 chains (156 bytes each) and 200 operators has 0.85 MB, an enrolment under
 *   0.6 kB; a push adapts to its limit; six photos with their 80 kB of base64 each have 0.5 MB.
 * - Handshakes and requests follow from the client (main/sync/runner.ts): after a hint it waits 25
 *   ms on average, so 20 exchanges a second are more than it starts; an exchange has five requests.
 * - Facts are an estimate: a check-in has three or four, so the rate allows 750 check-ins a minute
 *   at one station, and the burst covers 7,500 from days without a network. They also count by the
 *   KiB.
 * - All other figures are estimates.
 */
export const defaultLimits: ServerLimits = {
  body: {
    usual: 16 * 1024,
    enrol: 4 * 1024,
    push: pushLimits.bytes,
    handshake: 2 ** 20,
    confirmation: 2 * 2 ** 20,
    entries: 4 * 2 ** 20,
    photos: 512 * 1024,
    administrator: 256 * 1024,
  },
  perStation: {
    requests: { burst: 3_000, perMinute: 6_000 },
    handshakes: { burst: 300, perMinute: 1_200 },
    facts: { burst: 30_000, perMinute: 3_000 },
  },
  pauseAfterRefusal: 250,
  perAdmin: 6_000,
  perAccount: 1_200,
  signInPerAddress: 30,
  perAddress: 600,
  enrolPerAddress: 20,
  badTokensPerAddress: 60,
  connections: 5_000,
  handshake: 10_000,
  headers: 10_000,
  request: 30_000,
  idle: 60_000,
  lookForSlow: 2_000,
  stop: 5_000,
  hintsBehind: 64 * 1024,
};
