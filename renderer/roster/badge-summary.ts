import type { z } from 'zod';
import type { badgeSummarySchema } from '../../preload/contract/roster.ts';

/** One badge of a delegate, as the desk's screens show it. */
export type BadgeSummary = z.infer<typeof badgeSummarySchema>;
