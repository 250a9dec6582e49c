import { z } from 'zod';
import { jsonOf } from '../base/json.ts';
import { type AttendanceEvent, kseqSchema, placeIncarnationSchema } from './attendance.ts';
import { compareFacts, type FactOrder } from './attendance-fold.ts';
import { type Caused, lastWords } from './cause.ts';
import { authoredIncarnation, isBranch, isHubAuthor } from './chain.ts';

/**
 * What two hub administrators ordered about a station's records. `disregard` stops counting them,
 * `count` releases them from quarantine whatever the rules say, and `as-before` withdraws an order.
 */
export const judgements = ['disregard', 'count', 'as-before'] as const;
export type JudgementKind = (typeof judgements)[number];

/** The records of a station that an order covers. Places and numbers are those of its chains. */
export const judgedRangeSchema = z
  .strictObject({
    station: z.uuid().refine((id) => !isHubAuthor(id)),
    /** An incarnation with its branches, or one branch. Null: all of them, future ones included. */
    incarnation: placeIncarnationSchema.nullable(),
    from: kseqSchema,
    /** Null for the end of the chain, including later records. */
    to: kseqSchema.nullable(),
  })
  .refine(({ from, to }) => to === null || to >= from);
export type JudgedRange = z.infer<typeof judgedRangeSchema>;

export const judgementPayloadSchema = z.strictObject({
  verdict: z.enum(judgements),
  range: judgedRangeSchema,
});
export type JudgementPayload = z.infer<typeof judgementPayloadSchema>;

/** An order with the fields that sort it among others. */
export interface Judgement extends FactOrder, Caused, JudgementPayload {}

export interface RecordPlace {
  station: string;
  incarnation: number;
  kseq: number;
}

type JudgingFact = Pick<AttendanceEvent, 'type' | 'payload'> & FactOrder & Caused;

/**
 * Reads a fact as an order. Null for every other fact, and for one that was not written by a hub.
 */
export function judgementOf(fact: JudgingFact): Judgement | null {
  if (fact.type !== 'facts-judged' || !isHubAuthor(fact.station)) return null;
  const said = judgementPayloadSchema.safeParse(jsonOf(fact.payload)).data;
  if (said === undefined) return null;
  const { id, after, effective, station, incarnation, kseq } = fact;
  return { id, after, effective, station, incarnation, kseq, ...said };
}

export function isInRange(
  { station, incarnation, from, to }: JudgedRange,
  place: RecordPlace,
): boolean {
  if (place.station !== station || place.kseq < from) return false;
  if (to !== null && place.kseq > to) return false;
  if (incarnation === null || incarnation === place.incarnation) return true;
  return !isBranch(incarnation) && incarnation === authoredIncarnation(place.incarnation);
}

/**
 * Returns the order that applies to a record: the last by cause. Among orders of hubs that did not
 * know of each other it is the latest by clock. The result depends on the set only. Null where no
 * order covers the record.
 */
export function judgementOn(orders: readonly Judgement[], place: RecordPlace): Judgement | null {
  const spoken = orders.filter(({ range }) => isInRange(range, place));
  if (spoken.length === 0) return null;
  return lastWords(spoken, orders).toSorted(compareFacts).at(-1) ?? null;
}

/** The verdict that applies to a record; `as-before` if no order covers it. */
export function verdictOn(orders: readonly Judgement[], place: RecordPlace): JudgementKind {
  return judgementOn(orders, place)?.verdict ?? 'as-before';
}

/** An order as a line of ids and numbers, for approvals and logs; {@link orderOfLine} reads it. */
export function orderLine({ verdict, range }: JudgementPayload): string {
  const { station, incarnation, from, to } = range;
  return [verdict, station, incarnation ?? 'all', from, to ?? 'end'].join(' ');
}

/** Reads a line of {@link orderLine}; null for any other text. */
export function orderOfLine(line: string): JudgementPayload | null {
  const [verdict, station, incarnation, from, to] = line.split(' ');
  const order = judgementPayloadSchema.safeParse({
    verdict,
    range: {
      station,
      incarnation: incarnation === 'all' ? null : Number(incarnation),
      from: Number(from),
      to: to === 'end' ? null : Number(to),
    },
  });
  return order.success ? order.data : null;
}
