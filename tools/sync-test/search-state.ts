import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Coverage } from '../../test/sim/coverage.ts';
import { exploredSchema } from '../../test/sim/exploration.ts';
import type { Sum } from '../../test/sim/explore-children.ts';

const stateSchema = exploredSchema.omit({ failure: true }).extend({
  seed: z.int(),
  /** Completed slices; each has its own seed. */
  slices: z.int(),
});

/** The progress of a search, and what it covered. */
export interface SearchState extends Omit<z.infer<typeof stateSchema>, 'counts'> {
  coverage: Coverage;
}

export function newSearch(seed: number): SearchState {
  const sums = { schedules: 0, steps: 0, facts: 0, excused: 0, milliseconds: 0 };
  return { seed, slices: 0, ...sums, coverage: new Coverage() };
}

export function addSlice(state: SearchState, sum: Sum): void {
  state.slices += 1;
  for (const name of ['schedules', 'steps', 'facts', 'excused', 'milliseconds'] as const) {
    state[name] += sum[name];
  }
  state.coverage.merge(sum.coverage.counts);
}

/**
 * The search saved in a file, or null without such a file.
 *
 * @throws ZodError or SyntaxError if the file holds something else
 */
export function readSearch(file: string): SearchState | null {
  if (!existsSync(file)) return null;
  const { counts, ...state } = stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const coverage = new Coverage();
  coverage.merge(counts);
  return { ...state, coverage };
}

/** Writes the file so that an interruption leaves the previous one. */
export function writeSearch(file: string, { coverage, ...state }: SearchState): void {
  writeFileSync(`${file}.new`, JSON.stringify({ ...state, counts: [...coverage.counts] }));
  renameSync(`${file}.new`, file);
}
