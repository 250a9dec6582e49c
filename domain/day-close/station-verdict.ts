import { z } from 'zod';
import { saturatingSum } from '../base/bounds.ts';
import { hashSchema, momentSchema, stationModeSchema } from '../base/protocol.ts';
import { placeIncarnationSchema } from '../ledger/attendance.ts';
import { authoredIncarnation, isBranch } from '../ledger/chain.ts';

const count = z.int().nonnegative();

/** The evidence about one incarnation for one day. The verdict depends on nothing else. */
export const lifeEvidenceSchema = z.strictObject({
  incarnation: placeIncarnationSchema,
  /**
   * Number of facts held without a gap from the first on. `head` is the hash of the last of them.
   */
  count,
  head: hashSchema,
  /** Number of facts that the station itself reported to hold. */
  said: count,
  /** The first place at which the recomputed chain differs from the chain held; null if none. */
  brokenAt: z.int().positive().nullable(),
  /** The last close of this day or a later one in this chain; null if there is none. */
  close: z
    .strictObject({
      kseq: z.int().positive(),
      /** Number of facts before it and their head, as the station itself reported. */
      count,
      head: hashSchema,
      /** Whether the chain held has exactly these facts before it. */
      agrees: z.boolean(),
      /** When it was written, UTC milliseconds of the station's clock. */
      wall: momentSchema,
    })
    .nullable(),
  /**
   * Facts of this day (or an earlier one) after that close, or all of them where there is no close.
   */
  unclosed: count,
  /** Number of links in quarantine after the chain held: a revoked station pushed them. */
  beyond: count,
  /** Ranges of the chain, both ends included and in order, whose facts the figures leave out. */
  notCounted: z.array(z.strictObject({ from: z.int().positive(), to: z.int().positive() })),
});
export type LifeEvidence = z.infer<typeof lifeEvidenceSchema>;

/** The evidence about one station for one day. Times are UTC milliseconds. */
export const stationEvidenceSchema = z.strictObject({
  station: z.uuid(),
  /** Null if unknown. */
  mode: stationModeSchema.nullable(),
  /**
   * Whether it still belongs to the event. A revoked station may no longer sync; a replaced one
   * lost its disk. Of an unknown one only facts are here, which other stations passed on.
   */
  state: z.enum(['enrolled', 'revoked', 'replaced', 'unknown']),
  lastSeen: momentSchema.nullable(),
  /**
   * Whether the judging machine learns from the station itself how many facts it holds. A desk
   * without its hub has only what others passed on: a close in an old chain may not be the
   * station's last fact.
   */
  heard: z.boolean(),
  /** The incarnation that the station writes at present; 0 where unknown. */
  current: count,
  /** Number of its quarantined links, including those within its chains. */
  quarantined: count,
  /** In their order; empty for a station without any known fact. */
  lives: z.array(lifeEvidenceSchema),
});
export type StationEvidence = z.infer<typeof stationEvidenceSchema>;

export const verdictSchema = z.enum(['proven', 'open', 'broken']);
export type Verdict = z.infer<typeof verdictSchema>;

export const verdictReasonSchema = z.enum([
  /** Broken: a fact was changed, or is missing within the chain. */
  'chain-broken',
  /** Broken: the station's own close differs from what is held. */
  'close-disagrees',
  /** Open: the station holds facts that are missing here. */
  'facts-missing',
  /** Open: it has not closed the day, so its last facts are unknown. */
  'not-closed',
  /** Open: it wrote more facts after its close. */
  'wrote-after-close',
  /** Open: it was revoked or replaced before it closed the day. */
  'revoked',
  'replaced',
  /** Open: its disk was cloned or restored, and the last facts of its earlier life are unknown. */
  'earlier-life',
  /** Open: what it pushed after it was revoked is in quarantine. */
  'quarantined',
  /**
   * Open: everything received from it is here, but it is not in contact and may have written more.
   */
  'not-heard',
]);
export type VerdictReason = z.infer<typeof verdictReasonSchema>;

