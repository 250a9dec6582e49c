import { HubProblem } from '../../domain/sync/problems.ts';

/** This much at once, and this much more with each minute. */
export interface Quota {
  burst: number;
  perMinute: number;
}

/** What each station has left of one quota. */
export interface TokenBuckets {
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
  /** Takes what a request cost beyond that; if it is not there, later requests wait. */
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
