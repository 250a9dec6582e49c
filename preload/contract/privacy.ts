import { z } from 'zod';
import { pinSchema } from '../../domain/operator.ts';
import { declaredSchema, fileLeftSchema, purgeCountSchema } from '../../domain/purge/outcome.ts';
import { retentionRuleSchema } from '../../domain/purge/retention.ts';
import { rights } from '../../domain/rights.ts';
import { call } from './define.ts';
import { secondPinRefusals } from './override.ts';

const desk = ['desk'] as const;

/** How far a purge is, in steps; null while there is none. */
export const purgeProgressSchema = z
  .strictObject({ done: z.int().nonnegative(), total: z.int().positive() })
  .nullable();

/** How many of each kind of personal data lie here. */
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
  /** Null while it is under way. */
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
  /** Name of who chose the rule at this station, and when (UTC milliseconds). */
  setBy: z.string().nullable(),
  setAt: z.int().nullable(),
  state: z.strictObject({
    phase: z.enum(['before', 'during', 'kept', 'warning', 'due']),
    warnOn: z.string().nullable(),
    purgeOn: z.string().nullable(),
  }),
  /** Where a purge is ordered: at this station, or at its hub; `event-days`: not today. */
  mayOrder: z.enum(['here', 'at-hub', 'event-days']),
  kept: keptSchema,
  purges: z.array(purgeViewSchema),
  progress: purgeProgressSchema,
});
export type PrivacyView = z.infer<typeof privacySchema>;

export const privacyCalls = {
  /** How long personal data is kept, what is kept here, and what was purged. */
  getPrivacy: call({ input: z.void(), output: privacySchema, modes: desk, access: 'operator' }),
  /** Chooses the rule where no hub says it. */
  setRetention: call({
    input: z.strictObject({ rule: retentionRuleSchema }),
    output: z.void(),
    modes: desk,
    access: rights['request-purge'],
  }),
  /** Deletes the personal data of this station. `pin` is that of a second person; who asks does not approve. */
  purge: call({
    input: z.strictObject({ pin: pinSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('done') }),
      ...secondPinRefusals,
    ]),
    modes: desk,
    access: rights['request-purge'],
  }),
  /** Declares destroyed what a purge of this station could not reach. */
  declareDestroyed: call({
    input: declaredSchema.pick({ path: true, reason: true }),
    output: z.void(),
    modes: desk,
    access: rights['request-purge'],
  }),
  /** Saves the signed certificate of this station's own purge, and one to read beside it; false if the dialog was closed. */
  savePurgeCertificate: call({
    input: z.strictObject({ id: z.uuid() }),
    output: z.boolean(),
    modes: desk,
    access: 'operator',
  }),
  /** Saves everything that this station holds of one person, for that person; false if the dialog was closed. */
  answerAccessRequest: call({
    input: z.strictObject({ registrationCode: z.string().trim().min(1).max(64) }),
    output: z.boolean(),
    modes: desk,
    access: rights['answer-access-requests'],
  }),
};
