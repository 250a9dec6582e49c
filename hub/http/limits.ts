import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pushLimits } from '../../domain/base/protocol.ts';
import { HubProblem } from '../../domain/sync/problems.ts';

/** Limits that keep one sender from blocking the others. Times in milliseconds. */
export interface ServerLimits {
  /** Max bytes of bodies, by content. Other routes: `administrator` or `usual`. */
  body: {
    default: number;
    enrol: number;
    push: number;
    handshake: number;
    confirmation: number;
    stopList: number;
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
  slowCheckInterval: number;
  /** How long a stop waits for requests in progress. */
  stop: number;
  /** Bytes that a line of hints may lag behind before it is closed. */
  hintsBehind: number;
}

/**
 * For a venue: a thousand stations, which may all share one address (NAT).
 * tools/bench/hostile-station measures one at full speed beside fifty others.
 * - Bodies follow from the wire's schemas; station-quotas.test.ts builds the largest ones. A
 *   handshake of 5,000 chains (259 bytes each with their authors' signatures) and 200 operators has
 *   1.4 MB, an enrolment under 0.6 kB. A push adapts to its limit. Six photos with their 80 kB of
 *   base64 each have 0.5 MB.
 * - Handshakes and requests follow from the client (main/sync/runner.ts): after a hint it waits 25
 *   ms on average, so 20 exchanges a second are more than it starts; an exchange has five requests.
 * - Facts are an estimate: a check-in has three or four, so the rate allows 750 check-ins a minute
 *   at one station, and the burst covers 7,500 from days without a network. They also count by the
 *   KiB.
 * - All other figures are estimates.
 */
export const defaultLimits: ServerLimits = {
  body: {
    default: 16 * 1024,
    enrol: 4 * 1024,
    push: pushLimits.bytes,
    handshake: 2 * 2 ** 20,
    confirmation: 2 * 2 ** 20,
    stopList: 4 * 2 ** 20,
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
  slowCheckInterval: 2_000,
  stop: 5_000,
  hintsBehind: 64 * 1024,
};

/** `burst`: what may be used at once; `perMinute`: what is added with each minute. */
interface Quota {
  burst: number;
  perMinute: number;
}

/** What each station has left of one quota. */
interface TokenBuckets {
  /**
   * Takes `cost` from a station's bucket, or nothing if it holds less. A higher cost than a full
   * bucket takes all of it.
   *
   * @param keep what must stay in the bucket for more important requests
   * @throws HubProblem `too-many-requests` with the milliseconds until there is enough
   */
  take(station: string, cost: number, keep?: number): void;
  /** Throws as {@link take} would, without taking: before the exact cost is computed. */
  check(station: string, minCost: number): void;
  /** Takes the rest of a request's cost; if the bucket lacks it, later requests wait. */
  charge(station: string, cost: number): void;
}

/**
 * Creates the buckets of one quota. `@fastify/rate-limit` counts all requests alike within fixed
 * windows: it cannot charge more for a large handshake, nor count the facts of a push.
 *
 * @param what names the quota in the refusal
 * @param now steady clock, milliseconds
 */
export function createTokenBuckets(
  { burst, perMinute }: Quota,
  what: string,
  now: () => number = () => performance.now(),
): TokenBuckets {
  // One entry per station with a token: enrolment limits their number.
  const buckets = new Map<string, { left: number; at: number }>();
  const perMillisecond = perMinute / 60_000;
  const leftTo = (station: string, at: number): number => {
    const known = buckets.get(station) ?? { left: burst, at };
    return Math.min(burst, known.left + (at - known.at) * perMillisecond);
  };
  const assertLeft = (station: string, needed: number, left = leftTo(station, now())): void => {
    if (left >= needed) return;
    const retryAfter = Math.ceil((needed - left) / perMillisecond);
    throw new HubProblem('too-many-requests', what, { retryAfter });
  };
  return {
    check: (station, minCost) => assertLeft(station, Math.min(minCost, burst)),
    charge: (station, cost) => {
      const at = now();
      buckets.set(station, { left: leftTo(station, at) - cost, at });
    },
    take: (station, cost, keep = 0) => {
      const at = now();
      const left = leftTo(station, at);
      assertLeft(station, Math.min(cost + keep, burst), left);
      buckets.set(station, { left: Math.max(Math.min(0, left), left - cost), at });
    },
  };
}

const minute = 60_000;

/** Counts a request; throws HubProblem `too-many-requests` if too many came within a minute. */
export type Limiter = (request: FastifyRequest) => Promise<void>;

/** Limits requests to `max` a minute for each key. Register `@fastify/rate-limit` first. */
export function limiterOf(
  app: FastifyInstance,
  max: number,
  key: (request: FastifyRequest) => string,
): Limiter {
  const count = app.createRateLimit({ max, timeWindow: minute, keyGenerator: key });
  return async (request) => {
    const found = await count(request);
    if (found.isAllowed || !found.isExceeded) return;
    throw new HubProblem('too-many-requests', 'a minute', { retryAfter: found.ttl });
  };
}
