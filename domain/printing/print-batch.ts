import { z } from 'zod';
import { rosterScopeSchema, selectionScopeSchema } from '../base/people-scope.ts';

/** The people whose badges a batch prints ahead. */
export const batchScopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delegation'), delegation: z.string().min(1).max(40) }),
  rosterScopeSchema,
  selectionScopeSchema,
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
