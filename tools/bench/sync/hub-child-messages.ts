import { z } from 'zod';

/** What the process of a benchmark's hub is told, as JSON in its first argument. */
export const hubChildStartSchema = z.object({
  sqlitePath: z.string(),
  /** Null takes SQLite. */
  postgresUrl: z.string().nullable(),
  adminToken: z.string(),
  /** Whether stations have the quotas that they have at a venue. */
  quotas: z.boolean(),
});
export type HubChildStart = z.infer<typeof hubChildStartSchema>;

/** What it says once it listens. */
export const hubChildReadySchema = z.object({
  url: z.string(),
  pin: z.string(),
  authority: z.string(),
});
export type HubChildReady = z.infer<typeof hubChildReadySchema>;

/** What it is asked for its memory, and what it answers: resident bytes. */
export const memoryQuestion = 'memory';
export const hubChildMemorySchema = z.object({ rss: z.number() });
