import { z } from 'zod';
import { linkStateSchema, listAgesSchema } from '../../domain/sync/sync-status.ts';
import { allModes, call, none, nothing } from './base.ts';

const hostViewSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({ state: z.literal('running'), url: z.string(), fingerprint: z.string() }),
  /** It failed to start; `detail` names the port, file or the like. */
  z.strictObject({ state: z.literal('failed'), detail: z.string() }),
]);

export const syncViewSchema = z.strictObject({
  /** Null if this station has no hub. */
  link: z
    .strictObject({
      hubName: z.string(),
      url: z.string(),
      state: linkStateSchema,
      lists: listAgesSchema,
      /** Correction of a clock that is off by more than a minute, milliseconds. */
      clockOff: z.int().nullable(),
      /** The same correction, if a supervisor must confirm it before anyone is admitted. */
      clockToConfirm: z.int().nullable(),
    })
    .nullable(),
  /** Null unless this desk hosts the hub. */
  host: hostViewSchema.nullable(),
  /** Without a hub: whether this station exchanges sticks with those of its package. */
  hasPeers: z.boolean(),
  /** Number of duplicate admissions that no one has resolved yet. */
  openDuplicates: z.int().nonnegative(),
  /** This station's clock, UTC milliseconds. Ages are counted from it. */
  now: z.int(),
});
export type SyncView = z.infer<typeof syncViewSchema>;

/** Every page calls this as it starts. Everything else about the hub is loaded later. */
export const syncViewCalls = {
  getSync: call({
    modes: allModes,
    access: 'anyone',
    input: nothing,
    output: syncViewSchema,
    activity: none,
  }),
};
