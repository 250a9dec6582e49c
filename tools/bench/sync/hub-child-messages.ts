import { z } from 'zod';

/** What the process of a benchmark's hub is told, as JSON in its first argument. */
export const hubChildStartSchema = z.object({
  sqlitePath: z.string(),
  /** Null takes SQLite. */
  postgresUrl: z.string().nullable(),
  adminToken: z.string(),
});
export type HubChildStart = z.infer<typeof hubChildStartSchema>;

/** What it says once it listens. */
export const hubChildReadySchema = z.object({
  url: z.string(),
  pin: z.string(),
  authority: z.string(),
});
export type HubChildReady = z.infer<typeof hubChildReadySchema>;
