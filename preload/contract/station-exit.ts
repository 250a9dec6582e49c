import { z } from 'zod';
import { operatorSchema, pinSchema } from '../../domain/operators/operator.ts';
import { call } from './define.ts';

export const leaveAnswerSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('approved'), operator: operatorSchema }),
  z.strictObject({ result: z.literal('wrong-pin') }),
  /** Throttled: the next attempt is possible after this many milliseconds. */
  z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
]);
export type LeaveAnswer = z.infer<typeof leaveAnswerSchema>;

export const stationExitCalls = {
  /**
   * The only exit of a kiosk or a door. `ask` checks the PIN and does nothing else; `settings`
   * starts the station as a desk once; `leave` ends the app.
   */
  leaveStation: call({
    input: z.strictObject({ pin: pinSchema, to: z.enum(['ask', 'settings', 'leave']) }),
    output: leaveAnswerSchema,
    modes: ['kiosk', 'door'],
    access: 'anyone',
  }),
};
