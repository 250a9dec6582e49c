import { z } from 'zod';
import { localDaySchema, timeOfDaySchema } from '../../../domain/event/event-file.ts';
import {
  newPassPhraseSchema,
  typedPassPhraseSchema,
} from '../../../domain/operators/pass-phrase.ts';
import { operatorSchema, pinSchema, rights } from '../../../domain/operators/rights.ts';
import { openResults, readinessLines, settledResults } from '../../../domain/station/readiness.ts';
import { versionSchema } from '../../../domain/sync/update.ts';
import { allModes, call, none, nothing } from '../base.ts';

export const backupViewSchema = z.strictObject({
  newest: z.int().nullable(),
  copies: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  folder: z.string(),
  /**
   * Whether the second folder has the newest copy; null if none is set, or before the first copy.
   */
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
  /** Size of the log in bytes. */
  logBytes: z.int().nonnegative(),
});
export type BackupView = z.infer<typeof backupViewSchema>;

export const backupCalls = {
  getBackups: call({
    access: 'operator',
    input: nothing,
    output: backupViewSchema,
    activity: none,
  }),
  /** Copies the store now. Returns why it failed, or null. */
  copyStoreNow: call({
    access: 'supervisor',
    input: nothing,
    output: z.string().nullable(),
    activity: none,
  }),
};

/** The checks, in display order. */
export const checkNameSchema = z.enum([
  'store',
  'copies',
  'disk',
  'key',
  'permissions',
  'clock',
  'hub',
  'printers',
  'camera',
  'scanner',
  'fonts',
  'power',
  'version',
]);
export type CheckName = z.infer<typeof checkNameSchema>;

/** The result of one check, in the station's language. */
export const findingSchema = z.strictObject({
  check: checkNameSchema,
  /** `open`: it cannot be determined here; the remedy says how to find out. */
  state: z.enum(['ok', 'open', 'warning', 'error']),
  title: z.string(),
  /** The result: numbers, times, names of printers and files; never personal data. */
  text: z.string(),
  /** One sentence; empty if nothing needs to be done. */
  remedy: z.string(),
  /** Since when, UTC milliseconds of the computer's clock; not before the start of the app. */
  since: z.int(),
});
export type Finding = z.infer<typeof findingSchema>;

export const stationCheckSchema = z.strictObject({
  /** When the check ran, UTC milliseconds of the computer's clock. */
  at: z.int(),
  findings: z.array(findingSchema),
});
export type StationCheck = z.infer<typeof stationCheckSchema>;

export const doctorCalls = {
  /** Runs every check. Takes seconds if the store is large. */
  checkStation: call({
    access: 'operator',
    input: nothing,
    output: stationCheckSchema,
    activity: none,
  }),
};

const readinessValues = z.record(z.string(), z.union([z.number(), z.string()]));

/** One line of the page that shows what is missing before the doors open. */
export const readinessLineSchema = z.discriminatedUnion('state', [
  z.strictObject({
    line: z.enum(readinessLines),
    state: z.enum(['to-do', 'look']),
    result: z.enum(openResults),
    values: readinessValues,
  }),
  z.strictObject({
    line: z.enum(readinessLines),
    state: z.enum(['done', 'not-applicable']),
    result: z.enum(settledResults),
    values: readinessValues,
  }),
]);

const measured = z
  .strictObject({ samples: z.int(), seconds: z.number(), spread: z.number() })
  .nullable();

export const readinessSchema = z.strictObject({
  /** UTC milliseconds of the computer's clock. */
  at: z.int(),
  lines: z.array(readinessLineSchema),
  /** The other stations of the directory. */
  stations: z.array(
    z.strictObject({ id: z.uuid(), name: z.string(), lastSeen: z.int().nullable() }),
  ),
  /**
   * The initial values of the rehearsal of the first morning (domain/station/rehearsal-plan.ts).
   */
  rehearsal: z.strictObject({
    day: localDaySchema,
    begins: timeOfDaySchema.nullable(),
    checkpoints: z.array(
      z.strictObject({ id: z.string(), people: z.int(), opens: timeOfDaySchema.nullable() }),
    ),
    lanes: z.strictObject({ desk: z.int(), kiosk: z.int() }),
    service: z.strictObject({ desk: measured, kiosk: measured }),
  }),
  findings: z.array(
    findingSchema.omit({ since: true }).extend({
      state: z.enum(['done', 'to-do', 'look']),
    }),
  ),
});
export type Readiness = z.infer<typeof readinessSchema>;

