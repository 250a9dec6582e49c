import { z } from 'zod';
import { identityDocumentSchema } from './attendance.ts';
import type { OperatorRole } from './operator.ts';

/**
 * Refusals that a second person may override: all of them are about somebody who is known. What is forged,
 * unreadable or of another event says nothing of anybody, and who is in already needs no admission.
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

/** Why somebody is let in against the rules. */
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
  /** The refusal that was seen; where the rules say something else by now, nothing is written. */
  outcome: overridableOutcomeSchema,
  reason: overrideReasonSchema,
  /** Free words; kept apart from the chain as personal data. May be empty. */
  note: z.string().trim().max(300),
  /** Document that was seen, or null if none was asked for. */
  identity: identityDocumentSchema.nullable(),
});
export type OverrideRequest = z.infer<typeof overrideRequestSchema>;

/** The outcome as one that can be overridden, or null. */
export function overridable(outcome: string): OverridableOutcome | null {
  return overridableOutcomes.find((one) => one === outcome) ?? null;
}

/** Who may approve: where security said no, it may also be security that says yes. */
export function approversOf(outcome: OverridableOutcome): readonly OperatorRole[] {
  return outcome === 'stopped' || outcome === 'revoked'
    ? ['supervisor', 'security-officer']
    : ['supervisor'];
}
