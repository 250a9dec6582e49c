import { z } from 'zod';

/**
 * The hub's hint that something changed, and no more: the station then asks as it always does. A
 * station that misses a hint only gets the change later.
 */
export const hintSchema = z.object({
  stream: z.enum(['roster', 'events', 'photos', 'directory']),
  /** Last sequence number of the stream; 0 for the directory. */
  seq: z.int().nonnegative(),
});
export type Hint = z.infer<typeof hintSchema>;

/** Milliseconds between two heartbeats on a quiet line of hints. */
export const hintHeartbeat = 15_000;
