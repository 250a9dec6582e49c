/** A wait imposed after wrong guesses. */
export interface GuessWait {
  /** UTC milliseconds at which it is over. */
  until: number;
  /** Max duration in milliseconds, counted from the last guess. */
  max: number;
}

/**
 * What remains of a wait, in milliseconds.
 *
 * If more than its whole length remains, someone set the clock back meanwhile. The time since the
 * guess is then unknown, so the wait starts again at `now`. `restart` is called with the new end
 * and must store it.
 *
 * @param now UTC milliseconds
 */
export function leftOfWait(
  { until, max: longest }: GuessWait,
  now: number,
  restart: (until: number) => void,
): number {
  const left = Math.max(until - now, 0);
  if (left <= longest) return left;
  restart(now + longest);
  return longest;
}
