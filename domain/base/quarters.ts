/** Milliseconds of a quarter of an hour. All time zones of today are whole quarters from UTC. */
export const quarterHour = 15 * 60_000;

/** Arrivals within one quarter of an hour. */
export interface Quarter {
  /** Its beginning, UTC milliseconds. */
  from: number;
  arrivals: number;
}

/**
 * Arrivals by quarters of an hour, from the first to the last, empty ones too.
 *
 * @param times UTC milliseconds, in any order
 * @param until the last quarter is at least the one of this time; null ends with the last arrival
 */
export function arrivalsByQuarter(times: Iterable<number>, until: number | null): Quarter[] {
  const counts = new Map<number, number>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    const from = Math.floor(time / quarterHour) * quarterHour;
    counts.set(from, (counts.get(from) ?? 0) + 1);
    first = Math.min(first, from);
    last = Math.max(last, from);
  }
  if (counts.size === 0) return [];
  const end = Math.max(last, until === null ? last : Math.floor(until / quarterHour) * quarterHour);
  const quarters: Quarter[] = [];
  // A day has a hundred quarters; a clock that is years off must not make millions.
  for (let from = first; from <= end && quarters.length < maxQuarters; from += quarterHour) {
    quarters.push({ from, arrivals: counts.get(from) ?? 0 });
  }
  return quarters;
}

/** Two days' worth. */
const maxQuarters = 192;
