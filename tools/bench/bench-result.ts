/** What one benchmark found. Figures are milliseconds unless the name says otherwise. */
export interface BenchResult {
  name: string;
  figures: Record<string, number>;
}

/** The value below which `fraction` (0 to 1) of the samples are; nearest rank. */
export function percentile(samples: readonly number[], fraction: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(fraction * sorted.length) - 1));
  const value = sorted[rank];
  if (value === undefined) throw new Error('percentile of nothing');
  return value;
}

/** Rounds to a hundredth, for readers. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
