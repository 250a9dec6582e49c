import { z } from 'zod';
import { operatorRoleSchema, operatorSchema, pinSchema } from '../../domain/operators/operator.ts';
import { rights } from '../../domain/operators/rights.ts';
import { call } from './base.ts';

/** The result of a supervisor's PIN at a station where nobody is signed in. */
export const leaveAnswerSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('approved'), operator: operatorSchema }),
  z.strictObject({ result: z.literal('wrong-pin') }),
  /** Throttled: the next attempt is possible after this many milliseconds. */
  z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
]);
export type LeaveAnswer = z.infer<typeof leaveAnswerSchema>;

/** The result of a PIN that a second person typed beside the operator signed in. */
export const secondPinRefusals = [
  z.strictObject({ result: z.literal('wrong-pin') }),
  /** The PIN of the person who asks: nobody approves their own request. */
  z.strictObject({ result: z.literal('same-person') }),
  /** One of the two was added, or given a PIN, by the other alone: no third person vouched. */
  z.strictObject({ result: z.literal('not-independent') }),
  /** Throttled: the next attempt is possible after this many milliseconds. */
  z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
] as const;

export const operatorCalls = {
  /** Sets one's own new PIN; requires the old one, with the waits of the sign-in. */
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
  /** A new PIN for an operator who forgot it; ends their wait. `not-allowed` for oneself. */
  resetPin: call({
    input: z.strictObject({ operatorId: z.uuid(), newPin: pinSchema }),
    output: operatorSchema,
    modes: ['desk'],
    access: 'supervisor',
  }),
  /** Gives an operator another role. `not-allowed` for oneself. */
  changeRole: call({
    input: z.strictObject({ operatorId: z.uuid(), role: operatorRoleSchema }),
    output: operatorSchema,
    modes: ['desk'],
    access: rights['manage-operators'],
  }),
  /** Deactivates an operator; records keep the name. `not-allowed` for oneself, `already-done`. */
  deactivateOperator: call({
    input: z.strictObject({ operatorId: z.uuid() }),
    output: operatorSchema,
    modes: ['desk'],
    access: 'supervisor',
  }),
  /** Ids of operators with only one person vouching for them: no second person for that one. */
  listUnvouched: call({
    input: z.void(),
    output: z.array(z.uuid()),
    modes: ['desk'],
    access: 'operator',
  }),
  /** Two supervisors vouch for an operator. `not-allowed` for oneself and for the PIN's owner. */
  vouchForOperator: call({
    input: z.strictObject({ operatorId: z.uuid(), pin: pinSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({
        result: z.literal('done'),
        operator: operatorSchema,
        approver: z.string(),
      }),
      ...secondPinRefusals,
    ]),
    modes: ['desk'],
    access: rights['manage-operators'],
  }),
};
