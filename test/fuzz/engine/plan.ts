import type { Target } from './target.ts';

/** How many cases each target gets. */
export interface Planned {
  target: Target;
  cases: number;
}

/** Splits the cases by the targets' shares; each gets one at least. */
export function planOf(targets: readonly Target[], cases: number): Planned[] {
  const sum = targets.reduce((total, { share }) => total + share, 0);
  return targets.map((target) => ({
    target,
    cases: Math.max(1, Math.round((cases * target.share) / sum)),
  }));
}
