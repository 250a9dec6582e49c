import type { Verdict } from './station-verdict.ts';

export interface JudgedStation {
  verdict: Verdict;
  isNoted: boolean;
}

/** A station is open until its records are proven or a note explains why they are not. */
export function isOpenStation({ verdict, isNoted }: JudgedStation): boolean {
  return verdict !== 'proven' && !isNoted;
}

/**
 * The number of open items of a day, as the desk and the organiser's page show it. Records missing
 * at the hub are not counted separately, because their station is not proven.
 *
 * @param items number of items without a note
 */
export function openCount(stations: readonly JudgedStation[], items: number): number {
  return stations.filter(isOpenStation).length + items;
}

/** The input of the summary of a day. */
export interface DayEvidence {
  stations: readonly JudgedStation[];
  /** Number of items without a note. */
  items: number;
  /** Number of records that are known to exist and are not here. */
  missing: number;
  /**
   * Number of stations whose copy here contradicts the signed report, and of those whose records
   * are missing here.
   */
  copy: { contradicts: number; lacks: number };
}

/** A figure of a day's summary. `calm`: the count is 0 but another figure needs attention. */
export interface SummaryFigure {
  kind: 'broken' | 'copy' | 'open' | 'missing';
  count: number;
  tone: 'stop' | 'look' | 'go' | 'calm';
}

const severities = ['stop', 'look', 'go', 'calm'] as const;

/**
 * The figures of a day's summary, the worst first. The count of open items is always among them. A
 * note explains a broken station and does not mend it. So no figure is green while another needs
 * attention.
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
