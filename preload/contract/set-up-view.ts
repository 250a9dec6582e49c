import { z } from 'zod';

/** The steps of the first start, in order; a station has only those that apply to it. */
export const setUpStepSchema = z.enum([
  'begin',
  'station',
  'event',
  'supervisor',
  'list',
  'place',
  'printer',
  'devices',
  'ready',
]);
export type SetUpStep = z.infer<typeof setUpStepSchema>;

/** Where the event comes from; `preset`: from the configuration. */
export const setUpSourceSchema = z.enum(['hub', 'file', 'preset']);
export type SetUpSource = z.infer<typeof setUpSourceSchema>;

/** The progress of the first start. */
export const setUpViewSchema = z.strictObject({
  step: setUpStepSchema,
  source: setUpSourceSchema.nullable(),
  /** The steps of this station; preset values are not asked. */
  steps: z.array(setUpStepSchema),
});
export type SetUpView = z.infer<typeof setUpViewSchema>;
