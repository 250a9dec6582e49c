import { z } from 'zod';

/**
 * UTC milliseconds since 1970, within the range of a date (ECMA-262, 21.4.1.1). Beyond that every
 * formatter of dates throws: one fact with such a time would break each page and report that shows
 * it.
 */
export const momentSchema = z.int().min(-8.64e15).max(8.64e15);
