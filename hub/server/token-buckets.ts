import { HubProblem } from '../../domain/wire/problems.ts';

/** So much at once, and so much more with each minute that passes. */
export interface Quota {
  burst: number;
  perMinute: number;
}

/** What is left to each station of one quota. */
export interface TokenBuckets {
  /**
   * Takes `cost` from a station's bucket, or nothing where it holds less. What costs more than a full bucket
   * takes all of it.
   *
   * @param keep what must stay in the bucket for more important requests
   * @throws HubProblem `too-many-requests` with the milliseconds until there is enough
   */
  take(station: string, cost: number, keep?: number): void;
  /** Throws as {@link take} would, without taking: before the work of finding the exact cost. */
  check(station: string, minCost: number): void;
  /** Takes what a request turned out to cost beyond that: what is missing then, later requests wait for. */
  charge(station: string, cost: number): void;
}

/**
 * Buckets of one quota. `@fastify/rate-limit` counts requests alike within fixed windows: it can neither
 * weigh a large handshake against a small one nor count the facts of a push.
 *
 * @param what names the quota in the refusal
 * @param now steady clock, milliseconds
 */
export function createTokenBuckets(
  { burst, perMinute }: Quota,
  what: string,
  now: () => number = () => performance.now(),
): TokenBuckets {
  // One entry a station that has a token: enrolment bounds them.
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
