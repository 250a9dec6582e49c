import fc from 'fast-check';
import { BrokenInvariant } from './broken-invariant.ts';
import { Coverage } from './coverage.ts';
import type { Exploration, Explored, Failure } from './exploration.ts';
import { meetings, regressions } from './regressions.ts';
import { runSchedule } from './run-schedule.ts';
import { type Schedule, scheduleArbitrary } from './schedule.ts';

type Total = Pick<Explored, 'schedules' | 'steps' | 'facts' | 'excused'>;

/** Schedules per call of fast-check; between two calls timers and messages get their turn. */
const chunk = 20;

/**
 * Runs random schedules until one breaks an invariant, or until the number or the time is reached.
 *
 * @param isStopped asked after each chunk: whether to end early
 */
export async function explore(work: Exploration, isStopped: () => boolean): Promise<Explored> {
  const coverage = new Coverage();
  const start = performance.now();
  const total: Total = { schedules: 0, steps: 0, facts: 0, excused: 0 };
  let failure: Failure | null = null;
  if (work.regressions && work.part === 0) failure = await runKept(coverage, total);
  for (let number = work.part; number * chunk < work.schedules; number += work.parts) {
    if (work.seconds !== null && performance.now() - start > work.seconds * 1000) break;
    if (failure !== null || isStopped()) break;
    const numRuns = Math.min(chunk, work.schedules - number * chunk);
    const details = await runChunk(work, { number, numRuns }, coverage, total);
    if (details.failed) {
      failure = failureOf(details, total.schedules);
      break;
    }
    await new Promise(setImmediate);
  }
  const milliseconds = performance.now() - start;
  const counts = [...coverage.counts];
  return { ...total, milliseconds, counts, failure };
}

async function runKept(coverage: Coverage, total: Total): Promise<Failure | null> {
  for (const { schedule } of [...regressions, ...meetings]) {
    total.schedules += 1;
    try {
      await runSchedule(schedule, coverage);
    } catch (error) {
      return failureBy(error, schedule, { seed: schedule.seed, path: '', after: total.schedules });
    }
  }
  return null;
}

async function runChunk(
  work: Exploration,
  { number, numRuns }: { number: number; numRuns: number },
  coverage: Coverage,
  total: Total,
): Promise<fc.RunDetails<[Schedule]>> {
  let isShrinking = false;
  const property = fc.asyncProperty(scheduleArbitrary, async (schedule) => {
    const counted = isShrinking ? new Coverage() : coverage;
    if (!isShrinking) total.schedules += 1;
    try {
      const { facts, excused } = await runSchedule(schedule, counted);
      if (isShrinking) return;
      total.steps += schedule.steps.length;
      total.facts += facts;
      total.excused += excused;
    } catch (error) {
      isShrinking = true;
      throw error;
    }
  });
  const seed = chunkSeed(work.seed, number);
  return await fc.check(property, { seed, numRuns, endOnFailure: !work.shrink });
}

/** Spreads the seeds: neighbouring seeds share no chunk. */
function chunkSeed(seed: number, number: number): number {
  return (Math.imul(seed, 0x9e3779b1) + Math.imul(number, 0x85ebca6b)) | 0;
}

/** Runs the schedule that a failure's seed and path name. */
export async function repeat(seed: number, path: string): Promise<Failure | null> {
  const property = fc.asyncProperty(scheduleArbitrary, async (schedule) => {
    await runSchedule(schedule, new Coverage());
  });
  const details = await fc.check(property, { seed, path, endOnFailure: true });
  return details.failed ? failureOf(details, 1) : null;
}

function failureOf(details: fc.RunDetails<[Schedule]>, after: number): Failure {
  const { errorInstance, counterexample, counterexamplePath, seed } = details;
  const [schedule = { stations: 0, seed: 0, steps: [] }] = counterexample ?? [];
  return failureBy(errorInstance, schedule, { seed, path: counterexamplePath ?? '', after });
}

function failureBy(
  error: unknown,
  schedule: Schedule,
  { seed, path, after }: Pick<Failure, 'seed' | 'path' | 'after'>,
): Failure {
  return {
    invariant: error instanceof BrokenInvariant ? error.invariant : 'crash',
    message: error instanceof Error ? error.message : String(error),
    stack: stackOf(error),
    seed,
    path,
    schedule: { stations: schedule.stations, seed: schedule.seed, steps: [...schedule.steps] },
    after,
  };
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? ''}${cause}`;
}
