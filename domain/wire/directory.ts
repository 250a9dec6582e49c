import { z } from 'zod';
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

/** What changes seldom and everybody should know: who else there is, and whom to stop. */
export const directorySchema = z.object({
  version: z.string(),
  kiosks: z.array(directoryKioskSchema),
  operators: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** Null while the hub has never issued one. */
  stopList: signedStopListSchema.nullable(),
});
export type Directory = z.infer<typeof directorySchema>;
