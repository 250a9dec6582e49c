import { z } from 'zod';
import { call } from './define.ts';

export const enterFromPaperInputSchema = z.strictObject({
  /** UUID made by the page for this line: the same key is written once. */
  key: z.uuid(),
  delegateId: z.uuid(),
  /** When the person came, UTC milliseconds of the event's clock. */
  at: z.int(),
  /** As typed: the whole number of a one-day badge, or its count; empty for none. */
  number: z.string().max(40),
  /** Also prints the delegate's own badge, if this is the event's first admission. */
  printBadge: z.boolean(),
});
export type EnterFromPaperInput = z.infer<typeof enterFromPaperInputSchema>;

export const enterFromPaperAnswerSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('entered'),
    admissionId: z.uuid(),
    at: z.int(),
    /** The number as written down, in full. */
    number: z.string().nullable(),
    /** A badge was sent to the printer. */
    prints: z.boolean(),
  }),
  /** Already in since then (UTC milliseconds). */
  z.strictObject({ outcome: z.literal('already-in'), at: z.int() }),
  /** The rules refuse; only an override at the desk admits. */
  z.strictObject({
    outcome: z.literal('refused'),
    why: z.enum(['pending', 'cancelled', 'revoked', 'wrong-day', 'stopped', 'other']),
  }),
  z.strictObject({ outcome: z.literal('time-not-today') }),
  z.strictObject({ outcome: z.literal('time-in-future') }),
  z.strictObject({ outcome: z.literal('number-unreadable') }),
  z.strictObject({ outcome: z.literal('number-used'), number: z.string() }),
]);
export type EnterFromPaperAnswer = z.infer<typeof enterFromPaperAnswerSchema>;

export const fromPaperCalls = {
  enterFromPaper: call({
    input: enterFromPaperInputSchema,
    output: enterFromPaperAnswerSchema,
    modes: ['desk'],
    access: 'operator',
  }),
};
