import type { z } from 'zod';
import type { Call } from '../exchange/exchange.ts';

/** Calls one of the administrator's routes (path after `/v1/admin/`) and validates the answer. */
export type Ask = <Schema extends z.ZodType>(
  method: Call['method'],
  path: string,
  schema: Schema,
  body?: object,
) => Promise<z.infer<Schema>>;
