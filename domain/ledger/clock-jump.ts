// clock: this is what compares the wall clock with the steady one.

/** Milliseconds between wall and steady clock that show a change of the first; less is drift. */
export const clockJumpFrom = 60_000;

/** Wall clock (UTC milliseconds) and steady clock (milliseconds since any moment) read at once. */
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

/** Tells by how much the wall clock was moved since the last reading; see {@link clockJump}. */
export function createJumpSense(): (reading: ClockReading) => number {
  let last: ClockReading | null = null;
  return (reading) => {
    const jump = last === null ? 0 : clockJump(last, reading);
    last = reading;
    return jump;
  };
}

/**
 * How far (milliseconds) the wall clock is behind the last fact of the store: it was moved back
 * while the station was off. 0 for less than `clockJumpFrom`.
 */
export function behindLastFact(lastFact: number, wall: number): number {
  return lastFact - wall >= clockJumpFrom ? lastFact - wall : 0;
}
