import { z } from 'zod';

/** The settings of a benchmark hub's process, as JSON in its first argument. */
export const hubChildStartSchema = z.object({
  sqlitePath: z.string(),
  /** Null for SQLite. */
  postgresUrl: z.string().nullable(),
  adminToken: z.string(),
});
export type HubChildStart = z.infer<typeof hubChildStartSchema>;

/** Sent when it listens. */
export const hubChildReadySchema = z.object({
  url: z.string(),
  fingerprint: z.string(),
  authority: z.string(),
  /** Address at which the same process parses requests as JSON and does nothing else. */
  bareUrl: z.string(),
});
export type HubChildReady = z.infer<typeof hubChildReadySchema>;

/** The question for its use of resources, and the answer: milliseconds of processor time. */
export const usageQuestion = 'usage';
export const hubUsageSchema = z.object({ cpu: z.number() });
export type HubUsage = z.infer<typeof hubUsageSchema>;
