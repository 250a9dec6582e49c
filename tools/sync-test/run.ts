// npm run test:sync: random schedules of faults in the simulation of desks, hub and network
// (test/sim); see `usage`.
import { hubsUnderTest, reportText, runChaos } from '../../test/chaos/run-chaos.ts';
import { unreached } from '../../test/sim/coverage.ts';
import { type Failure, failureText } from '../../test/sim/exploration.ts';
import { repeat } from '../../test/sim/explore.ts';
import { exploreInChildren } from '../../test/sim/explore-children.ts';
import { defaultSeconds, type Options, readOptions, usage } from './options.ts';
import { addSlice, newSearch, readSearch, type SearchState, writeSearch } from './search-state.ts';

/** From so many schedules on, everything must have occurred. */
const longRun = 5_000;
/** Schedules of one slice of a search: a stop loses at most one slice. */
const sliceLength = 500;

async function run(words: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = readOptions(words);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    return 2;
  }
  const { seed, path } = options;
  if (options.chaos) return await storm(options);
  return seed === null || path === null ? await search(options) : await again(seed, path);
}

function randomSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}

/** Real processes on real stores (test/chaos) instead of the simulation; seconds for each store. */
async function storm({ seed, seconds }: Options): Promise<number> {
  const setting = {
    stations: 3,
    facts: 1,
    seconds: seconds ?? defaultSeconds,
    seed: seed ?? randomSeed(),
  };
  let found = 0;
  for (const { store, hubs } of hubsUnderTest) {
    const where = `${store} with ${hubs} hub(s)`;
    console.log(`chaos on ${where}: --seed ${setting.seed}, ${setting.seconds} s and more`);
    const report = await runChaos({ ...setting, store, hubs });
    console.log(reportText(report));
    found += report.findings.length;
  }
  return found === 0 ? 0 : 1;
}

async function again(seed: number, path: string): Promise<number> {
  const failure = await repeat(seed, path);
  console.log(failure === null ? 'nothing is broken any more' : failureText(failure));
  return failure === null ? 0 : 1;
}

async function search({ seed, schedules, seconds, processes, state: file }: Options) {
  const kept = file === null ? null : readSearch(file);
  const state = kept ?? newSearch(seed ?? randomSeed());
  if (seed !== null && seed !== state.seed) {
    console.error(`${file} holds a search with --seed ${state.seed}`);
    return 2;
  }
  console.log(`simulation: --seed ${state.seed}, ${processes} processes`);
  if (kept !== null) console.log(`resumes after ${state.schedules} schedules`);
  const end = seconds === null ? null : performance.now() + seconds * 1_000;
  for (;;) {
    const wanted = Math.min(sliceLength, schedules - state.schedules);
    const left = end === null ? null : (end - performance.now()) / 1_000;
    if (wanted <= 0 || (left !== null && left <= 0)) return report(state, []);
    const regressions = state.slices === 0;
    // Neighbouring seeds share no schedule.
    const work = { seed: (state.seed + state.slices) | 0, schedules: wanted, regressions };
    // A slice of a saved search must be complete, so it has no time limit.
    const limit = { seconds: file === null ? left : null, shrink: true };
    const sum = await exploreInChildren({ ...work, ...limit }, processes);
    addSlice(state, sum);
    if (sum.failures.length > 0) return report(state, sum.failures);
    if (file !== null) writeSearch(file, state);
    const { steps, facts, coverage } = state;
    const missing = unreached(coverage, true).length;
    console.log(
      `${state.schedules} schedules, ${steps} steps, ${facts} facts; ` +
        `${coverage.counts.size} kinds of things happened, ${missing} are still missing`,
    );
  }
}

function report(state: SearchState, failures: readonly Failure[]): number {
  const { coverage } = state;
  console.log('how often, and how often it changed what happened:');
  for (const text of coverage.lines()) console.log(`  ${text}`);
  const rate = (state.schedules / state.milliseconds) * 1_000;
  console.log(
    `${state.schedules} schedules, ${state.steps} steps, ${state.facts} facts at hubs, ` +
      `${state.excused} facts on disks that were lost; ` +
      `${(state.milliseconds / 1_000).toFixed(1)} s, ${rate.toFixed(1)} schedules/s`,
  );
  for (const failure of failures) console.log(failureText(failure));
  if (failures.length > 0) return 1;
  const missing = state.schedules >= longRun ? unreached(coverage, true) : [];
  if (missing.length > 0) {
    console.log(`never reached: ${missing.join('; ')}`);
    return 1;
  }
  console.log('no invariant was broken');
  return 0;
}

process.exitCode = await run(process.argv.slice(2));
