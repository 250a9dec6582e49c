import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { electronRuntime } from '../runtime.mjs';
import { type BenchResult, percentile } from './bench-result.ts';
import { isNarrow, missed, wanted } from './limits.ts';
import { fillMillion } from './machine/million.ts';

interface Bench {
  run(): Promise<BenchResult>;
}

/** They are loaded one at a time, so that none disturbs another. */
const benches: Record<string, () => Promise<Bench>> = {
  decode: () => import('./decode.ts'),
  start: () => import('./start.ts'),
  encode: () => import('./encode.ts'),
  desk: () => import('./desk.ts'),
  'search-painted': () => import('./search-painted.ts'),
  'sync-push': () => import('./sync-push.ts'),
  'sync-first-pull': () => import('./sync-first-pull.ts'),
  fifty: () => import('./fifty.ts'),
  import: () => import('./import.ts'),
  'badge-check': () => import('./badge-check.ts'),
  'people-list': () => import('./people-list.ts'),
  'possible-pairs': () => import('./possible-pairs.ts'),
  door: () => import('./door.ts'),
  soak: () => import('./soak.ts'),
  'roster-sizes': () => import('./roster-sizes.ts'),
};

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    slow: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(
    `usage: npm run bench -- [--json FILE] [--only NAME,NAME] [--slow]
  --slow: one core is busy meanwhile, and times may be 1.5 times as long
  names: ${Object.keys(benches).join(', ')}
`,
  );
  process.exit();
}
const only = values.only?.split(',');
const chosen = Object.entries(benches).filter(
  ([name]) => only === undefined || only.includes(name),
);
if (chosen.length === 0) throw new Error(`no benchmark ${values.only}`);

/** Runs of a benchmark whose figures are near their limits; the median of each figure counts. */
const narrowRuns = 3;

/** Runs a benchmark, and repeats it if a figure misses its limit or nearly does. */
async function measured({ run }: Bench): Promise<BenchResult> {
  const result = await run();
  const all = [result.figures];
  while (all.length < narrowRuns && isNarrow(result.figures, values.slow)) {
    process.stdout.write('  near a limit: once more …\n');
    all.push((await run()).figures);
  }
  const medians = Object.keys(result.figures).map((figure) => [
    figure,
    percentile(
      all.map((figures) => figures[figure] ?? Number.NaN),
      0.5,
    ),
  ]);
  return { ...result, figures: Object.fromEntries(medians) };
}

const busy = values.slow ? spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }) : null;
process.once('exit', () => busy?.kill('SIGKILL'));
const begin = performance.now();
const results: BenchResult[] = [];
for (const [name, load] of chosen) {
  process.stdout.write(`${name} …\n`);
  // The soak measures only memory and handles, so a million delegates can be written meanwhile.
  if (name === 'soak' && chosen.some(([each]) => each === 'roster-sizes')) {
    void fillMillion().catch(() => undefined); // roster-sizes tells what went wrong
  }
  const bench = await load();
  const from = performance.now();
  const result = await measured(bench);
  results.push(result);
  for (const [figure, value] of Object.entries(result.figures)) {
    process.stdout.write(`  ${figure}: ${value}${wanted(figure, value, values.slow)}\n`);
  }
  process.stdout.write(`  (${Math.round((performance.now() - from) / 1_000)} s)\n`);
}
const figures = Object.assign({}, ...results.map((result) => result.figures));
if (values.json !== undefined) {
  const { version, fallback } = electronRuntime();
  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${release()}`,
    node: process.version,
    electron: `${version}${fallback ? ' (fallback from the registry)' : ''}`,
  };
  const seconds = Math.round((performance.now() - begin) / 1_000);
  writeFileSync(
    values.json,
    `${JSON.stringify({ machine, isSlow: values.slow, seconds, figures }, null, 2)}\n`,
  );
}
for (const line of missed(figures, values.slow)) process.stdout.write(`${line}\n`);
busy?.kill('SIGKILL');
