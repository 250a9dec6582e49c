import { z } from 'zod';
import { signedPurgeOrderSchema } from '../purge/order.ts';
import { retentionRuleSchema } from '../purge/retention.ts';
import { kioskModeSchema } from './protocol.ts';
import { signedStopListSchema } from './stop-list.ts';

/** A kiosk as every kiosk may know it. The public key lets any desk take over as hub without new enrolments. */
export const directoryKioskSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  mode: kioskModeSchema,
  /** Raw Ed25519 public key, base64. */
  publicKey: z.base64(),
  state: z.enum(['enrolled', 'revoked', 'replaced']),
  /** UTC milliseconds, or null before the first contact. */
  lastSeen: z.int().nullable(),
});
export type DirectoryKiosk = z.infer<typeof directoryKioskSchema>;

/** What changes seldom and everybody should know: who else there is, whom to stop, what to delete. */
export const directorySchema = z.object({
  version: z.string(),
  kiosks: z.array(directoryKioskSchema),
  operators: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** Null while the hub has never issued one. */
  stopList: signedStopListSchema.nullable(),
  /** How long personal data is kept, and what is to be purged; not there at hubs of an earlier version. */
  privacy: z
    .object({
      rule: retentionRuleSchema,
      /** Each signed by the hub; the oldest first. */
      purges: z.array(signedPurgeOrderSchema).max(1_000),
    })
    .exactOptional(),
});
export type Directory = z.infer<typeof directorySchema>;
