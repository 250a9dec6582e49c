import { z } from 'zod';
import { call } from './define.ts';

/** What a support bundle would hold. */
export const bundlePreviewSchema = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), bytes: z.int().nonnegative() })),
});
export type BundlePreview = z.infer<typeof bundlePreviewSchema>;

export const supportCalls = {
  /** Lists what would be in the file, before anybody saves it. */
  previewSupportBundle: call({
    input: z.void(),
    output: bundlePreviewSchema,
    modes: ['desk'],
    access: 'supervisor',
  }),
  /** Saves it where the dialog says; false if the person closed that. */
  saveSupportBundle: call({
    input: z.void(),
    output: z.boolean(),
    modes: ['desk'],
    access: 'supervisor',
  }),
};
