import { z } from 'zod';
import { call } from './define.ts';

export const trainingCalls = {
  /**
   * Starts the station anew with its training data, or with its real ones. Throws `training-fixed` where the
   * configuration decides, `training-while-hosting` where other stations would lose their hub.
   */
  switchTraining: call({
    input: z.strictObject({ on: z.boolean() }),
    output: z.void(),
    modes: ['desk'],
    access: 'supervisor',
  }),
};
