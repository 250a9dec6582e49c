import { z } from 'zod';
import { maxKseq } from '../base/bounds.ts';
import { jsonOf } from '../base/json.ts';
import { hashSchema } from '../base/protocol.ts';
import { localDaySchema } from '../event/event-file.ts';
import type { AttendanceEvent } from '../ledger/attendance.ts';
import { incarnationSchema } from '../ledger/attendance.ts';
import type { CountedFact } from '../ledger/counted-fact.ts';
import type { DayReport } from './report.ts';

/**
 * The payload of a `day-closed` fact about its own chain. It names the incarnation too. A fact
 * chained again after a clone or a roll-back refers to the chain that it left, and so closes
 * nothing in the new one.
 */
export const dayClosedPayloadSchema = z.object({
  day: localDaySchema,
  incarnation: incarnationSchema,
  /** Number of facts of the incarnation before this one. */
  count: z.int().nonnegative().max(maxKseq),
  /** Hash of the last of them; the genesis hash if there is none. */
  head: hashSchema,
});
export type DayClosedPayload = z.infer<typeof dayClosedPayloadSchema>;

/**
 * Findings of a day's close that an operator resolves with a note. Further admissions have their
 * own kind of fact.
 */
export const findingKinds = [
  /** A station whose records are not proven; the reference is its id. */
  'station',
  /** An admission against the rules; the reference is the id of its fact. */
  'override',
  /** A badge that may or may not have been printed; the reference is its serial. */
  'print',
  /** A station whose clock was wrong; the reference is its id. */
  'clock',
  /**
   * Facts that no machine understands or that a revoked station pushed; the reference is the
   * station's id.
   */
  'quarantine',
  /** The registrations do not balance; the reference is the day. */
  'balance',
] as const;
export const findingKindSchema = z.enum(findingKinds);
export type FindingKind = z.infer<typeof findingKindSchema>;

export const findingPayloadSchema = z.object({
  day: localDaySchema,
  finding: findingKindSchema,
  /** Never identifies a person: id of a station or a fact, serial of a badge, or a day. */
  reference: z.string().min(1).max(64),
});
export type FindingPayload = z.infer<typeof findingPayloadSchema>;

/** The personal payload of a `finding-resolved` fact. The note is the operator's free text. */
export const findingNoteSchema = z.strictObject({ note: z.string().min(1).max(500) });

/** Reads the payload of a `day-closed` fact; null for another kind or an unreadable payload. */
export function dayClosedOf(
  fact: Pick<AttendanceEvent, 'type' | 'payload'>,
): DayClosedPayload | null {
  if (fact.type !== 'day-closed') return null;
  return dayClosedPayloadSchema.safeParse(jsonOf(fact.payload)).data ?? null;
}

/**
 * Reads the payload of a `finding-resolved` fact; null for another kind or an unreadable payload.
 */
export function findingOf(fact: Pick<AttendanceEvent, 'type' | 'payload'>): FindingPayload | null {
  if (fact.type !== 'finding-resolved') return null;
  return findingPayloadSchema.safeParse(jsonOf(fact.payload)).data ?? null;
}

/** A fact with its place in the order in which this machine received facts. */
export interface PlacedFact {
  fact: CountedFact;
  seq: number;
}

/**
 * Counts the facts that reopen a day because they came after its last report. These are facts of
 * the day, facts about one of its facts, findings of its close, and the close of a station that was
 * not proven.
 *
 * @param last the report, the place of the last fact that it covers, and the facts that are
 * disregarded now, each with the place of the order. A disregarded fact of the day reopens it too
 * if the report counted it.
 */
export function countLate(
  facts: readonly PlacedFact[],
  last: {
    report: Pick<DayReport, 'day' | 'stations'>;
    seq: number;
    disregarded?: readonly PlacedFact[];
  },
): number {
  const { day, stations } = last.report;
  const later = [...facts, ...(last.disregarded ?? [])].filter(({ seq }) => seq > last.seq);
  if (later.length === 0) return 0;
  const doubtful = stations.filter(({ verdict }) => verdict !== 'proven');
  const notProven = new Set(doubtful.map(({ station }) => station));
  const ofDay = new Set(
    facts.filter(({ fact }) => fact.localDay === day).map(({ fact }) => fact.id),
  );
  return later.filter(({ fact }) => {
    const closed = dayClosedOf(fact);
    if (closed !== null) return closed.day >= day && notProven.has(fact.station);
    if (fact.localDay === day || findingOf(fact)?.day === day) return true;
    return fact.targetId !== null && ofDay.has(fact.targetId);
  }).length;
}
