import type { Sighting } from './scan.ts';

/** Milliseconds out of sight after which the same code counts as a new scan. */
export const absence = 1500;

/** Codes remembered at most; more than that are never in sight within the time of absence. */
const memory = 64;

/** Knows which codes are in sight, whichever source sees them. */
export function createPresence() {
  /** UTC milliseconds of the last sighting, by reading; the longest unseen first. */
  const lastSeen = new Map<string, number>();

  function remember(reading: string, at: number): void {
    lastSeen.delete(reading);
    lastSeen.set(reading, at);
    const oldest = lastSeen.keys().next();
    if (lastSeen.size > memory && !oldest.done) lastSeen.delete(oldest.value);
  }

  return {
    /** Takes the sighting into account; true if its code was out of sight (in each reading) until now. */
    isNew({ readings, seenAt, lastSeenAt }: Sighting): boolean {
      const keys = readings.map(shorten);
      const before = [...keys.map((key) => lastSeen.get(key)), lastSeenAt ?? undefined];
      const last = Math.max(...before.map((at) => at ?? Number.NEGATIVE_INFINITY));
      for (const key of keys) remember(key, Math.max(seenAt, last));
      return seenAt - last >= absence;
    },
  };
}

/** What a scanner typed may be 70,000 characters long; to tell codes apart, their beginning and length do. */
function shorten(reading: string): string {
  return reading.length <= 500 ? reading : `${reading.slice(0, 500)}#${reading.length}`;
}
