import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BenchResult, rounded } from './bench-result.ts';
import { scanTickets } from './desk.ts';
import { ChromiumTrace, type TraceEvent } from './machine/chromium-trace.ts';
import { keptTraces } from './traces.ts';

/** Number of the longest tasks whose trace is kept. */
const kept = 12;

/**
 * The bench `desk` under Chromium's tracing: the duration of the page's longest tasks, and the
 * processor time of each. The rest of its duration a task waited, for a core or for other threads.
 */
export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
  try {
    const file = join(folder, 'desk.json');
    await scanTickets(file);
    const trace = new ChromiumTrace(file);
    const longest = trace
      .tasks('CrRendererMain')
      .sort((a, b) => took(b) - took(a))
      .slice(0, kept);
    const events = [...new Set(longest.flatMap((task) => trace.around(task)))];
    mkdirSync(keptTraces, { recursive: true });
    const text = JSON.stringify({ traceEvents: events });
    writeFileSync(join(keptTraces, 'desk.json.gz'), gzipSync(text, { level: 9 }));
    const figures = longest.flatMap((task, at) => [
      [`trace.desk.${at + 1}.took_ms`, rounded(took(task))],
      [`trace.desk.${at + 1}.processor_ms`, rounded((task.tdur ?? 0) / 1_000)],
    ]);
    return {
      name: `the page's longest tasks at a traced desk; trace in ${keptTraces}`,
      figures: Object.fromEntries(figures),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds. */
function took({ dur = 0 }: TraceEvent): number {
  return dur / 1_000;
}
