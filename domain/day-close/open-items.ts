import type { Verdict } from './station-verdict.ts';

/** A station in the account of what is open: its verdict, and whether a note explains it. */
export interface JudgedStation {
  verdict: Verdict;
  isNoted: boolean;
}

/** A station is open until its records are proven, or a note says why they are not. */
export function isOpenStation({ verdict, isNoted }: JudgedStation): boolean {
  return verdict !== 'proven' && !isNoted;
}

/**
 * What of a day is open: the one number that the desk and the organiser's page show. Records that
 * are missing at the hub are no items of their own: their station is not proven.
 *
 * @param items matters without a note
 */
export function openCount(stations: readonly JudgedStation[], items: number): number {
  return stations.filter(isOpenStation).length + items;
}

/** What the summary of a day is read from. */
export interface DayEvidence {
  stations: readonly JudgedStation[];
  /** Matters without a note. */
  items: number;
  /** Records that are known to exist and are not here. */
  missing: number;
  /** Stations of which this copy contradicts the signed report, and whose records it lacks. */
  copy: { contradicts: number; lacks: number };
}

/** A figure of a day's summary. `calm`: nothing of its kind, beside one that is not well. */
export interface SummaryFigure {
  kind: 'broken' | 'copy' | 'open' | 'missing';
  count: number;
  tone: 'stop' | 'look' | 'go' | 'calm';
}

const severities = ['stop', 'look', 'go', 'calm'] as const;

/**
 * What a day's summary shows, the worst first; what is open in any case. A note explains a broken
 * station and does not mend it: nothing is green while a figure is not.
 */
export function daySummary({ stations, items, missing, copy }: DayEvidence): SummaryFigure[] {
  const broken = stations.filter(({ verdict }) => verdict === 'broken').length;
  const open = openCount(stations, items);
  const figures: SummaryFigure[] = [
    { kind: 'broken', count: broken, tone: 'stop' },
    {
      kind: 'copy',
      count: copy.contradicts + copy.lacks,
      tone: copy.contradicts > 0 ? 'stop' : 'look',
    },
    { kind: 'open', count: open, tone: 'look' },
    { kind: 'missing', count: missing, tone: 'look' },
  ];
  const found = figures.filter(({ count }) => count > 0);
  if (open === 0) {
    found.push({ kind: 'open', count: 0, tone: found.length === 0 ? 'go' : 'calm' });
  }
  return found.toSorted((a, b) => severities.indexOf(a.tone) - severities.indexOf(b.tone));
}
