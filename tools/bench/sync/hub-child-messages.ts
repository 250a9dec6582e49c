import { z } from 'zod';
import { hubTlsSchema } from '../../../hub/tls/hub-tls-schema.ts';

/** What the process of a benchmark's hub is told, as JSON in its first argument. */
export const hubChildStartSchema = z.object({
  sqlitePath: z.string(),
  /** Null takes SQLite. */
  postgresUrl: z.string().nullable(),
  adminToken: z.string(),
  /** Whether stations have the quotas that they have at a venue. */
  quotas: z.boolean(),
  /** Of a hub with several processes; null makes one. */
  tls: hubTlsSchema.nullable(),
});
export type HubChildStart = z.infer<typeof hubChildStartSchema>;

/** What it says once it listens. */
export const hubChildReadySchema = z.object({
  url: z.string(),
  pin: z.string(),
  authority: z.string(),
  /** Address at which the same process reads requests as JSON and does nothing else. */
  bareUrl: z.string(),
});
export type HubChildReady = z.infer<typeof hubChildReadySchema>;

/** What it is asked for what it uses, and what it answers: resident bytes, milliseconds of processor time. */
export const usageQuestion = 'usage';
export const hubUsageSchema = z.object({ rss: z.number(), cpu: z.number() });
export type HubUsage = z.infer<typeof hubUsageSchema>;
