import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { BenchResult } from './bench-result.ts';

/** Every benchmark by name; loaded one at a time, so that none disturbs another. */
const benches: Record<string, () => Promise<{ run(): Promise<BenchResult> }>> = {
  'check-in': () => import('./check-in.ts'),
  search: () => import('./search.ts'),
  'search-painted': () => import('./search-painted.ts'),
  import: () => import('./import.ts'),
  print: () => import('./print.ts'),
  render: () => import('./render.ts'),
  'print-batch': () => import('./print-batch.ts'),
  'scan-decode': () => import('./scan-decode.ts'),
  'scan-frame-to-decision': () => import('./scan-frame-to-decision.ts'),
  'sync-push': () => import('./sync-push.ts'),
  'sync-first-pull': () => import('./sync-first-pull.ts'),
  'sync-kiosks': () => import('./sync-kiosks.ts'),
  desk: () => import('./desk.ts'),
  'day-close': () => import('./day-close.ts'),
};

const { values } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string' } },
});
const results: BenchResult[] = [];
for (const [name, load] of Object.entries(benches)) {
  if (values.only !== undefined && values.only !== name) continue;
  process.stdout.write(`${name} …\n`);
  const { run } = await load();
  const result = await run();
  results.push(result);
  for (const [figure, value] of Object.entries(result.figures)) {
    process.stdout.write(`  ${figure}: ${value}\n`);
  }
}
if (values.json !== undefined) {
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version };
  writeFileSync(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`);
}
