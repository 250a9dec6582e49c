import { z } from 'zod';
import { identityDocumentSchema } from '../ledger/attendance.ts';
import type { OperatorRole } from '../operators/rights.ts';

/**
 * Refusals that a second person may override: all are about a known person. A forged or unreadable
 * code, or one of another event, identifies no one, and a person who is in already needs no
 * admission.
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

/** Why a person is let in against the rules. */
export const overrideReasonSchema = z.enum([
  'secretariat-confirmed',
  'letter-shown',
  'list-is-wrong',
  'other',
]);
export type OverrideReason = z.infer<typeof overrideReasonSchema>;

/** What a desk sends to override a refusal. */
export const overrideRequestSchema = z.strictObject({
  /** UUID made by the page: the same key is written once. */
  key: z.uuid(),
  delegateId: z.uuid(),
  /** The refusal that the operator saw; if the rules now give another, nothing is written. */
  outcome: overridableOutcomeSchema,
  reason: overrideReasonSchema,
  /** Free text; kept apart from the chain as personal data. May be empty. */
  note: z.string().trim().max(300),
  /** Document that was seen, or null if none was asked for. */
  identity: identityDocumentSchema.nullable(),
});
export type OverrideRequest = z.infer<typeof overrideRequestSchema>;

/** The outcome as one that can be overridden, or null. */
export function overridable(outcome: string): OverridableOutcome | null {
  return overridableOutcomes.find((one) => one === outcome) ?? null;
}

/** Who may approve: where security refused, a security officer may also approve. */
export function approversOf(outcome: OverridableOutcome): readonly OperatorRole[] {
  return outcome === 'stopped' || outcome === 'revoked'
    ? ['supervisor', 'security-officer']
    : ['supervisor'];
}
