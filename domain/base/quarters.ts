/** Milliseconds in a quarter of an hour. All time zones of today are whole quarters from UTC. */
export const quarterHour = 15 * 60_000;

export interface Quarter {
  /** When it begins, UTC milliseconds. */
  from: number;
  arrivals: number;
}

/** The data of a chart of a day's arrivals. */
export interface ArrivalQuarters {
  quarters: Quarter[];
  /** Arrivals of the day to which a wrong clock gave another day's time. They are in no quarter. */
  outside: number;
}

/**
 * Arrivals of a day by quarters of an hour, from the first to the last, empty ones included. A
 * record states the day that it belongs to, but its clock may be years off. Such a time must not
 * push out the others, so times of another day are only counted.
 *
 * @param times UTC milliseconds, in any order
 * @param until the last quarter is at least the one of this time; null ends with the last arrival
 * @param isOfDay whether a time falls on the day, in the event's time zone
 */
export function arrivalsByQuarter(
  times: readonly number[],
  until: number | null,
  isOfDay: (time: number) => boolean,
): ArrivalQuarters {
  const counts = new Map<number, number>();
  let outside = 0;
  for (const time of times) {
    if (!isOfDay(time)) {
      outside += 1;
      continue;
    }
    const from = Math.floor(time / quarterHour) * quarterHour;
    counts.set(from, (counts.get(from) ?? 0) + 1);
  }
  const quarters: Quarter[] = [];
  if (counts.size > 0) {
    const now = until === null ? [] : [Math.floor(until / quarterHour) * quarterHour];
    const last = Math.max(...counts.keys(), ...now);
    // At most the quarters of one day, of up to 25 hours.
    for (let from = Math.min(...counts.keys()); from <= last; from += quarterHour) {
      quarters.push({ from, arrivals: counts.get(from) ?? 0 });
    }
  }
  return { quarters, outside };
}
