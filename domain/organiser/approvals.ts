import { z } from 'zod';
import type { OrganiserRight } from './access.ts';
import { maxReasonLength } from './privacy.ts';

/**
 * Actions on the organiser's page that need two people, and the right of each. Overrides are not
 * among them: they happen at a desk, where a second person approves by PIN
 * (main/check-in/desk-calls.ts).
 */
export const approvalKinds = {
  purge: { request: 'request-purge', approve: 'approve-purge' },
  tickets: { request: 'request-renewal', approve: 'approve-renewal' },
  /** The subject is an `orderLine` of domain/ledger/judgement.ts. */
  records: { request: 'judge-records', approve: 'approve-judging' },
} as const satisfies Readonly<Record<string, { request: OrganiserRight; approve: OrganiserRight }>>;
export type ApprovalKind = keyof typeof approvalKinds;
export const approvalKindSchema = z.enum(
  Object.keys(approvalKinds) as [ApprovalKind, ...ApprovalKind[]],
);

/** `spent`: approved, and the action has begun. An approval is single use. */
export const approvalStateSchema = z.enum([
  'open',
  'approved',
  'refused',
  'withdrawn',
  'expired',
  'spent',
]);
export type ApprovalState = z.infer<typeof approvalStateSchema>;

/** Milliseconds for which a request waits for the second person, and an approval for its use. */
export const approvalLifetime = 24 * 60 * 60_000;

const personSchema = z.object({ id: z.uuid(), name: z.string() });

export const approvalSchema = z.object({
  id: z.uuid(),
  kind: approvalKindSchema,
  /** What is requested, as text. It contains ids and numbers, never a person's name. */
  subject: z.string().max(500),
  /** Why it is requested; empty where an earlier version did not ask. */
  reason: z.string(),
  state: approvalStateSchema,
  requestedBy: personSchema,
  requestedAt: z.int(),
  expires: z.int(),
  decidedBy: personSchema.nullable(),
  decidedAt: z.int().nullable(),
  /** The second person's note; required for a refusal. */
  note: z.string(),
  /** Whether the caller's account may decide: it has the right, and did not make the request. */
  mayDecide: z.boolean(),
});
export type Approval = z.infer<typeof approvalSchema>;
export const approvalsAnswerSchema = z.object({ approvals: z.array(approvalSchema) });

const noteSchema = z.string().trim().max(maxReasonLength);
/** A note is optional for approving or withdrawing; refusing requires one. */
export const approvalNoteSchema = z.object({ note: noteSchema.default('') });
export const approvalRefusalSchema = z.object({ note: noteSchema.min(1) });
