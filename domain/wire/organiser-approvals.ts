import { z } from 'zod';
import type { OrganiserRight } from './organiser-access.ts';

/** What needs two people on the organiser's page, and the right of each of them. */
export const approvalKinds = {
  purge: { request: 'request-purge', approve: 'approve-purge' },
  override: { request: 'request-override', approve: 'approve-override' },
} as const satisfies Readonly<Record<string, { request: OrganiserRight; approve: OrganiserRight }>>;
export type ApprovalKind = keyof typeof approvalKinds;
export const approvalKindSchema = z.enum(
  Object.keys(approvalKinds) as [ApprovalKind, ...ApprovalKind[]],
);

/** `spent`: approved, and what it was asked for was begun; it serves once. */
export const approvalStateSchema = z.enum([
  'open',
  'approved',
  'refused',
  'withdrawn',
  'expired',
  'spent',
]);
export type ApprovalState = z.infer<typeof approvalStateSchema>;

/** Milliseconds that a request waits for the other person, and an approval for its use. */
export const approvalLifetime = 24 * 60 * 60_000;

const personSchema = z.object({ id: z.uuid(), name: z.string() });

export const approvalSchema = z.object({
  id: z.uuid(),
  kind: approvalKindSchema,
  /** What is asked for, in words of the caller; ids and figures, never a person's name. */
  subject: z.string().max(500),
  state: approvalStateSchema,
  requestedBy: personSchema,
  requestedAt: z.int(),
  expires: z.int(),
  decidedBy: personSchema.nullable(),
  decidedAt: z.int().nullable(),
  /** Whether who asks may decide: has the right, and is another person than who requested. */
  mayDecide: z.boolean(),
});
export type Approval = z.infer<typeof approvalSchema>;
export const approvalsAnswerSchema = z.object({ approvals: z.array(approvalSchema) });