/** The close that a verdict rests on. It does not cover what the station wrote afterwards. */
export const closeMarkSchema = z.strictObject({
  kseq: z.int().positive(),
  /** UTC milliseconds of the station's clock. */
  wall: momentSchema,
  /** Number of facts held after it: of later days, or of no day. */
  since: count,
});
export type CloseMark = z.infer<typeof closeMarkSchema>;

export interface StationVerdict {
  verdict: Verdict;
  /** Null for a proven station. */
  reason: VerdictReason | null;
  /** The close of its newest life on which the verdict rests; null where it has none. */
  asOf: CloseMark | null;
  /** The incarnation that the reason is about; null without a reason. */
  incarnation: number | null;
  /** Number of facts held, of all its lives. */
  held: number;
  /** Min number of facts that it wrote. Unless it is proven, it may have written more. */
  atLeast: number;
}

/**
 * What the evidence proves about one station for one day:
 * - `proven`: it reported how many facts it wrote and its head, and exactly these are held in a
 *   chain that recomputes.
 * - `broken`: the facts held contradict themselves or the station's report.
 * - `open`: nothing contradicts, but facts may be missing at the end.
 */
export function verdictOn(station: StationEvidence): StationVerdict {
  const held = sumOfLives(station.lives, ({ count: links }) => links);
  const atLeast = sumOfLives(station.lives, (life) =>
    Math.max(life.count + life.beyond, life.said),
  );
  const found = station.lives.map((life) => ({ life, reason: reasonOf(station, life) }));
  const doubts = found.filter(({ reason }) => reason !== null);
  const worst = doubts.find(({ reason }) => isBroken(reason)) ?? doubts.at(-1);
  const figures = { asOf: asOfLast(station.lives), held, atLeast };
  if (worst !== undefined && worst.reason !== null) {
    const verdict = isBroken(worst.reason) ? 'broken' : 'open';
    return { verdict, reason: worst.reason, incarnation: worst.life.incarnation, ...figures };
  }
  if (station.lives.length === 0) {
    return { verdict: 'open', reason: silenceOf(station), incarnation: null, ...figures };
  }
  if (!station.heard)
    return { verdict: 'open', reason: 'not-heard', incarnation: null, ...figures };
  return { verdict: 'proven', reason: null, incarnation: null, ...figures };
}

/**
 * Branches of one incarnation share their first facts. Counting only the longest never counts too
 * many.
 */
function sumOfLives(lives: readonly LifeEvidence[], of: (life: LifeEvidence) => number): number {
  const longest = new Map<number, number>();
  for (const life of lives) {
    const incarnation = authoredIncarnation(life.incarnation);
    longest.set(incarnation, Math.max(longest.get(incarnation) ?? 0, of(life)));
  }
  return saturatingSum(longest.values());
}

function asOfLast(lives: readonly LifeEvidence[]): CloseMark | null {
  const life = lives.findLast(({ incarnation }) => !isBranch(incarnation));
  if (life === undefined || life.close === null) return null;
  const { kseq, wall } = life.close;
  return { kseq, wall, since: Math.max(0, life.count - kseq) };
}

function isBroken(reason: VerdictReason | null): boolean {
  return reason === 'chain-broken' || reason === 'close-disagrees';
}

function reasonOf(station: StationEvidence, life: LifeEvidence): VerdictReason | null {
  if (life.brokenAt !== null) return 'chain-broken';
  if (life.close !== null && !life.close.agrees) return 'close-disagrees';
  if (life.beyond > 0) return 'quarantined';
  // After a disk was restored, the station moves the facts that the hub lacks into its next life.
  // They will never arrive in this one.
  const isPast = isBranch(life.incarnation) || station.current > life.incarnation;
  if (isPast && life.close === null) return 'earlier-life';
  if (life.said > life.count) return 'facts-missing';
  if (life.close !== null) return life.unclosed > 0 ? 'wrote-after-close' : null;
  return silenceOf(station);
}

function silenceOf({ state }: StationEvidence): VerdictReason {
  return state === 'revoked' || state === 'replaced' ? state : 'not-closed';
}
