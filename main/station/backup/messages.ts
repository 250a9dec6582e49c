import { z } from 'zod';
import type { StoreErrorCode } from '../../../db/base/types.ts';
import type { CopyResult } from './make-copy.ts';

export const copyRequestSchema = z.strictObject({
  path: z.string(),
  key: z.instanceof(Uint8Array),
  nativeBinding: z.string().optional(),
  stationNumber: z.string().length(8),
  folder: z.string(),
  second: z
    .union([z.strictObject({ id: z.uuid(), path: z.string() }), z.literal('away')])
    .nullable(),
  reserve: z.int().nonnegative(),
  now: z.int(),
});
export type CopyRequest = z.infer<typeof copyRequestSchema>;

export type CopyAnswer = ({ ok: true } & CopyResult) | { ok: false; code: StoreErrorCode };

/** What backup/worker answers. */
export interface CopyService {
  copy(): Promise<CopyAnswer>;
}
