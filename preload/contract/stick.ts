import { z } from 'zod';
import { pinSchema } from '../../domain/operators/operator.ts';
import { stickAnswerSchema } from '../../domain/sync/stick.ts';
import { call } from './define.ts';

/** What was written, and where. */
const writtenSchema = z.strictObject({
  /** Name of the file without its folder. */
  name: z.string(),
  facts: z.int().nonnegative(),
});
export type WrittenStick = z.infer<typeof writtenSchema>;

const lockedAnswerSchema = z.discriminatedUnion('result', [
  writtenSchema.extend({ result: z.literal('written') }),
  /** The person closed the system's dialog. */
  z.strictObject({ result: z.literal('closed') }),
  z.strictObject({ result: z.literal('wrong-pin') }),
  /** Throttled: the next attempt is possible after this many milliseconds. */
  z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
]);

export const stickCalls = {
  /** Asks where to, and writes this station's facts for its hub; null if the dialog was closed. */
  writeStick: call({
    input: z.void(),
    output: writtenSchema.nullable(),
    modes: ['desk'],
    access: 'supervisor',
  }),
  /** The same at a kiosk or a door, where nobody is signed in: a supervisor's PIN opens it. */
  writeStickByPin: call({
    input: z.strictObject({ pin: pinSchema }),
    output: lockedAnswerSchema,
    modes: ['kiosk', 'door'],
    access: 'anyone',
  }),
  /** Asks which file, and imports it at the hub; null if the operator closed the dialog. */
  importStick: call({
    input: z.void(),
    output: stickAnswerSchema.nullable(),
    modes: ['desk'],
    access: 'operator',
  }),
};
