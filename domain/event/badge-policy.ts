import { z } from 'zod';

/**
 * What a checkpoint does with a genuine badge that is not the one to pass with. `ask`: amber, the
 * steward looks at the photo and decides; `refuse`: red.
 */
export const badgePolicySchema = z.strictObject({
  /** Replaced by a newer one, or of a check-in that was undone. */
  stale: z.enum(['refuse', 'ask']).default('refuse'),
  /** Given back, and not handed out again since. */
  returned: z.enum(['refuse', 'ask']).default('ask'),
  /** Its issue has not reached this station, which cannot check whether the code is genuine. */
  unheard: z.enum(['refuse', 'ask']).default('ask'),
});
export type BadgePolicy = z.infer<typeof badgePolicySchema>;
