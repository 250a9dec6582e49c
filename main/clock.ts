/** The event's clock: UTC milliseconds. */
export type Clock = () => number;

/**
 * The system's clock, or, with a start (ISO 8601), a clock that runs from that instant on: demo,
 * tests and training live on another day.
 */
export function createClock(start: string | undefined): Clock {
  if (start === undefined) return Date.now;
  const offset = Date.parse(start) - Date.now();
  return () => Date.now() + offset;
}
