import fc from 'fast-check';
import { languages } from './devices.ts';
import { type Happened, runSchedule } from './run-schedule.ts';
import { type Schedule, scheduleOf } from './steps.ts';

/** How many came up, by language and name. */
export type Coverage = Record<Happened['language'], Record<string, number>>;

/** A schedule that went wrong, and how it comes up again. */
export interface Found {
  seed: number;
  language: Happened['language'];
  index: number;
  problem: string;
  plan: Schedule;
}

/** Schedules run side by side: they mostly wait. */
const atOnce = 12;

/**
 * Runs so many random schedules, the languages in turn.
 *
 * @param options `only`: these languages; all unless told
 */
export async function explore(options: {
  seed: number;
  schedules: number;
  only?: readonly Happened['language'][];
  /** Called after each good one. */
  onDone?: (done: number) => void;
}): Promise<{ coverage: Coverage; found: Found | null }> {
  const { seed, schedules, only = languages } = options;
  const coverage: Coverage = { escpos: {}, star: {}, zpl: {} };
  const each = Math.ceil(schedules / only.length);
  const plans = only.map((language) =>
    fc
      .sample(scheduleOf(language), { seed, numRuns: each })
      .map((plan, index) => ({ plan, index })),
  );
  const queue = Array.from({ length: schedules }, (_, i) => {
    const next = plans[i % plans.length]?.[Math.floor(i / plans.length)];
    if (next === undefined) throw new RangeError('no schedule');
    return next;
  });
  let found: Found | null = null;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { plan, index } = next;
      try {
        count(coverage, await runSchedule(plan));
        done += 1;
        options.onDone?.(done);
      } catch (error) {
        queue.length = 0;
        const problem = error instanceof Error ? error.message : String(error);
        found ??= { seed, language: plan.device.language, index, problem, plan };
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { coverage, found };
}

function count(coverage: Coverage, { language, names }: Happened): void {
  for (const name of names) coverage[language][name] = (coverage[language][name] ?? 0) + 1;
}

/** The smallest schedule near one that went wrong that goes wrong too; its path for `--path`, or null if all went well. */
export async function shrink(
  { seed, language }: Pick<Found, 'seed' | 'language'>,
  path: string,
  milliseconds: number,
): Promise<{ problem: string; plan: Schedule; path: string | null } | null> {
  const property = fc.asyncProperty(scheduleOf(language), async (plan) => {
    await runSchedule(plan);
  });
  const result = await fc.check(property, {
    seed,
    path,
    numRuns: 1,
    interruptAfterTimeLimit: milliseconds,
  });
  const [plan] = result.counterexample ?? [];
  if (plan === undefined) return null;
  const { errorInstance } = result;
  const problem = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return { problem, plan, path: result.counterexamplePath };
}

/** The coverage as a table: a line a name, a column a language. */
export function coverageTable(coverage: Coverage): string {
  const names = [...new Set(languages.flatMap((language) => Object.keys(coverage[language])))];
  const width = Math.max(...names.map((name) => name.length));
  const line = (name: string, cells: readonly (string | number)[]): string =>
    `${name.padEnd(width)} ${cells.map((cell) => String(cell).padStart(8)).join('')}`;
  return [
    line('', languages),
    ...names.sort().map((name) =>
      line(
        name,
        languages.map((language) => coverage[language][name] ?? 0),
      ),
    ),
  ].join('\n');
}
