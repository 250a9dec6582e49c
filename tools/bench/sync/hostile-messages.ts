import { z } from 'zod';

/** What the process of a hostile station is told, as JSON in its first argument. */
export const hostileStartSchema = z.object({
  url: z.string(),
  authority: z.string(),
  token: z.string(),
  station: z.string(),
  epoch: z.string(),
  /** PKCS #8 DER, base64. */
  privateKey: z.string(),
});
export type HostileStart = z.infer<typeof hostileStartSchema>;

/** What it is told to do; it says `ready` first, and what the hub answered after `pause`. */
export const hostileOrderSchema = z.enum(['go', 'pause']);
export const hostileCountsSchema = z.record(z.string(), z.number());
