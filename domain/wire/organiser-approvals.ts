import { z } from 'zod';
import type { OrganiserRight } from './organiser-access.ts';
import { longestReason } from './organiser-privacy.ts';

/**
 * What needs two people on the organiser's page, and the right of each of them. Overrides are no kind of it: who is
 * let in against the rules stands at a desk, and there a second person approves by PIN (main/use-cases/override-refusal.ts).
 */
export const approvalKinds = {
  purge: { request: 'request-purge', approve: 'approve-purge' },
  tickets: { request: 'request-renewal', approve: 'approve-renewal' },
  /** Subject: `orderLine` of domain/judgement.ts. */
  records: { request: 'judge-records', approve: 'approve-judging' },
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
  /** Why it is asked for; empty where an earlier version did not ask. */
  reason: z.string(),
  state: approvalStateSchema,
  requestedBy: personSchema,
  requestedAt: z.int(),
  expires: z.int(),
  decidedBy: personSchema.nullable(),
  decidedAt: z.int().nullable(),
  /** What the second person said about it; always there where it was refused. */
  note: z.string(),
  /** Whether who asks may decide: has the right, and is another person than who requested. */
  mayDecide: z.boolean(),
});
export type Approval = z.infer<typeof approvalSchema>;
export const approvalsAnswerSchema = z.object({ approvals: z.array(approvalSchema) });

const noteSchema = z.string().trim().max(longestReason);
/** A remark is free to whoever approves or withdraws; whoever refuses says why. */
export const approvalNoteSchema = z.object({ note: noteSchema.default('') });
export const approvalRefusalSchema = z.object({ note: noteSchema.min(1) });
