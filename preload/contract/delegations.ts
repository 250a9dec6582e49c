import { z } from 'zod';
import { delegateSchema } from '../../domain/roster/delegate.ts';
import { call, none, noted, nothing } from './base.ts';
import { badgeSummarySchema } from './check-in.ts';

export const delegationMemberSchema = delegateSchema
  .pick({
    id: true,
    title: true,
    printedName: true,
    nativeName: true,
    jobTitle: true,
    role: true,
    category: true,
    grammaticalGender: true,
    status: true,
    vip: true,
  })
  .extend({
    /** Checked in today at this station's checkpoint. */
    presentToday: z.boolean(),
    presentEvent: z.boolean(),
    /** Confirmed for today. */
    expectedToday: z.boolean(),
    /** The newest badge; null if there is none. */
    badge: badgeSummarySchema.nullable(),
  });
export type DelegationMember = z.infer<typeof delegationMemberSchema>;

export const delegationViewSchema = z.strictObject({
  code: z.string(),
  /** Heads first, then alternates, then in the order of the letter. */
  members: z.array(delegationMemberSchema),
});
export type DelegationView = z.infer<typeof delegationViewSchema>;

/** Today's figures of a delegation that expects someone, at this station's checkpoint. */
const delegationPresenceSchema = z.strictObject({
  code: z.string(),
  present: z.int().nonnegative(),
  /** People present and people still to come. */
  expected: z.int().nonnegative(),
  heads: z.array(
    delegateSchema.pick({ id: true, title: true, printedName: true }).extend({
      presentToday: z.boolean(),
    }),
  ),
});
export type DelegationPresenceView = z.infer<typeof delegationPresenceSchema>;

export const delegationCalls = {
  /** Today's figures and heads of each delegation that expects someone, in no order. */
  listDelegations: call({
    access: 'operator',
    input: nothing,
    output: z.array(delegationPresenceSchema),
    activity: none,
  }),
  /** A delegation's roster. `not-found`: the event's table has no such code. */
  getDelegation: call({
    access: 'operator',
    input: z.strictObject({ code: z.string().min(1).max(16) }),
    output: delegationViewSchema,
    activity: (input) => noted('opened', Object.values(input).join(' ')),
  }),
  /** Writes a note on a delegate, which every desk sees. */
  writeNote: call({
    access: 'operator',
    input: z.strictObject({ delegateId: z.uuid(), text: z.string().trim().min(1).max(500) }),
    output: z.strictObject({ factId: z.uuid() }),
    activity: none,
  }),
};
