import type { Finding, TargetResult } from './fuzz-target.ts';

/** What one target came to: cases, time, how often each outcome came, and what was found. */
export function linesOf(result: TargetResult): string[] {
  const { name, cases, milliseconds, missed, findings } = result;
  const each = (milliseconds / Math.max(1, cases)).toFixed(3);
  const head = `${name.padEnd(26)} ${String(cases).padStart(8)} cases ${(milliseconds / 1_000).toFixed(1).padStart(7)} s ${each} ms each  ${outcomesOf(result)}`;
  const never = missed.length === 0 ? [] : [`    never reached: ${missed.join(', ')}`];
  return [head, ...never, ...findings.flatMap(findingLines)];
}

/** `taken 431 (12 kinds) · refused 90`: words behind the first are counted as kinds. */
function outcomesOf({ outcomes }: TargetResult): string {
  const sums = new Map<string, { times: number; kinds: number }>();
  for (const [outcome, times] of outcomes) {
    const [word = ''] = outcome.split(' ');
    const sum = sums.get(word) ?? { times: 0, kinds: 0 };
    sums.set(word, { times: sum.times + times, kinds: sum.kinds + 1 });
  }
  return [...sums]
    .sort(([, a], [, b]) => b.times - a.times)
    .map(([word, { times, kinds }]) =>
      kinds > 1 ? `${word} ${times} (${kinds} kinds)` : `${word} ${times}`,
    )
    .join(' · ');
}

function findingLines({ target, seed, message, stack, value }: Finding): string[] {
  return [
    `  FOUND in ${target} with seed ${seed}: ${message}`,
    `    ${value}`,
    ...stack
      .split('\n')
      .slice(1, 6)
      .map((line) => `    ${line.trim()}`),
  ];
}

/** One line over all targets. */
export function summaryOf(results: readonly TargetResult[]): string {
  const cases = results.reduce((sum, result) => sum + result.cases, 0);
  const seconds = results.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1_000;
  const found = results.reduce((sum, { findings }) => sum + findings.length, 0);
  const missed = results.reduce((sum, result) => sum + result.missed.length, 0);
  return `${cases} cases in ${seconds.toFixed(0)} s: ${found} found, ${missed} outcomes never reached`;
}
