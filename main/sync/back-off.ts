/** Milliseconds: the upper limit of the wait after the first failure, and after many. */
export const backOffLimits = { first: 500, longest: 30_000 } as const;

/** Milliseconds. A hub that asks for a longer pause is called again after this time anyway. */
const maxRetryAfter = 300_000;

/**
 * How long to wait before the next try. "Full jitter" (Brooker, "Exponential Backoff and Jitter",
 * AWS 2015): evenly between zero and a limit that doubles with each failure, so that the stations
 * of a venue do not all come back at once. The pause that the hub asked for (`Retry-After`) comes
 * first, and the jitter is added to it.
 *
 * @param failures failures in a row, from 1
 * @param retryAfter milliseconds, or null
 * @param random evenly from 0 up to, not including, 1
 * @returns milliseconds
 */
export function backOff(failures: number, retryAfter: number | null, random: () => number): number {
  const limit = Math.min(backOffLimits.longest, backOffLimits.first * 2 ** (failures - 1));
  return Math.min(retryAfter ?? 0, maxRetryAfter) + random() * limit;
}
