import { z } from 'zod';
import { maxKseq } from '../base/bounds.ts';
import { hashSchema, isStorable, maxEventBody, momentSchema } from '../base/protocol.ts';
import { kseqSchema, placeIncarnationSchema } from '../ledger/attendance.ts';
import { parseHlc } from '../ledger/hlc.ts';

/** A personal payload beside its event, and the salt of its commitment (base64, 32 bytes). */
export const personalSchema = z.object({
  salt: z.base64().length(44),
  payload: z.string().max(maxEventBody),
});
export type Personal = z.infer<typeof personalSchema>;

/**
 * One fact on the wire. `body` is the canonical JSON of every field but `hash`, as text. So a
 * machine that does not know the fact's form can still check the chain (SHA-256 of previous hash
 * and body), and passes on fields of newer versions.
 */
export const wireEventSchema = z.object({
  kseq: kseqSchema,
  hash: hashSchema,
  body: z.string().min(2).max(maxEventBody).refine(isStorable),
  personal: personalSchema.nullable(),
  /**
   * Its author's signature of this head (`domain/ledger/signed-head.ts`). Null: a later one covers
   * it.
   */
  signature: z.base64().length(88).nullable().default(null),
  /**
   * For a signed head: when the first hub had it, with that hub's signature
   * (`domain/ledger/signed-head.ts`).
   */
  receipt: z
    .object({ received: momentSchema, signature: z.base64().length(88) })
    .nullable()
    .default(null),
});
export type WireEvent = z.infer<typeof wireEventSchema>;

/** A fact as the hub sends it on. `body` is its content, the other fields give its place. */
export const streamedEventSchema = wireEventSchema.extend({
  seq: z.int().positive(),
  station: z.uuid(),
  incarnation: placeIncarnationSchema,
  /** False in the hub's quarantine: the fact keeps its place in the chain but has no effect. */
  counts: z.boolean(),
  /** Its clock in the order of facts (`domain/ledger/hlc.ts`); null for a fact without effect. */
  effective: z
    .string()
    .refine((hlc) => parseHlc(hlc) !== null)
    .nullable(),
});
export type StreamedEvent = z.infer<typeof streamedEventSchema>;

/** One life of an installation, and how much of its chain is held. */
export const chainHeadSchema = z.object({
  station: z.uuid(),
  incarnation: placeIncarnationSchema,
  lastKseq: z.int().nonnegative().max(maxKseq),
  hash: hashSchema,
});
export type ChainHead = z.infer<typeof chainHeadSchema>;
