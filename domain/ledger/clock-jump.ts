// clock: this is what compares the wall clock with the steady one.

/**
 * Min difference between wall and steady clock, in milliseconds, that counts as a change of the
 * wall clock. A smaller one is drift.
 */
export const clockJumpFrom = 60_000;

/**
 * Wall clock (UTC milliseconds) and steady clock (milliseconds since any moment), read together.
 */
export interface ClockReading {
  wall: number;
  steady: number;
}

/**
 * How far the wall clock was moved between two readings, in milliseconds; positive: forward. 0 for
 * less than `clockJumpFrom`.
 */
export function clockJump(first: ClockReading, later: ClockReading): number {
  const jump = later.wall - first.wall - (later.steady - first.steady);
  return Math.abs(jump) >= clockJumpFrom ? jump : 0;
}

/**
 * Returns a function that reports by how much the wall clock moved since its last call; see {@link
 * clockJump}.
 */
export function createJumpSense(): (reading: ClockReading) => number {
  let last: ClockReading | null = null;
  return (reading) => {
    const jump = last === null ? 0 : clockJump(last, reading);
    last = reading;
    return jump;
  };
}

/**
 * How far, in milliseconds, the wall clock is behind the last fact of the store: someone moved it
 * back while the station was off. 0 for less than `clockJumpFrom`.
 */
export function behindLastFact(lastFact: number, wall: number): number {
  return lastFact - wall >= clockJumpFrom ? lastFact - wall : 0;
}
