import { z } from 'zod';
import { call } from './define.ts';

/** The contents of a support bundle. */
export const bundlePreviewSchema = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int().nonnegative() })),
});
export type BundlePreview = z.infer<typeof bundlePreviewSchema>;

export const supportCalls = {
  /** Lists the contents of the file before it is saved. */
  previewSupportBundle: call({
    input: z.void(),
    output: bundlePreviewSchema,
    modes: ['desk'],
    access: 'supervisor',
  }),
  /** Saves it where the dialog says; false if the dialog was closed. */
  saveSupportBundle: call({
    input: z.void(),
    output: z.boolean(),
    modes: ['desk'],
    access: 'supervisor',
  }),
};
