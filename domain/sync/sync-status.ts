import { z } from 'zod';
import { problemCodeSchema } from './problems.ts';

/** Why the last exchange with the hub failed: the hub's answer, or what happened on the way. */
export const syncTroubleSchema = z.enum([
  ...problemCodeSchema.options,
  /** No answer: network, hub or its computer is away. */
  'unreachable',
  /** Another computer answers at the hub's address, or its certificate was replaced. */
  'wrong-certificate',
  /** The answer was not a hub's, or it was cut off. */
  'bad-answer',
  /** The station's own store could not be written. */
  'store-failed',
  /** The thread that syncs ended on its own; it is restarted. */
  'sync-stopped',
]);
export type SyncTrouble = z.infer<typeof syncTroubleSchema>;

/** How far a long pull is. */
export const pullProgressSchema = z.strictObject({
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
});

/** What the sync worker knows; times are UTC milliseconds of this station's clock. */
export const linkStateSchema = z.strictObject({
  phase: z.enum(['idle', 'syncing', 'waiting']),
  online: z.boolean(),
  trouble: syncTroubleSchema.nullable(),
  lastContact: z.int().nullable(),
  offlineSince: z.int().nullable(),
  /** Facts of this station that the hub has not confirmed yet. */
  waiting: z.int().nonnegative(),
  /** Own facts in the hub's quarantine, and items of the hub that are not understood here. */
  quarantined: z.int().nonnegative(),
  /** Hub's clock minus this station's, ms, from the quickest exchange; null before the first. */
  clockOffset: z.int().nullable(),
  /** The first (or a whole new) pull, while it runs. */
  pull: pullProgressSchema.nullable(),
});
export type LinkState = z.infer<typeof linkStateSchema>;

/** Before the sync thread has reported anything. */
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

/** A clock further off (milliseconds) is shown and noted in facts, never a reason to refuse. */
export const clockWarningFrom = 60_000;

/** When the hub last confirmed that the lists behind a verdict were up to date; null if never. */
export const listAgesSchema = z.strictObject({
  roster: z.int().nullable(),
  stopList: z.int().nullable(),
  /** Correction of the station's clock to judge days and windows, milliseconds; null: none. */
  clock: z.int().nullable(),
  /** True where one of them is older than the event's policy allows: shown in amber. */
  old: z.boolean(),
});
export type ListAges = z.infer<typeof listAgesSchema>;

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
