/** A wait after wrong guesses. */
export interface GuessWait {
  /** UTC milliseconds at which it is over. */
  until: number;
  /** Milliseconds that it can last at most, counted from the last guess. */
  longest: number;
}

/**
 * What is left of a wait, in milliseconds.
 *
 * More than its whole length is left only where the clock was put back meanwhile. Nobody knows then how long ago the
 * guess was, so the wait begins again at `now`: `restart` is called with its new end and must keep it.
 *
 * @param now UTC milliseconds
 */
export function leftOfWait(
  { until, longest }: GuessWait,
  now: number,
  restart: (until: number) => void,
): number {
  const left = Math.max(until - now, 0);
  if (left <= longest) return left;
  restart(now + longest);
  return longest;
}
