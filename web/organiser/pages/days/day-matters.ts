import {
  daySummary,
  type JudgedStation,
  type SummaryFigure,
} from '../../../../domain/day-close/open-items.ts';
import type { DayFinding, OrganiserDayStatus } from '../../../../domain/organiser/days.ts';

/** A finding about a day for an operator to resolve at a desk. */
export interface Matter {
  kind: DayFinding | 'gaps';
  count: number;
  /** Number of items without a note. */
  open: number;
}

/** All findings about the day, noted or not; the balance's gaps are one finding with one note. */
export function findingsOf({ findings, balance }: OrganiserDayStatus): Matter[] {
  const { gaps, noted } = balance;
  const all: Matter[] = [...findings, { kind: 'gaps', count: gaps, open: noted ? 0 : gaps }];
  return all.filter(({ count }) => count > 0);
}

/** The findings without a note. */
export function openFindings(status: OrganiserDayStatus): Matter[] {
  return findingsOf(status).filter(({ open }) => open > 0);
}

/** The day's main figures, the worst first. */
export function summaryOf(status: OrganiserDayStatus): SummaryFigure[] {
  const missing = status.stations.map(({ held, atLeast }) => Math.max(0, atLeast - held));
  return daySummary({
    stations: judged(status),
    items: openItems(status),
    missing: missing.reduce((sum, one) => sum + one, 0),
    copy: { contradicts: 0, lacks: 0 },
  });
}

/** The stations as the counts of open items take them. */
export function judged({ stations }: OrganiserDayStatus): (JudgedStation & { name: string })[] {
  return stations.map(({ name, verdict, noted }) => ({ name, verdict, isNoted: noted }));
}

function openItems(status: OrganiserDayStatus): number {
  return openFindings(status).reduce(
    (sum, { kind, open }) => sum + (kind === 'gaps' ? 1 : open),
    0,
  );
}
