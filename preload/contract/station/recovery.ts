import { z } from 'zod';
import { call, none, nothing } from '../base.ts';

/**
 * What a recovery of the store did, and what has been recovered by now. Only ids, numbers and
 * paths.
 */
export const recoveryViewSchema = z.strictObject({
  /** UTC milliseconds of the computer's clock. */
  at: z.int(),
  cause: z.enum(['unreadable', 'cut-short', 'missing']),
  source: z.enum(['copy', 'file', 'store']),
  copyMade: z.int().nullable(),
  putAside: z.string().nullable(),
  /**
   * Number of facts, and of admissions among them, recovered from the journal and the damaged file.
   */
  facts: z.int().nonnegative(),
  admissions: z.int().nonnegative(),
  /** Number of facts received back from the hub since. */
  fromHub: z.int().nonnegative(),
  /** Number of facts without any copy found yet; null if it cannot be known. */
  missing: z.int().nonnegative().nullable(),
  /** Whether a hub may still return some. */
  hasHub: z.boolean(),
  /** Number of badges for which an operator must say whether they came out. */
  askingJobs: z.int().nonnegative(),
  /** Number of roster changes whose personal part is lost or unreadable. */
  unread: z.int().nonnegative(),
  /** `seen`: an operator read the notice. `settled`: a supervisor resolved what was missing. */
  seen: z.boolean(),
  settled: z.boolean(),
});
export type RecoveryView = z.infer<typeof recoveryViewSchema>;

/**
 * The desk asks for the last recovery when it starts. Only this part of the station's maintenance
 * is loaded then.
 */
export const recoveryCalls = {
  /** The last recovery, or null. Anyone may read it, because the start screen shows it. */
  getRecovery: call({
    access: 'anyone',
    input: nothing,
    output: recoveryViewSchema.nullable(),
    activity: none,
  }),
  /** Records that an operator read the notice at the start. */
  noteRecoveryRead: call({ access: 'anyone', input: nothing, output: nothing, activity: none }),
  /** Records that a supervisor resolved what was missing. */
  settleRecovery: call({ access: 'supervisor', input: nothing, output: nothing, activity: none }),
};
