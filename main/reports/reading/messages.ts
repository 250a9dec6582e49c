import { z } from 'zod';
import { eventFileSchema } from '../../../domain/event/event-file.ts';
import type { ErrorCode } from '../../../preload/contract/base.ts';
import type { LongReads } from '../long-reads.ts';

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

export type ReadingCall = {
  [Name in keyof LongReads]: { name: Name; question: Parameters<LongReads[Name]>[0] };
}[keyof LongReads];

export type ReadingRequest = ReadingCall & { id: number };

export type ReadingResponse =
  | { id: number; kind: 'done'; value: unknown }
  /**
   * The next piece of a text, before a `done` with an empty one: a long text at once would hold up
   * the station.
   */
  | { id: number; kind: 'piece'; text: string }
  /** From a long read, any number of times. */
  | { id: number; kind: 'progress'; done: number; total: number }
  | { id: number; kind: 'failed'; code: ErrorCode; detail: string };
