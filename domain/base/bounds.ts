/**
 * The bounds of every number that a station sets on the wire. The rule: a claim is believed by no
 * more than its station. A number beyond its bound is refused at the border (the schemas of the
 * wire), and shown as a finding of that station (hub/stations/refused-pushes.ts). Below them sums
 * over whole reports stay within what a number holds. test/domain/sync/wire-bounds.test.ts walks
 * the schemas: a number without a bound of its own fails there.
 */

/** Facts of one life of a station: one a second for a year (31.5 million) is fewer. */
export const maxKseq = 2 ** 25;

/**
 * Lives and branches of one station that the hub keeps or is told of. A disk is cloned or restored a
 * few times at most; each life is a row in every day's report.
 */
export const maxLives = 64;

/** Numbers of signed requests: 100 a second (hub/http/limits.ts) for a year are 3.2 thousand million. */
export const maxRequestNumber = 2 ** 32;

/** Places in a stream of a hub: every fact of a thousand stations, a hundred times over. */
export const maxStreamSeq = 2 ** 42;

/** Badges that wait or whose outcome is open at one station: no event prints as many at all. */
export const maxBadgesAtOnce = 100_000;

/** Bytes of a disk: a pebibyte, fifty times the largest drive of 2026. */
export const maxDiskBytes = 2 ** 50;

/** Rows, payloads or files that a purge deleted at one machine: more than a store can hold. */
export const maxPurged = 2 ** 32;

/** Versions of the form of a fact's payload: each would be a release of the app. */
export const maxFactVersion = 10_000;

/** Characters of an id, a reason or a serial in a report; ours have some twenty. */
export const maxCodeLength = 64;

/** Revisions of one day's report. */
export const maxRevisions = 1_000_000;

/** People whom a room holds or a letter names, and places in the lists of the event's file. */
export const maxPlaces = 1_000_000;

/** Minutes in a setting of the event: four weeks. */
export const maxPolicyMinutes = 40_320;

/**
 * The sum, or the largest whole number that JSON's readers hold exactly: a report with a figure
 * beyond it could not be read by its own schema.
 */
export function saturatingSum(numbers: Iterable<number>): number {
  let sum = 0;
  for (const one of numbers) sum = Math.min(Number.MAX_SAFE_INTEGER, sum + one);
  return sum;
}
