import { clockWarningFrom } from './sync-status.ts';

/**
 * How far the hub's clock is from that of most stations (hub minus stations, milliseconds), or null
 * where it is not in doubt. One station alone proves nothing: at least two must show the same
 * offset, and more than half of all.
 *
 * @param offsets hub's clock minus the station's, one a station
 */
export function hubClockOff(offsets: readonly number[]): number | null {
  // The offset that most stations share is the middle one.
  const middle = offsets.toSorted((a, b) => a - b)[Math.floor(offsets.length / 2)];
  if (middle === undefined || Math.abs(middle) <= clockWarningFrom) return null;
  const same = offsets.filter((offset) => Math.abs(offset - middle) <= clockWarningFrom);
  return same.length >= 2 && same.length * 2 > offsets.length ? middle : null;
}
