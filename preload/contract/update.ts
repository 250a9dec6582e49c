import { z } from 'zod';
import { versionSchema } from '../../domain/sync/update.ts';
import { call } from './define.ts';

const updateViewSchema = z.strictObject({
  /** False if the system's installer updates this app. */
  managed: z.boolean(),
  /** Whether a publisher's keys and an address for updates are known. */
  trusting: z.boolean(),
  /** The version that is ready to install, or null. */
  waiting: versionSchema.nullable(),
  /** Percentage of an update that is downloaded; null while there is none. */
  percent: z.int().min(0).max(100).nullable(),
  /** Why the last check failed. */
  problem: z
    .enum([
      'wrong-signature',
      'went-back',
      'too-old',
      'wrong-hash',
      'needs-step',
      'not-reachable',
      'no-space',
      'cannot-unpack',
      'test-build',
    ])
    .nullable(),
  /** Whether the waiting update is installed automatically tonight. */
  tonight: z.boolean(),
  /** What prevents an installation now. */
  blockers: z.array(z.enum(['opening-hours', 'printing'])),
  last: z
    .strictObject({ version: versionSchema, result: z.enum(['installed', 'rolled-back']) })
    .nullable(),
});
export type UpdateView = z.infer<typeof updateViewSchema>;

const desk = ['desk'] as const;

export const updateCalls = {
  getUpdates: call({
    input: z.void(),
    output: updateViewSchema,
    modes: desk,
    access: 'operator',
  }),
  /** Checks for an update now. */
  lookForUpdate: call({
    input: z.void(),
    output: updateViewSchema,
    modes: desk,
    access: 'supervisor',
  }),
  planUpdate: call({
    input: z.strictObject({ tonight: z.boolean() }),
    output: z.void(),
    modes: desk,
    access: 'supervisor',
  }),
  /** Restarts the app with the update; `update-not-now` in opening hours and while badges print. */
  installUpdate: call({ input: z.void(), output: z.void(), modes: desk, access: 'supervisor' }),
};
