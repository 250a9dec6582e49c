import { z } from 'zod';
import { eventFileSchema } from '../../../domain/event/event-file.ts';
import type { ErrorCode } from '../../../preload/contract/base.ts';
import type { LongReads } from '../long-reads.ts';

/** What the thread gets at its start. */
export const readingThreadDataSchema = z.strictObject({
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
export type ReadingThreadData = z.infer<typeof readingThreadDataSchema>;

/** One of the reads with its query. */
export type ReadingCall = {
  [Name in keyof LongReads]: { name: Name; question: Parameters<LongReads[Name]>[0] };
}[keyof LongReads];

/** A request to the thread. */
export type ReadingRequest = ReadingCall & { id: number };

/** An answer of the thread. */
export type ReadingResponse =
  | { id: number; kind: 'done'; value: unknown }
  /** Of a read that takes long, as often as it likes. */
  | { id: number; kind: 'progress'; done: number; total: number }
  | { id: number; kind: 'failed'; code: ErrorCode; detail: string };
