import { z } from 'zod';
import { hashSchema } from '../base/protocol.ts';
import { genesisHash } from '../ledger/chain.ts';
import type { HeldLink } from './life-reader.ts';
import type { DayReport } from './report.ts';
import type { LifeEvidence } from './station-verdict.ts';

/** One life of a station's chain, as a machine other than the report's issuer holds it. */
export interface ChainCopy {
  station: string;
  incarnation: number;
  /** In the order of the chain, from the first link. */
  links: Iterable<HeldLink>;
  /** The head as stored beside the links; null where only links are stored. */
  head: { lastKseq: number; hash: string } | null;
  /**
   * Number of links that the issuer must have, because they were sent from here before the request.
   * 0 where unknown.
   */
  before: number;
}

const chainPointSchema = z.strictObject({
  /** Number of facts up to this point. `head` is the hash of the last of them. */
  count: z.int().nonnegative(),
  head: hashSchema,
});
export type ChainPoint = z.infer<typeof chainPointSchema>;

export const copyFindingSchema = z.strictObject({
  station: z.uuid(),
  incarnation: z.int().nonnegative(),
  kind: z.enum([
    /** The copy ends earlier, and nothing up to that point contradicts the report. */
    'behind',
    /** The copy contradicts the report or itself: a fact was changed on one of the two sides. */
    'differs',
    /** Facts that were here before the request are missing from the report. */
    'left-out',
  ]),
  /** What the report and the copy hold at the place of the finding. */
  expected: chainPointSchema,
  found: chainPointSchema,
});
export type CopyFinding = z.infer<typeof copyFindingSchema>;

export const copyComparisonSchema = z.strictObject({
  /**
   * Number of chains in the report. `equal` counts those whose copy has the same facts up to the
   * report's head.
   */
  chains: z.int().nonnegative(),
  equal: z.int().nonnegative(),
  findings: z.array(copyFindingSchema),
});
export type CopyComparison = z.infer<typeof copyComparisonSchema>;

const nothing: ChainPoint = { count: 0, head: genesisHash };

/**
 * Recomputes every chain of a copy and compares counts and heads with a report. A copy that
 * continues after the report's heads is equal to it: a report describes one moment.
 *
 * Limit: a copy may end before the last place whose hash is in the report (the close of the day, or
 * the head). Whether the facts before its end are the same is then unknown. It is reported as
 * `behind`.
 *
 * @param hash `hashBody` of domain/ledger/chain.ts, or a faster function with the same result
 */
export function compareCopies(
  report: Pick<DayReport, 'stations'>,
  copies: Iterable<ChainCopy>,
  hash: (previous: string, body: string) => string,
): CopyComparison {
  const lives = new Map(
    report.stations.flatMap(({ station, lives }) =>
      lives.map((life) => [nameOf(station, life.incarnation), { station, life }] as const),
    ),
  );
  const chains = lives.size;
  let equal = 0;
  const findings: CopyFinding[] = [];
  for (const copy of copies) {
    const name = nameOf(copy.station, copy.incarnation);
    const life = lives.get(name)?.life ?? null;
    const finding = compareOne(life, copy, hash);
    lives.delete(name);
    if (finding !== null) findings.push(finding);
    else if (life !== null) equal += 1;
  }
  for (const { station, life } of lives.values()) {
    const { incarnation } = life;
    if (life.count === 0) equal += 1;
    else findings.push(findingOf({ station, incarnation }, 'behind', life, nothing));
  }
  return { chains, equal, findings };
}

function nameOf(station: string, incarnation: number): string {
  return `${station} ${incarnation}`;
}

/** The places whose hash a report contains: the station's own close, and the head. */
function pointsOf(life: LifeEvidence | null): ChainPoint[] {
  if (life === null) return [];
  const { close } = life;
  const closed = close?.agrees === true ? [{ count: close.count, head: close.head }] : [];
  return [...closed, { count: life.count, head: life.head }];
}

function compareOne(
  life: LifeEvidence | null,
  { station, incarnation, links, head: kept, before }: ChainCopy,
  hash: (previous: string, body: string) => string,
): CopyFinding | null {
  const chain = { station, incarnation };
  const expected = life ?? nothing;
  const points = pointsOf(life);
  let found = nothing;
  for (const link of links) {
    const { kseq, hash: said, body } = link;
    const follows = kseq === found.count + 1 && body !== null && hash(found.head, body) === said;
    if (!follows) return findingOf(chain, 'differs', expected, found);
    found = { count: kseq, head: said };
    const point = points.find(({ count }) => count === kseq);
    if (point !== undefined && point.head !== said) {
      return findingOf(chain, 'differs', point, found);
    }
  }
  const isAtHead = kept === null || (found.count === kept.lastKseq && found.head === kept.hash);
  if (!isAtHead) return findingOf(chain, 'differs', expected, found);
  if (before > expected.count) return findingOf(chain, 'left-out', expected, found);
  return found.count < expected.count ? findingOf(chain, 'behind', expected, found) : null;
}

function findingOf(
  { station, incarnation }: { station: string; incarnation: number },
  kind: CopyFinding['kind'],
  expected: ChainPoint,
  found: ChainPoint,
): CopyFinding {
  return {
    station,
    incarnation,
    kind,
    expected: { count: expected.count, head: expected.head },
    found: { count: found.count, head: found.head },
  };
}
