import { pushLimits } from '../../domain/wire/protocol.ts';
import type { Quota } from './token-buckets.ts';

/** Everything that keeps one sender from taking the hub away from the others. Times in milliseconds. */
export interface ServerLimits {
  /** Largest bodies, in bytes, by what they bring. Of routes that name none: `administrator` or `usual`. */
  body: {
    usual: number;
    enrol: number;
    push: number;
    handshake: number;
    confirmation: number;
    entries: number;
    administrator: number;
  };
  /** Of one station. A handshake weighs 1 and 1 more for each 16 KiB (100 chains); facts weigh 1 for each KiB at least. */
  perKiosk: { requests: Quota; handshakes: Quota; facts: Quota };
  /** How long a station waits for its next request after one that was refused. */
  pauseAfterRefusal: number;
  /** Requests a minute. */
  perAdmin: number;
  /** Of one account of the organiser's page, all its browsers together. */
  perAccount: number;
  /** Of one address: sign-ins of the organiser's page, each step counted. */
  signInPerAddress: number;
  /** Of one address without a token (health, authority, the organiser's page). */
  perAddress: number;
  /** Enrolments, and requests with a token that nobody has, of one address. */
  enrolPerAddress: number;
  badTokensPerAddress: number;
  /** Open connections, those of hints among them. */
  connections: number;
  /** A TLS handshake, all headers, a whole request. */
  handshake: number;
  headers: number;
  request: number;
  /** A connection on which nothing moves; longer than the heartbeat of hints. */
  idle: number;
  /** How often slow senders are looked for. */
  lookForSlow: number;
  /** How long a stop waits for requests under way. */
  stop: number;
  /** Bytes that a line of hints may lag behind before it is ended. */
  hintsBehind: number;
}

/**
 * For a venue: a thousand stations, which may all come from one address (NAT). tools/bench/hostile-station
 * measures one at full speed beside fifty others.
 * - Bodies follow from the wire's schemas; station-quotas.test.ts builds the largest ones. A handshake of 5,000
 *   chains (156 bytes each) and 200 operators has 0.85 MB, an enrolment under 0.6 kB; a push fits itself to its limit.
 * - Handshakes and requests follow from the client (main/sync/runner.ts): after a hint it waits 25 ms on average, so
 *   20 exchanges a second are more than it begins; an exchange has five requests.
 * - Facts are an estimate: a check-in has three or four, so the rate allows 750 check-ins a minute at one station, and
 *   the burst what 7,500 left behind on days without a network. They weigh by the KiB too.
 * - All other figures are estimates.
 */
export const usualLimits: ServerLimits = {
  body: {
    usual: 16 * 1024,
    enrol: 4 * 1024,
    push: pushLimits.bytes,
    handshake: 2 ** 20,
    confirmation: 2 * 2 ** 20,
    entries: 4 * 2 ** 20,
    administrator: 256 * 1024,
  },
  perKiosk: {
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
