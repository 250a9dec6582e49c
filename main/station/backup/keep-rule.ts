/** Kept copies: each one of the last hour, then one of each hour of a day, then one of each day. */
export const keptCopies = { newest: 4, hours: 24, days: 7 } as const;

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Which copies are no longer needed. The newest one of each hour and each day (UTC) is kept; those
 * of the future, made before the clock was set back, count as new.
 *
 * @param copies when each was made, UTC milliseconds
 * @param now UTC milliseconds
 */
export function copiesToDrop(copies: readonly number[], now: number): number[] {
  const newestFirst = [...copies].sort((a, b) => b - a);
  const kept = new Set<number>(newestFirst.slice(0, keptCopies.newest));
  for (const [length, count] of [
    [hour, keptCopies.hours],
    [day, keptCopies.days],
  ] as const) {
    const seen = new Set<number>();
    for (const copy of newestFirst) {
      const span = Math.floor(copy / length);
      if (seen.has(span) || Math.floor(now / length) - span >= count) continue;
      seen.add(span);
      kept.add(copy);
    }
  }
  return newestFirst.filter((copy) => !kept.has(copy));
}
