import { z } from 'zod';
import { eventFileSchema } from '../../../domain/event/event-file.ts';

/** The first message to the process: what it reads. */
export const readingStartSchema = z.strictObject({
  location: z.strictObject({
    path: z.string(),
    key: z.instanceof(Uint8Array),
    nativeBinding: z.string().optional(),
  }),
  event: eventFileSchema,
  station: z.uuid(),
  stationName: z.string(),
  training: z.boolean(),
  /** The station's raw Ed25519 public key, base64. */
  publicKey: z.string(),
});
export type ReadingStart = z.infer<typeof readingStartSchema>;
