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
  /** Facts, and admissions among them, that journal and damaged file gave back. */
  facts: z.int().nonnegative(),
  admissions: z.int().nonnegative(),
  /** Facts that the hub gave back since. */
  fromHub: z.int().nonnegative(),
  /** Facts of which no copy was found yet; null where nobody can tell how many there were. */
  missing: z.int().nonnegative().nullable(),
  /** Whether a hub may still give some. */
  hasHub: z.boolean(),
  /** Badges that asked the desk whether they came out. */
  askingJobs: z.int().nonnegative(),
  /** Changes of the roster whose personal part is gone or cannot be read. */
  unread: z.int().nonnegative(),
  /** Somebody read the notice; a supervisor looked after what was missing. */
  seen: z.boolean(),
  settled: z.boolean(),
});
export type RecoveryView = z.infer<typeof recoveryViewSchema>;

export const backupViewSchema = z.strictObject({
  newest: z.int().nullable(),
  copies: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  folder: z.string(),
  /** Whether the second folder has the newest copy; null where none is asked for, or before the first. */
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
  /** The last recovery, or null. Anyone may read it: it is what the start shows. */
  getRecovery: call({
    input: z.void(),
    output: recoveryViewSchema.nullable(),
    modes: ['desk'],
    access: 'anyone',
  }),
  /** Somebody read the notice at the start. */
  noteRecoveryRead: call({ input: z.void(), output: z.void(), modes: ['desk'], access: 'anyone' }),
  /** A supervisor looked after what was missing. */
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
  /** Copies the store now; gives why it failed, or null. */
  copyStoreNow: call({
    input: z.void(),
    output: z.string().nullable(),
    modes: ['desk'],
    access: 'supervisor',
  }),
};
