import { z } from 'zod';

/**
 * A word of the hub that something changed, and no more: the kiosk then asks as it always does. Whoever
 * misses a hint loses nothing but time.
 */
export const hintSchema = z.object({
  stream: z.enum(['roster', 'events', 'directory']),
  /** Last sequence number of the stream; 0 for the directory. */
  seq: z.int().nonnegative(),
});
export type Hint = z.infer<typeof hintSchema>;

/** Milliseconds between two signs of life on a quiet line of hints. */
export const hintHeartbeat = 15_000;
