import { z } from 'zod';
import {
  operatorRoleSchema,
  operatorSchema,
  pinSchema,
  rights,
} from '../../domain/operators/rights.ts';
import { call, none, noted, nothing } from './base.ts';

/** The result of a supervisor's PIN at a station where no one is signed in. */
export const leaveAnswerSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('approved'), operator: operatorSchema }),
  z.strictObject({ result: z.literal('wrong-pin') }),
  /** Throttled: the next attempt is possible after this many milliseconds. */
  z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
]);
export type LeaveAnswer = z.infer<typeof leaveAnswerSchema>;

/** The result of a PIN that a second person typed while an operator is signed in. */
export const secondPinRefusals = [
  z.strictObject({ result: z.literal('wrong-pin') }),
  /** The PIN of the person who asks. No one approves their own request. */
  z.strictObject({ result: z.literal('same-person') }),
  /**
   * One of the two was created, or given a PIN, by the other alone, and no third person vouched.
   */
  z.strictObject({ result: z.literal('not-independent') }),
  /** Throttled: the next attempt is possible after this many milliseconds. */
  z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
] as const;

export const operatorCalls = {
  /** Changes one's own PIN. Requires the old one, with the same waits as the sign-in. */
  changePin: call({
    access: 'operator',
    input: z.strictObject({ pin: pinSchema, newPin: pinSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('changed') }),
      z.strictObject({ result: z.literal('wrong-pin') }),
      z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
    ]),
    activity: (_input, { result }) =>
      result === 'changed' ? noted('settings', 'own PIN changed') : null,
  }),
  /**
   * Sets a new PIN for an operator who forgot it, and ends the operator's wait. `not-allowed` for
   * oneself.
   */
  resetPin: call({
    access: 'supervisor',
    input: z.strictObject({ operatorId: z.uuid(), newPin: pinSchema }),
    output: operatorSchema,
    activity: (_input, { name }) => noted('settings', `operator ${name}: PIN reset`),
  }),
  /** `not-allowed` for oneself. */
  changeRole: call({
    access: rights['manage-operators'],
    input: z.strictObject({ operatorId: z.uuid(), role: operatorRoleSchema }),
    output: operatorSchema,
    activity: (_input, { name, role }) => noted('settings', `operator ${name}: role ${role}`),
  }),
  /** Deactivates an operator. Records keep the name. `not-allowed` for oneself, `already-done`. */
  deactivateOperator: call({
    access: 'supervisor',
    input: z.strictObject({ operatorId: z.uuid() }),
    output: operatorSchema,
    activity: (_input, { name }) => noted('settings', `operator ${name}: deactivated`),
  }),
  /**
   * Ids of operators for whom only one person vouches. They cannot be the second person for that
   * one.
   */
  listUnvouched: call({
    access: 'operator',
    input: nothing,
    output: z.array(z.uuid()),
    activity: none,
  }),
  /**
   * Two supervisors vouch for an operator. `not-allowed` for oneself and for the person who chose
   * the PIN.
   */
  vouchForOperator: call({
    access: rights['manage-operators'],
    input: z.strictObject({ operatorId: z.uuid(), pin: pinSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({
        result: z.literal('done'),
        operator: operatorSchema,
        approver: z.string(),
      }),
      ...secondPinRefusals,
    ]),
    activity: (_input, value) =>
      value.result === 'done'
        ? noted('settings', `operator ${value.operator.name}: vouched for, with ${value.approver}`)
        : null,
  }),
};
