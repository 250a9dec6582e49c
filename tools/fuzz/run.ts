import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import {
  type Finding,
  fuzzTarget,
  planOf,
  processorClock,
  type TargetResult,
} from './engine/fuzz-target.ts';
import { chosenTargets } from './targets/index.ts';

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

/** Seconds after which a case counts as endless. */
const maxCase = 60;

/** Cases of a target from which on a missing outcome is a failure. */
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
    // An unknown option: the caller prints the usage.
    return null;
  }
}

/** Another thread ends the process if cases no longer end: the thread that hangs cannot. */
function startWatchDog(name: string): { beat: () => void; stop: () => Promise<number> } {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./engine/watch-worker.ts', import.meta.url), {
    workerData: { beats, seconds: maxCase, name },
  });
  return { beat: () => void Atomics.add(beats, 0, 1), stop: () => worker.terminate() };
}

/** The result of one target: cases, time, how often each outcome occurred, and the findings. */
function linesOf(result: TargetResult): string[] {
  const { name, cases, milliseconds, missed, findings } = result;
  const each = (milliseconds / Math.max(1, cases)).toFixed(3);
  const head = `${name.padEnd(26)} ${String(cases).padStart(8)} cases ${(milliseconds / 1_000).toFixed(1).padStart(7)} s ${each} ms each  ${outcomesOf(result)}`;
  const never = missed.length === 0 ? [] : [`    never reached: ${missed.join(', ')}`];
  return [head, ...never, ...findings.flatMap(findingLines)];
}

/** `taken 431 (12 kinds) · refused 90`: outcomes with the same first word are counted as kinds. */
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

function summaryOf(results: readonly TargetResult[]): string {
  const cases = results.reduce((sum, result) => sum + result.cases, 0);
  const seconds = results.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1_000;
  const found = results.reduce((sum, { findings }) => sum + findings.length, 0);
  const missed = results.reduce((sum, result) => sum + result.missed.length, 0);
  return `${cases} cases in ${seconds.toFixed(0)} s: ${found} found, ${missed} outcomes never reached`;
}
