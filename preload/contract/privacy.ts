import { z } from 'zod';
import { pinSchema, rights } from '../../domain/operators/rights.ts';
import { declaredSchema, fileLeftSchema, purgeCountSchema } from '../../domain/privacy/outcome.ts';
import { retentionRuleSchema } from '../../domain/privacy/retention.ts';
import { call, exported, none, noted, nothing } from './base.ts';
import { secondPinRefusals } from './operators.ts';

/** Progress of a purge, in steps; null if none runs. */
export const purgeProgressSchema = z
  .strictObject({ done: z.int().nonnegative(), total: z.int().positive() })
  .nullable();

/** Number of items of each kind of personal data stored here. */
const keptSchema = z.strictObject({
  delegates: z.int(),
  payloads: z.int(),
  photos: z.int(),
  activity: z.int(),
  files: z.int(),
});

const purgeViewSchema = z.strictObject({
  id: z.uuid(),
  /** UTC milliseconds. */
  ordered: z.int(),
  cause: z.enum(['command', 'retention']),
  issuer: z.enum(['hub', 'station']),
  /** Null while it is in progress. */
  done: z.int().nullable(),
  /** Name of the supervisor who agreed to the hub's order here, or null. */
  agreedBy: z.string().nullable(),
  counts: z.array(purgeCountSchema),
  left: z.array(fileLeftSchema),
  /** What people declared destroyed. */
  declared: z.array(declaredSchema.pick({ path: true, reason: true })),
});
export type PurgeView = z.infer<typeof purgeViewSchema>;

const privacySchema = z.strictObject({
  rule: retentionRuleSchema,
  fromHub: z.boolean(),
  /** Name of the supervisor who chose the rule at this station, and when (UTC milliseconds). */
  setBy: z.string().nullable(),
  setAt: z.int().nullable(),
  state: z.strictObject({
    phase: z.enum(['before', 'during', 'kept', 'warning', 'due']),
    warnOn: z.string().nullable(),
    purgeOn: z.string().nullable(),
  }),
  /** Where a purge is ordered: at this station, or at its hub. `event-days`: not today. */
  mayOrder: z.enum(['here', 'at-hub', 'event-days']),
  kept: keptSchema,
  purges: z.array(purgeViewSchema),
  progress: purgeProgressSchema,
});
export type PrivacyView = z.infer<typeof privacySchema>;

export const privacyCalls = {
  /** How long personal data is kept, what is stored here, and what was purged. */
  getPrivacy: call({ access: 'operator', input: nothing, output: privacySchema, activity: none }),
  /** Chooses the rule unless a hub sets it. */
  setRetention: call({
    access: rights['request-purge'],
    input: z.strictObject({ rule: retentionRuleSchema }),
    output: nothing,
    activity: ({ rule }) => noted('settings', `retention ${rule.set} ${rule.days ?? 'never'}`),
  }),
  /** Deletes the personal data of this station. `pin` is a second person's, not the requester's. */
  purge: call({
    access: rights['request-purge'],
    input: z.strictObject({ pin: pinSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('done') }),
      ...secondPinRefusals,
    ]),
    activity: none,
  }),
  /** Declares data destroyed that a purge of this station could not reach. */
  declareDestroyed: call({
    access: rights['request-purge'],
    input: declaredSchema.pick({ path: true, reason: true }),
    output: nothing,
    activity: none,
  }),
  /** Saves this station's signed purge certificate with a readable copy; false if cancelled. */
  savePurgeCertificate: call({
    access: 'operator',
    input: z.strictObject({ id: z.uuid() }),
    output: z.boolean(),
    activity: none,
  }),
  /**
   * Saves everything that this station holds about one person, for that person; false if the dialog
   * was closed.
   */
  answerAccessRequest: call({
    access: rights['answer-access-requests'],
    input: z.strictObject({ registrationCode: z.string().trim().min(1).max(64) }),
    output: z.boolean(),
    activity: exported('access-request'),
  }),
};
