import type { BadgeThing, FoldedBadgeState } from '../ledger/attendance-fold.ts';
import { askingPrintJobStates, type PrintJobState } from '../printing/print-job.ts';

/**
 * The rows of the day's balance. Every issued serial is in exactly one, so that the rows add up to
 * the serials issued. The first six are final; the last three still need attention.
 */
export const balanceRows = [
  'handed-over',
  'returned',
  'lost',
  'destroyed',
  'stale',
  'not-printed',
  /** The badge was printed and is at the desk. */
  'at-the-desk',
  /**
   * The print job waits, is held or is printing, or its station has not reported the outcome yet.
   */
  'waiting',
  /** Only a check by an operator can show whether it came out. */
  'in-question',
] as const;
export type BalanceRow = (typeof balanceRows)[number];

export const openRows = [
  'at-the-desk',
  'waiting',
  'in-question',
] as const satisfies readonly BalanceRow[];

export function isOpenRow(row: BalanceRow): boolean {
  return openRows.some((open) => open === row);
}

/** Where a badge that is no longer valid was last known to be. */
export const whereabouts = ['with-holder', 'at-the-desk', 'not-known', 'never-printed'] as const;
export type Whereabouts = (typeof whereabouts)[number];

export interface BalanceBadge {
  /** As the fold of all facts gives it. */
  state: FoldedBadgeState;
  /** State of the print job at this station; null where it has none here. */
  jobState: PrintJobState | null;
}

export function rowOf({ state, jobState }: BalanceBadge): BalanceRow {
  switch (state) {
    case 'handed-over':
    case 'returned':
    case 'lost':
    case 'destroyed':
    case 'stale':
    case 'not-printed':
      return state;
    case 'printed':
      return 'at-the-desk';
    case 'issued':
      return jobState !== null && askingPrintJobStates.includes(jobState)
        ? 'in-question'
        : 'waiting';
  }
}

export function whereaboutsOf(thing: BadgeThing, jobState: PrintJobState | null): Whereabouts {
  switch (thing) {
    case 'handed-over':
      return 'with-holder';
    case 'printed':
    case 'returned':
      return 'at-the-desk';
    case 'not-printed':
      return 'never-printed';
    case 'issued':
      return jobState === 'cancelled' || jobState === 'did-not-come-out'
        ? 'never-printed'
        : 'not-known';
    case 'lost':
    case 'destroyed':
      return 'not-known';
  }
}

export function stateOfRow(row: BalanceRow): FoldedBadgeState {
  switch (row) {
    case 'at-the-desk':
      return 'printed';
    case 'waiting':
    case 'in-question':
      return 'issued';
    default:
      return row;
  }
}

/** Counts the badges of each row. `badges` is the number of equal badges, one if omitted. */
export function countRows(
  each: Iterable<BalanceBadge & { badges?: number }>,
): Record<BalanceRow, number> {
  const counts: Record<BalanceRow, number> = {
    'handed-over': 0,
    returned: 0,
    lost: 0,
    destroyed: 0,
    stale: 0,
    'not-printed': 0,
    'at-the-desk': 0,
    waiting: 0,
    'in-question': 0,
  };
  for (const badge of each) counts[rowOf(badge)] += badge.badges ?? 1;
  return counts;
}
