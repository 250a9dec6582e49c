// npm run test:sync: random schedules of faults in the simulation of desks, hub and network (test/sim); see `usage`.
import { runLongChaos } from '../../test/chaos/long-chaos.ts';
import { unreached } from '../../test/sim/expected-coverage.ts';
import { failureText } from '../../test/sim/exploration.ts';
import { repeat } from '../../test/sim/explore.ts';
import { exploreInChildren, type Sum } from '../../test/sim/explore-children.ts';
import { type Options, readOptions, usage, usualSeconds } from './options.ts';
import { createProgressLine } from './progress-line.ts';

/** From so many schedules on, everything must have come up. */
const longRun = 5_000;

async function run(words: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = readOptions(words);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    return 2;
  }
  if (options.chaos) return await storm(options);
  return options.path === null ? await search(options) : await again(options.seed, options.path);
}

/** Real processes on real stores (test/chaos) instead of the simulation; seconds for each store. */
async function storm({ seed, seconds }: Options): Promise<number> {
  const isWell = await runLongChaos({
    stores: ['sqlite', 'postgres'],
    seconds: seconds ?? usualSeconds,
    seed,
    print: (text) => console.log(text),
  });
  return isWell ? 0 : 1;
}

async function again(seed: number, path: string): Promise<number> {
  const failure = await repeat(seed, path);
  console.log(failure === null ? 'nothing is broken any more' : failureText(failure));
  return failure === null ? 0 : 1;
}

async function search({ seed, schedules, seconds, processes }: Options): Promise<number> {
  console.log(`simulation: --seed ${seed}, ${processes} processes`);
  const line = createProgressLine({ schedules, seconds });
  const sum = await exploreInChildren(
    { seed, schedules, seconds, shrink: true, regressions: true },
    { processes, onProgress: line.show },
  );
  line.end();
  return report(sum);
}

function report(sum: Sum): number {
  const { coverage, failures } = sum;
  console.log('how often, and how often it changed what happened:');
  for (const text of coverage.lines()) console.log(`  ${text}`);
  const rate = (sum.schedules / sum.milliseconds) * 1000;
  console.log(
    `${sum.schedules} schedules, ${sum.steps} steps, ${sum.facts} facts at hubs, ` +
      `${sum.excused} facts on disks that were lost; ` +
      `${(sum.milliseconds / 1000).toFixed(1)} s, ${rate.toFixed(1)} schedules/s`,
  );
  for (const failure of failures) console.log(failureText(failure));
  if (failures.length > 0) return 1;
  const missing = unreached(coverage, sum.schedules >= longRun);
  if (missing.length > 0 && sum.schedules >= longRun) {
    console.log(`never reached: ${missing.join('; ')}`);
    return 1;
  }
  console.log('no invariant was broken');
  return 0;
}

process.exitCode = await run(process.argv.slice(2));
