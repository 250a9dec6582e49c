import { z } from 'zod';
import type { AttendanceEvent } from '../attendance.ts';
import { incarnationSchema } from '../attendance.ts';
import { localDaySchema } from '../event-file.ts';
import { hashSchema } from '../wire/protocol.ts';

/**
 * What a `day-closed` fact says of its own chain. It names the incarnation as well: a fact that was chained anew
 * after a clone or a roll-back speaks of the chain that it left, and closes nothing in the new one.
 */
export const dayClosedPayloadSchema = z.object({
  day: localDaySchema,
  incarnation: incarnationSchema,
  /** Facts of the incarnation before this one. */
  count: z.int().nonnegative(),
  /** Hash of the last of them; the genesis hash where there is none. */
  head: hashSchema,
});
export type DayClosedPayload = z.infer<typeof dayClosedPayloadSchema>;

/** What can be found at a day's close and looked into by somebody; further admissions have a fact of their own. */
export const findingKinds = [
  /** A kiosk that is not proven; the reference is the kiosk's id. */
  'kiosk',
  /** An admission against the rules; its fact. */
  'override',
  /** A badge of which nobody knows whether it was printed; its serial. */
  'print',
  /** A kiosk whose clock was wrong; its id. */
  'clock',
  /** Facts that nobody understands or that a revoked kiosk pushed; the kiosk's id. */
  'quarantine',
  /** The account of registrations does not come out even; the day. */
  'balance',
] as const;
export const findingKindSchema = z.enum(findingKinds);
export type FindingKind = z.infer<typeof findingKindSchema>;

/** What a `finding-resolved` fact says. */
export const findingPayloadSchema = z.object({
  day: localDaySchema,
  finding: findingKindSchema,
  /** Never a person: id of a kiosk or of a fact, serial of a badge, or a day. */
  reference: z.string().min(1).max(64),
});
export type FindingPayload = z.infer<typeof findingPayloadSchema>;

/** The personal payload of a `finding-resolved` fact: free words of the desk. */
export const findingNoteSchema = z.strictObject({ note: z.string().min(1).max(500) });

/** What a `day-closed` fact says; null for another kind, or one that says nothing that makes sense. */
export function dayClosedOf(
  fact: Pick<AttendanceEvent, 'type' | 'payload'>,
): DayClosedPayload | null {
  if (fact.type !== 'day-closed') return null;
  return dayClosedPayloadSchema.safeParse(jsonOf(fact.payload)).data ?? null;
}

/** The same of a `finding-resolved` fact. */
export function findingOf(fact: Pick<AttendanceEvent, 'type' | 'payload'>): FindingPayload | null {
  if (fact.type !== 'finding-resolved') return null;
  return findingPayloadSchema.safeParse(jsonOf(fact.payload)).data ?? null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
