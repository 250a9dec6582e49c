import { z } from 'zod';
import { delegateSchema } from '../../domain/roster/delegate.ts';
import { deskCall } from './base.ts';
import { badgeSummarySchema } from './roster.ts';

/** One row of a delegation's roster. */
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
    /** The newest badge; null without any. */
    badge: badgeSummarySchema.nullable(),
  });
export type DelegationMember = z.infer<typeof delegationMemberSchema>;

export const delegationViewSchema = z.strictObject({
  code: z.string(),
  /** Heads first, then alternates, then the order of the letter. */
  members: z.array(delegationMemberSchema),
});
export type DelegationView = z.infer<typeof delegationViewSchema>;

export const delegationCalls = {
  /** A delegation's roster. `not-found`: the event's table has no such code. */
  getDelegation: deskCall(
    'operator',
    z.strictObject({ code: z.string().min(1).max(16) }),
    delegationViewSchema,
  ),
  /** A note on a delegate, which every desk sees. */
  writeNote: deskCall(
    'operator',
    z.strictObject({ delegateId: z.uuid(), text: z.string().trim().min(1).max(500) }),
    z.strictObject({ factId: z.uuid() }),
  ),
};
