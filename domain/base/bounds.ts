/**
 * The bounds of every number that a station sends. No one trusts a station's claims further than
 * the station itself. The schemas of the wire refuse a number beyond its bound, and the refusal is
 * shown as a finding of that station (hub/stations/refused-pushes.ts). Within the bounds, sums over
 * whole reports fit a number. test/domain/sync/wire-bounds.test.ts walks the schemas and fails for
 * a number without a bound.
 */

/**
 * Facts of one life of a station. One a second for a year would be 31.5 million, which is fewer.
 */
export const maxKseq = 2 ** 25;

/**
 * Lives and branches of one station that the hub keeps or accepts. A disk is cloned or restored a
 * few times at most. Each life is a row in every day's report.
 */
export const maxLives = 64;

/**
 * Numbers of signed requests. 100 a second (hub/http/limits.ts) for a year are 3.2 thousand
 * million.
 */
export const maxRequestNumber = 2 ** 32;

/** Positions in a stream of a hub: every fact of a thousand stations, a hundred times over. */
export const maxStreamSeq = 2 ** 42;

/** Badges that wait or whose outcome is open at one station. No event prints as many in all. */
export const maxBadgesAtOnce = 100_000;

/**
 * People chosen in a list for one action. The rehearsal's largest event has as many; 36 bytes each
 * are 4 MB of a request between the app's own processes.
 */
export const maxPeopleChosen = 100_000;

/** Bytes of a disk: a pebibyte, fifty times the largest drive of 2026. */
export const maxDiskBytes = 2 ** 50;

/** Rows, payloads or files that a purge deleted at one machine. No store holds as many. */
export const maxPurged = 2 ** 32;

/** Versions of the form of a fact's payload. Each would need a release of the app. */
export const maxFactVersion = 10_000;

/** Characters of an id, a reason or a serial in a report. Ours have some twenty. */
export const maxCodeLength = 64;

export const maxRevisions = 1_000_000;

/** People in a room or in a letter, and positions in the lists of the event's file. */
export const maxPlaces = 1_000_000;

/** Minutes in a setting of the event; this is four weeks. */
export const maxPolicyMinutes = 40_320;

/**
 * The sum, or the largest whole number that every JSON reader holds exactly. A report with a larger
 * figure would fail its own schema.
 */
export function saturatingSum(numbers: Iterable<number>): number {
  let sum = 0;
  for (const one of numbers) sum = Math.min(Number.MAX_SAFE_INTEGER, sum + one);
  return sum;
}
