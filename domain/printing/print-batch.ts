import { z } from 'zod';
import { maxPeopleChosen } from '../base/bounds.ts';

/** The people whose badges a batch prints ahead. */
export const batchScopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delegation'), delegation: z.string().min(1).max(40) }),
  z.strictObject({ kind: z.literal('roster') }),
  z.strictObject({
    kind: z.literal('selection'),
    delegateIds: z.array(z.uuid()).min(1).max(maxPeopleChosen),
  }),
]);
export type BatchScope = z.infer<typeof batchScopeSchema>;

/** `finished`: no job of it waits or needs an answer any more. */
export const batchStateSchema = z.enum(['running', 'paused', 'cancelled', 'finished']);

export const leftOutReasonSchema = z.enum([
  'has-badge',
  'pending',
  'cancelled',
  'revoked',
  'stopped',
]);
export type LeftOutReason = z.infer<typeof leftOutReasonSchema>;
