import { z } from 'zod';
import { overrideRequestSchema } from '../../domain/check-in/override.ts';
import { pinSchema } from '../../domain/operators/operator.ts';
import { checkInAnswerSchema } from './check-in.ts';
import { call } from './define.ts';

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

export const overrideAnswerSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('granted'), answer: checkInAnswerSchema }),
  /** The rules have changed the result by now; nothing was written. */
  z.strictObject({ result: z.literal('changed'), outcome: z.string() }),
  ...secondPinRefusals,
]);
export type OverrideAnswer = z.infer<typeof overrideAnswerSchema>;

export const overrideCalls = {
  /** Admits a person against the rules, with a reason and the PIN of a second person. */
  overrideRefusal: call({
    input: overrideRequestSchema.extend({ pin: pinSchema }),
    output: overrideAnswerSchema,
    modes: ['desk'],
    access: 'operator',
  }),
};
