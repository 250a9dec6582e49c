import { z } from 'zod';
import { printerModelSchema } from '../../domain/printer-models.ts';
import { call } from './define.ts';

export const printerModelCalls = {
  /** The models that a new printer can be set up from, and what is wrong with the configured file (path and field). */
  getPrinterModels: call({
    input: z.void(),
    output: z.strictObject({
      models: z.array(printerModelSchema),
      problem: z.string().nullable(),
    }),
    modes: ['desk'],
    access: 'operator',
  }),
};
