import { z } from 'zod';

/** The steps of the first start, in their order; a station goes only through those that apply to it. */
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

/** Where the event comes from; `preset` by the configuration. */
export const setUpSourceSchema = z.enum(['hub', 'file', 'preset']);
export type SetUpSource = z.infer<typeof setUpSourceSchema>;

/** Where the first start stands. */
export const setUpViewSchema = z.strictObject({
  step: setUpStepSchema,
  source: setUpSourceSchema.nullable(),
  /** The steps that this station goes through; what is preset is not asked. */
  steps: z.array(setUpStepSchema),
});
export type SetUpView = z.infer<typeof setUpViewSchema>;