export const readinessCalls = {
  getReadiness: call({
    access: rights['see-readiness'],
    input: nothing,
    output: readinessSchema,
    activity: none,
  }),
};

export const bundlePreviewSchema = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int().nonnegative() })),
});
export type BundlePreview = z.infer<typeof bundlePreviewSchema>;

export const supportCalls = {
  /** Lists the contents of the file before it is saved. */
  previewSupportBundle: call({
    access: 'supervisor',
    input: nothing,
    output: bundlePreviewSchema,
    activity: none,
  }),
  /** Saves the support bundle where the operator chooses; false if the dialog was closed. */
  saveSupportBundle: call({
    access: 'supervisor',
    input: nothing,
    output: z.boolean(),
    activity: none,
  }),
};

const updateViewSchema = z.strictObject({
  /** False if the system's installer updates this app. */
  managed: z.boolean(),
  /** Whether a publisher's keys and an address for updates are configured. */
  trusting: z.boolean(),
  /** The version that is ready to install, or null. */
  waiting: versionSchema.nullable(),
  /** Percentage of the update downloaded so far; null if none is being downloaded. */
  percent: z.int().min(0).max(100).nullable(),
  /** Why the last check failed. */
  problem: z
    .enum([
      'wrong-signature',
      'went-back',
      'too-old',
      'wrong-hash',
      'needs-step',
      'not-reachable',
      'no-space',
      'cannot-unpack',
      'test-build',
    ])
    .nullable(),
  /** Whether the waiting update will be installed automatically tonight. */
  tonight: z.boolean(),
  /** What prevents an installation now. */
  blockers: z.array(z.enum(['opening-hours', 'printing'])),
  last: z
    .strictObject({ version: versionSchema, result: z.enum(['installed', 'rolled-back']) })
    .nullable(),
});
export type UpdateView = z.infer<typeof updateViewSchema>;

export const updateCalls = {
  getUpdates: call({
    access: 'operator',
    input: nothing,
    output: updateViewSchema,
    activity: none,
  }),
  lookForUpdate: call({
    access: 'supervisor',
    input: nothing,
    output: updateViewSchema,
    activity: none,
  }),
  planUpdate: call({
    access: 'supervisor',
    input: z.strictObject({ tonight: z.boolean() }),
    output: nothing,
    activity: none,
  }),
  /** Restarts the app with the update. `update-not-now` in opening hours and while badges print. */
  installUpdate: call({ access: 'supervisor', input: nothing, output: nothing, activity: none }),
};

const wait = z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() });

/** What protects the store's key, and who can open it. */
const keyProtectionSchema = z.strictObject({
  protection: z.enum(['keychain', 'basic-text', 'file', 'sign-in']),
  holders: z.array(
    z.strictObject({
      id: z.uuid(),
      /** Null for a person unknown to this store, or who may no longer sign in. */
      operator: operatorSchema.nullable(),
      /** UTC milliseconds of the real clock. */
      since: z.int().nullable(),
    }),
  ),
});
export type KeyProtectionView = z.infer<typeof keyProtectionSchema>;

/** The result of a change that needs the PIN of the operator who is signed in. */
const changed = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('done') }),
  z.strictObject({ result: z.literal('wrong-pin') }),
  wait,
]);

export const securityCalls = {
  /** On the start screen of a station whose key needs a passphrase. `already-done` later. */
  unlockStore: call({
    modes: allModes,
    access: 'anyone',
    input: z.strictObject({ phrase: typedPassPhraseSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('unlocked') }),
      z.strictObject({ result: z.literal('wrong-phrase') }),
      wait,
    ]),
    activity: none,
  }),
  getKeyProtection: call({
    access: 'supervisor',
    input: nothing,
    output: keyProtectionSchema,
    activity: none,
  }),
  /**
   * Gives an operator a passphrase that opens this station. After the first one the station needs a
   * passphrase at each start.
   */
  giveKey: call({
    access: 'supervisor',
    input: z.strictObject({ operatorId: z.uuid(), phrase: newPassPhraseSchema, pin: pinSchema }),
    output: changed,
    activity: none,
  }),
  /**
   * Deletes a passphrase. After the last one the station opens its store without a passphrase
   * again.
   */
  takeKey: call({
    access: 'supervisor',
    input: z.strictObject({ id: z.uuid(), pin: pinSchema }),
    output: changed,
    activity: none,
  }),
};
