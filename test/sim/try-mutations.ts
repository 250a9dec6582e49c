import { exploreInChildren } from './explore-children.ts';
import type { Mutation } from './mutation.ts';
import { mutations } from './mutations.ts';

/** What became of a planted bug. */
export interface Verdict {
  name: string;
  /** What it broke; null if nothing was noticed. */
  broke: string | null;
  /** Schedules that were run until then. */
  schedules: number;
}

/** Plants each bug in processes of its own, several at a time, and runs schedules until it breaks something. */
export async function tryMutations(
  which: readonly Mutation[],
  most: { seed: number; schedules: number; atOnce: number },
  onVerdict: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const waiting = [...which];
  const verdicts: Verdict[] = [];
  const workThrough = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const verdict = await tryOne(next, most);
      verdicts.push(verdict);
      onVerdict(verdict);
    }
  };
  await Promise.all(Array.from({ length: most.atOnce }, workThrough));
  return verdicts;
}

async function tryOne(
  { name }: Mutation,
  { seed, schedules }: { seed: number; schedules: number },
): Promise<Verdict> {
  const sum = await exploreInChildren(
    { seed, schedules, seconds: null, shrink: false, regressions: true },
    { processes: 1, mutation: name, onProgress: () => {} },
  );
  const [failure] = sum.failures;
  return { name, broke: failure?.invariant ?? null, schedules: failure?.after ?? sum.schedules };
}

/** Those that every test run plants. */
export const quickMutations: readonly Mutation[] = mutations.filter(({ quick }) => quick === true);
