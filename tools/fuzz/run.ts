import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { TargetResult } from '../../test/fuzz/engine/fuzz-target.ts';
import { fuzzTarget, processorClock } from '../../test/fuzz/engine/fuzz-target.ts';
import { planOf } from '../../test/fuzz/engine/plan.ts';
import { linesOf, summaryOf } from '../../test/fuzz/engine/report-lines.ts';
import { chosenTargets } from '../../test/fuzz/targets/index.ts';

const usage = `npm run fuzz -- [--cases 1000000] [--seed N] [--only PART]
    puts broken bytes, texts and values to every border of the app
    --cases   cases of all targets together; each has its share, by how fast it is
    --seed    the same seed gives the same cases; without one a new one is taken and printed
    --only    a part (scan, table, wire, stick, hub, printer, files, ipc, report) or one target (printer/zpl)`;

const optionsSchema = z.object({
  cases: z.coerce.number().int().min(1).max(1e9).default(100_000),
  seed: z.coerce.number().int().optional(),
  only: z.string().optional(),
});

/** Seconds after which a case that does not end is one that never will. */
const longestCase = 60;

/** Cases of a target from which on an outcome that never came says something. */
const enough = 5_000;

process.exitCode = await run();

async function run(): Promise<number> {
  const options = readOptions();
  const chosen = options === null ? [] : chosenTargets(options.only ?? null);
  if (options === null || chosen.length === 0) {
    console.log(usage);
    return 2;
  }
  const seed = options.seed ?? Date.now() % 2 ** 31;
  console.log(`${options.cases} cases, seed ${seed}, ${chosen.length} targets`);
  const results: TargetResult[] = [];
  for (const { target, cases } of planOf(chosen, options.cases)) {
    const watch = startWatchDog(`${target.name}, seed ${seed}`);
    const result = await fuzzTarget(target, {
      cases,
      seed,
      clock: processorClock,
      onCase: watch.beat,
    });
    await watch.stop();
    results.push(result);
    for (const line of linesOf(result)) console.log(line);
  }
  console.log(summaryOf(results));
  const missed = results.some(({ cases, missed: never }) => cases >= enough && never.length > 0);
  return missed || results.some((result) => result.findings.length > 0) ? 1 : 0;
}

function readOptions(): z.output<typeof optionsSchema> | null {
  try {
    const { values } = parseArgs({
      options: { cases: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
    });
    return optionsSchema.safeParse(values).data ?? null;
  } catch {
    // An option that is none: the usage says how.
    return null;
  }
}

/** Another thread ends the process if no case ends any more: the thread that hangs cannot. */
function startWatchDog(name: string): { beat: () => void; stop: () => Promise<number> } {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('../../test/fuzz/engine/watch-worker.ts', import.meta.url), {
    workerData: { beats, seconds: longestCase, name },
  });
  return { beat: () => void Atomics.add(beats, 0, 1), stop: () => worker.terminate() };
}
