import { z } from 'zod';
import { deskCall, nothing } from '../base.ts';

/** What a recovery of the store did, and what is back by now. Ids, numbers and paths only. */
export const recoveryViewSchema = z.strictObject({
  /** UTC milliseconds of the machine's clock. */
  at: z.int(),
  cause: z.enum(['unreadable', 'cut-short', 'missing']),
  source: z.enum(['copy', 'file', 'store']),
  copyMade: z.int().nullable(),
  putAside: z.string().nullable(),
  /** Facts, and the admissions among them, recovered from the journal and the damaged file. */
  facts: z.int().nonnegative(),
  admissions: z.int().nonnegative(),
  /** Facts received back from the hub since. */
  fromHub: z.int().nonnegative(),
  /** Facts of which no copy was found yet; null if the number cannot be known. */
  missing: z.int().nonnegative().nullable(),
  /** Whether a hub may still give some. */
  hasHub: z.boolean(),
  /** Badges for which the desk is asked whether they came out. */
  askingJobs: z.int().nonnegative(),
  /** Changes of the roster whose personal part is gone or cannot be read. */
  unread: z.int().nonnegative(),
  /** An operator read the notice; a supervisor resolved what was missing. */
  seen: z.boolean(),
  settled: z.boolean(),
});
export type RecoveryView = z.infer<typeof recoveryViewSchema>;

/** A desk asks for the last recovery as it starts: of the station's care this alone is loaded then. */
export const recoveryCalls = {
  /** The last recovery, or null. Anyone may read it: the start shows it. */
  getRecovery: deskCall('anyone', nothing, recoveryViewSchema.nullable()),
  /** Notes that an operator read the notice at the start. */
  noteRecoveryRead: deskCall('anyone', nothing, nothing),
  /** Notes that a supervisor resolved what was missing. */
  settleRecovery: deskCall('supervisor', nothing, nothing),
};
