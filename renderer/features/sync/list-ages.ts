import type { ListAges } from '../../../domain/sync/sync-status.ts';

/** Ages that differ by less than this (milliseconds) are shown as one: the older one. */
const toldAsOneBelow = 60_000;

/** How the ages of the lists are shown; milliseconds, null for a list never confirmed. */
export type ToldAges =
  | { kind: 'never' }
  | { kind: 'one'; age: number }
  | { kind: 'each'; roster: number | null; stopList: number | null };

/** Reads the lists; `now` is the clock from which their ages count. */
export function toldAges({ roster, stopList }: ListAges, now: number): ToldAges {
  if (roster === null && stopList === null) return { kind: 'never' };
  if (roster === null || stopList === null || Math.abs(roster - stopList) >= toldAsOneBelow) {
    return { kind: 'each', roster: ageOf(roster, now), stopList: ageOf(stopList, now) };
  }
  return { kind: 'one', age: now - Math.min(roster, stopList) };
}

function ageOf(since: number | null, now: number): number | null {
  return since === null ? null : now - since;
}
