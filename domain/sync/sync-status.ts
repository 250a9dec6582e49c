import { z } from 'zod';
import { problemCodeSchema } from './problems.ts';

/** Why the last exchange with the hub failed: the hub's answer, or a fault on the way. */
export const syncTroubleSchema = z.enum([
  ...problemCodeSchema.options,
  /** No answer: the network, the hub or its computer is down. */
  'unreachable',
  /** Another computer answers at the hub's address, or the hub's certificate was replaced. */
  'wrong-certificate',
  /** The answer was not a hub's, or it was cut off. */
  'bad-answer',
  /** The station's own store could not be written. */
  'store-failed',
  /** The sync thread ended unexpectedly; it is being restarted. */
  'sync-stopped',
]);
export type SyncTrouble = z.infer<typeof syncTroubleSchema>;

export const pullProgressSchema = z.strictObject({
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
});

/** The state of the sync worker. Times are UTC milliseconds of this station's clock. */
export const linkStateSchema = z.strictObject({
  phase: z.enum(['idle', 'syncing', 'waiting']),
  online: z.boolean(),
  trouble: syncTroubleSchema.nullable(),
  lastContact: z.int().nullable(),
  offlineSince: z.int().nullable(),
  /** Number of facts of this station that the hub has not confirmed yet. */
  waiting: z.int().nonnegative(),
  /**
   * Number of own facts in the hub's quarantine, and of the hub's items that are not understood
   * here.
   */
  quarantined: z.int().nonnegative(),
  /** Hub's clock minus this station's, ms, from the fastest exchange; null before the first. */
  clockOffset: z.int().nullable(),
  /** Progress of the first (or a complete new) pull, while it runs. */
  pull: pullProgressSchema.nullable(),
});
export type LinkState = z.infer<typeof linkStateSchema>;

/** The state until the sync thread reports for the first time. */
export const unknownLinkState: LinkState = {
  phase: 'idle',
  online: false,
  trouble: null,
  lastContact: null,
  offlineSince: null,
  waiting: 0,
  quarantined: 0,
  clockOffset: null,
  pull: null,
};

/**
 * A clock that is off by more than this (milliseconds) is shown and noted in facts. It is never a
 * reason to refuse.
 */
export const clockWarningFrom = 60_000;

/**
 * When the hub last confirmed that the lists behind a verdict were up to date, UTC milliseconds;
 * null if never.
 */
export const listAgesSchema = z.strictObject({
  roster: z.int().nullable(),
  stopList: z.int().nullable(),
  /**
   * Correction applied to the station's clock to judge days and windows, milliseconds; null if
   * none.
   */
  clock: z.int().nullable(),
  /**
   * True where one of them is older than the event's policy allows. The screen shows it in amber.
   */
  old: z.boolean(),
});
export type ListAges = z.infer<typeof listAgesSchema>;

/**
 * How far the hub's clock is from that of most stations (hub minus stations, milliseconds). Null
 * where it is not in doubt. One station proves nothing: at least two, and more than half of all,
 * must show the same offset.
 *
 * @param offsets hub's clock minus the station's, milliseconds, one per station
 */
export function hubClockOff(offsets: readonly number[]): number | null {
  // An offset that most stations share is the middle one.
  const middle = offsets.toSorted((a, b) => a - b)[Math.floor(offsets.length / 2)];
  if (middle === undefined || Math.abs(middle) <= clockWarningFrom) return null;
  const same = offsets.filter((offset) => Math.abs(offset - middle) <= clockWarningFrom);
  return same.length >= 2 && same.length * 2 > offsets.length ? middle : null;
}
