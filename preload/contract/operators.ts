import { z } from 'zod';
import { operatorRoleSchema, pinSchema } from '../../domain/operator.ts';
import { rights } from '../../domain/rights.ts';
import { call } from './define.ts';

export const operatorCalls = {
  /** A new PIN for oneself; the old one is asked for, and throttled as at the sign-in. */
  changePin: call({
    input: z.strictObject({ pin: pinSchema, newPin: pinSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('changed') }),
      z.strictObject({ result: z.literal('wrong-pin') }),
      z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
    ]),
    modes: ['desk'],
    access: 'operator',
  }),
  /** A new PIN for somebody who forgot theirs; ends a wait after wrong ones. `not-allowed` for oneself. */
  resetPin: call({
    input: z.strictObject({ operatorId: z.uuid(), newPin: pinSchema }),
    output: z.void(),
    modes: ['desk'],
    access: 'supervisor',
  }),
  /** Gives somebody another role. `not-allowed` for oneself. */
  changeRole: call({
    input: z.strictObject({ operatorId: z.uuid(), role: operatorRoleSchema }),
    output: z.void(),
    modes: ['desk'],
    access: rights['manage-operators'],
  }),
  /** Somebody may sign in no more; what they did keeps their name. `not-allowed` for oneself, `already-done`. */
  deactivateOperator: call({
    input: z.strictObject({ operatorId: z.uuid() }),
    output: z.void(),
    modes: ['desk'],
    access: 'supervisor',
  }),
};
