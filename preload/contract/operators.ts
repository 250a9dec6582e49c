import { z } from 'zod';
import {
  operatorRoleSchema,
  operatorSchema,
  pinSchema,
  rights,
} from '../../domain/operators/rights.ts';
import { deskCall, nothing } from './base.ts';

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
  changePin: deskCall(
    'operator',
    z.strictObject({ pin: pinSchema, newPin: pinSchema }),
    z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('changed') }),
      z.strictObject({ result: z.literal('wrong-pin') }),
      z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
    ]),
  ),
  /**
   * Sets a new PIN for an operator who forgot it, and ends the operator's wait. `not-allowed` for
   * oneself.
   */
  resetPin: deskCall(
    'supervisor',
    z.strictObject({ operatorId: z.uuid(), newPin: pinSchema }),
    operatorSchema,
  ),
  /** `not-allowed` for oneself. */
  changeRole: deskCall(
    rights['manage-operators'],
    z.strictObject({ operatorId: z.uuid(), role: operatorRoleSchema }),
    operatorSchema,
  ),
  /** Deactivates an operator. Records keep the name. `not-allowed` for oneself, `already-done`. */
  deactivateOperator: deskCall(
    'supervisor',
    z.strictObject({ operatorId: z.uuid() }),
    operatorSchema,
  ),
  /**
   * Ids of operators for whom only one person vouches. They cannot be the second person for that
   * one.
   */
  listUnvouched: deskCall('operator', nothing, z.array(z.uuid())),
  /**
   * Two supervisors vouch for an operator. `not-allowed` for oneself and for the person who chose
   * the PIN.
   */
  vouchForOperator: deskCall(
    rights['manage-operators'],
    z.strictObject({ operatorId: z.uuid(), pin: pinSchema }),
    z.discriminatedUnion('result', [
      z.strictObject({
        result: z.literal('done'),
        operator: operatorSchema,
        approver: z.string(),
      }),
      ...secondPinRefusals,
    ]),
  ),
};
