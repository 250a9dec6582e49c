import { z } from 'zod';
import { identityDocumentSchema } from '../ledger/attendance.ts';
import type { OperatorRole } from '../operators/rights.ts';

/**
 * Refusals that a second person may override. All are about a known person. A forged or unreadable
 * code, or one of another event, identifies no one. A person who is already in needs no admission.
 */
const overridableOutcomes = [
  'wrong-day',
  'pending',
  'cancelled',
  'not-registered',
  'revoked',
  'stopped',
] as const;
export const overridableOutcomeSchema = z.enum(overridableOutcomes);
export type OverridableOutcome = z.infer<typeof overridableOutcomeSchema>;

export const overrideReasonSchema = z.enum([
  'secretariat-confirmed',
  'letter-shown',
  'list-is-wrong',
  'other',
]);
export type OverrideReason = z.infer<typeof overrideReasonSchema>;

export const overrideRequestSchema = z.strictObject({
  /** UUID made by the page. A request that is repeated with the same key is written once. */
  key: z.uuid(),
  delegateId: z.uuid(),
  /** The refusal that the operator saw. If the rules now give another one, nothing is written. */
  outcome: overridableOutcomeSchema,
  reason: overrideReasonSchema,
  /** Free text; kept apart from the chain as personal data. May be empty. */
  note: z.string().trim().max(300),
  /** Document that the operator saw; null if none was requested. */
  identity: identityDocumentSchema.nullable(),
});
export type OverrideRequest = z.infer<typeof overrideRequestSchema>;

export function overridable(outcome: string): OverridableOutcome | null {
  return overridableOutcomes.find((one) => one === outcome) ?? null;
}

/** Roles that may approve. Where security refused, a security officer may approve too. */
export function approversOf(outcome: OverridableOutcome): readonly OperatorRole[] {
  return outcome === 'stopped' || outcome === 'revoked'
    ? ['supervisor', 'security-officer']
    : ['supervisor'];
}
