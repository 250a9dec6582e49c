import fc from 'fast-check';
import { BrokenInvariant, type Invariant } from './broken-invariant.ts';
import { Coverage } from './coverage.ts';
import { runSchedule } from './run-schedule.ts';
import { type Schedule, scheduleArbitrary } from './schedule.ts';

/** How much is to be tried. */
export interface Exploration {
  seed: number;
  /** Schedules to run; reached or not, the time ends it. */
  schedules: number;
  /** Seconds of the real clock; null for no limit. */
  seconds: number | null;
  /** Part of the work that this process does: the chunks whose number is `part` modulo `parts`. */
  part: number;
  parts: number;
  /** False to learn only that something breaks, and not the smallest schedule that shows it. */
  shrink: boolean;
}

/** What was broken, and how to see it again. */
export interface Failure {
  invariant: Invariant | 'crash';
  message: string;
  stack: string;
  /** For `--seed` and `--path`. */
  seed: number;
  path: string;
  schedule: Schedule;
  /** Schedules run before it and with it. */
  after: number;
}

/** What came of it. */
export interface Explored {
  schedules: number;
  steps: number;
  facts: number;
  excused: number;
  milliseconds: number;
  counts: [string, { done: number; mattered: number }][];
  failure: Failure | null;
}

/** Schedules of one call of fast-check: between two of them timers and messages get their turn. */
const chunk = 100;

/** Runs random schedules until one breaks an invariant, or the number or the time is reached. */
export async function explore(work: Exploration): Promise<Explored> {
  const coverage = new Coverage();
  const start = performance.now();
  const total = { schedules: 0, steps: 0, facts: 0, excused: 0 };
  let failure: Failure | null = null;
  for (let number = work.part; number * chunk < work.schedules; number += work.parts) {
    if (work.seconds !== null && performance.now() - start > work.seconds * 1000) break;
    const numRuns = Math.min(chunk, work.schedules - number * chunk);
    failure = await exploreChunk(work, { number, numRuns }, coverage, total);
    if (failure !== null) break;
    await new Promise(setImmediate);
  }
  return {
    schedules: total.schedules,
    steps: total.steps,
    facts: total.facts,
    excused: total.excused,
    milliseconds: performance.now() - start,
    counts: [...coverage.counts],
    failure,
  };
}

async function exploreChunk(
  work: Exploration,
  { number, numRuns }: { number: number; numRuns: number },
  coverage: Coverage,
  total: { schedules: number; steps: number; facts: number; excused: number },
): Promise<Failure | null> {
  const before = total.schedules;
  const property = fc.asyncProperty(scheduleArbitrary, async (schedule) => {
    total.schedules += 1;
    total.steps += schedule.steps.length;
    const { facts, excused } = await runSchedule(schedule, coverage);
    total.facts += facts;
    total.excused += excused;
  });
  const seed = work.seed + number;
  const details = await fc.check(property, { seed, numRuns, endOnFailure: !work.shrink });
  if (!details.failed) return null;
  return failureOf(details, before);
}

/** Runs what a failure's seed and path name. */
export async function repeat(seed: number, path: string): Promise<Failure | null> {
  const coverage = new Coverage();
  const property = fc.asyncProperty(scheduleArbitrary, async (schedule) => {
    await runSchedule(schedule, coverage);
  });
  const details = await fc.check(property, { seed, path, endOnFailure: true });
  return details.failed ? failureOf(details, 0) : null;
}

function failureOf(details: fc.RunDetails<[Schedule]>, before: number): Failure {
  const { errorInstance: error, counterexample, counterexamplePath, seed, numRuns } = details;
  const [schedule = { kiosks: 0, seed: 0, steps: [] }] = counterexample ?? [];
  return {
    invariant: error instanceof BrokenInvariant ? error.invariant : 'crash',
    message: error instanceof Error ? error.message : String(error),
    stack: stackOf(error),
    seed,
    path: counterexamplePath ?? '',
    schedule,
    after: before + numRuns,
  };
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? ''}${cause}`;
}

/** A failure as people read it, with the lines to keep in regressions.ts. */
export function failureText(failure: Failure): string {
  const { schedule } = failure;
  const steps = schedule.steps.map(({ op, who, a, b }) => `    ['${op}', ${who}, ${a}, ${b}],`);
  return [
    `broken: ${failure.message}`,
    `again:  npm run test:sync -- --seed ${failure.seed} --path ${failure.path}`,
    `  regression('…', ${schedule.kiosks}, ${schedule.seed}, [`,
    ...steps,
    '  ]),',
    failure.stack,
  ].join('\n');
}
