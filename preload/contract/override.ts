import { z } from 'zod';
import { pinSchema } from '../../domain/operator.ts';
import { overrideRequestSchema } from '../../domain/override.ts';
import { checkInAnswerSchema } from './check-in.ts';
import { call } from './define.ts';

/** What became of a PIN that somebody typed beside the one who is signed in. */
export const secondPinRefusals = [
  z.strictObject({ result: z.literal('wrong-pin') }),
  /** The PIN of the person who asks: who requests does not approve. */
  z.strictObject({ result: z.literal('same-person') }),
  /** One of the two was made, or given a PIN, by the other alone: nobody else vouched. */
  z.strictObject({ result: z.literal('not-independent') }),
  /** Throttled: the next attempt is possible after so many milliseconds. */
  z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
] as const;

export const overrideAnswerSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('granted'), answer: checkInAnswerSchema }),
  /** The rules say something else by now; nothing was written. */
  z.strictObject({ result: z.literal('changed'), outcome: z.string() }),
  ...secondPinRefusals,
]);
export type OverrideAnswer = z.infer<typeof overrideAnswerSchema>;

export const overrideCalls = {
  /** Admits somebody whom the rules refuse, with a reason and the PIN of a second person. */
  overrideRefusal: call({
    input: overrideRequestSchema.extend({ pin: pinSchema }),
    output: overrideAnswerSchema,
    modes: ['desk'],
    access: 'operator',
  }),
};
