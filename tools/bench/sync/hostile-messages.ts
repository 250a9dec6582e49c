import { z } from 'zod';

/** The settings of a hostile station's process, as JSON in its first argument. */
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

/** Orders to the process. It sends `ready` first, and the hub's answers after `pause`. */
export const hostileOrderSchema = z.enum(['go', 'pause']);
export const hostileCountsSchema = z.record(z.string(), z.number());
