import type { z } from 'zod';
import type { Call } from '../exchange/exchange.ts';

/** Asks one of the administrator's routes (its path after `/v1/admin/`), and reads the answer by its schema. */
export type Ask = <Schema extends z.ZodType>(
  method: Call['method'],
  path: string,
  schema: Schema,
  body?: object,
) => Promise<z.infer<Schema>>;
