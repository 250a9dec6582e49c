import { z } from 'zod';
import { call } from './define.ts';

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

export const backupViewSchema = z.strictObject({
  newest: z.int().nullable(),
  copies: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  folder: z.string(),
  /** Whether the second folder has the newest copy; null if none is set, or before the first. */
  second: z.boolean().nullable(),
  everyMinutes: z.int().positive(),
  problem: z
    .strictObject({
      code: z.enum([
        'corrupt-or-wrong-key',
        'from-the-future',
        'pre-release',
        'disk-full',
        'not-permitted',
        'failed',
      ]),
      since: z.int(),
    })
    .nullable(),
  /** Of the log, in bytes. */
  logBytes: z.int().nonnegative(),
});
export type BackupView = z.infer<typeof backupViewSchema>;

export const backupCalls = {
  /** The last recovery, or null. Anyone may read it: the start shows it. */
  getRecovery: call({
    input: z.void(),
    output: recoveryViewSchema.nullable(),
    modes: ['desk'],
    access: 'anyone',
  }),
  /** Notes that an operator read the notice at the start. */
  noteRecoveryRead: call({ input: z.void(), output: z.void(), modes: ['desk'], access: 'anyone' }),
  /** Notes that a supervisor resolved what was missing. */
  settleRecovery: call({
    input: z.void(),
    output: z.void(),
    modes: ['desk'],
    access: 'supervisor',
  }),
  getBackups: call({
    input: z.void(),
    output: backupViewSchema,
    modes: ['desk'],
    access: 'operator',
  }),
  /** Copies the store now; returns why it failed, or null. */
  copyStoreNow: call({
    input: z.void(),
    output: z.string().nullable(),
    modes: ['desk'],
    access: 'supervisor',
  }),
};
