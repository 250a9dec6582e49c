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
