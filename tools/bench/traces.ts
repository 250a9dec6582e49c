import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { launchOverCdp } from '../../test/support/launch-over-cdp.ts';
import { waitFor } from '../demo/wait-for.ts';
import { electronRuntime, root, withDisplay } from '../runtime.mjs';
import { type BenchResult, rounded } from './bench-result.ts';
import { ChromiumTrace, traceCategories } from './machine/chromium-trace.ts';
import { makeSubjects, type Subject } from './start.ts';

/** Folder for the traces, to be opened in Chromium's chrome://tracing or ui.perfetto.dev. */
export const keptTraces = join(root, 'test-results', 'traces');
/** Seconds for which a start is traced, and that Chromium may take to write the trace. */
const traced = 8;
const written = 120;

/**
 * Where the time of a warm start goes: the kiosk of `start` and the apps it is compared with,
 * traced by Chromium from the command on. A traced start is slower than others, so its parts can
 * only be compared with each other.
 */
export async function run(): Promise<BenchResult> {
  return withDisplay(async (display) => {
    const folder = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
    try {
      mkdirSync(keptTraces, { recursive: true });
      const figures: Record<string, number> = {};
      for (const subject of await makeSubjects(folder)) {
        // The first starts write the profile and the page's compiled code; they are not evaluated.
        for (const start of ['first', 'second'])
          await trace(subject, join(folder, `${subject.name}-${start}.json`), display);
        const file = join(folder, `${subject.name}.json`);
        await trace(subject, file, display);
        Object.assign(figures, figuresOf(subject, new ChromiumTrace(file)));
        const packed = createWriteStream(join(keptTraces, `start-${subject.name}.json.gz`));
        await pipeline(createReadStream(file), createGzip({ level: 9 }), packed);
      }
      return { name: `a traced start; traces in ${keptTraces}`, figures };
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

async function trace(subject: Subject, file: string, display: string | undefined): Promise<void> {
  const runtime = electronRuntime();
  const app = await launchOverCdp(runtime, {
    command: ['/usr/bin/env'],
    words: subject.words,
    ...(subject.appFolder === undefined ? {} : { appFolder: subject.appFolder }),
    chromiumArguments: [
      ...runtime.args,
      `--trace-startup=${traceCategories.join(',')}`,
      `--trace-startup-file=${file}`,
      `--trace-startup-duration=${traced}`,
      '--trace-startup-format=json',
      '--trace-startup-record-mode=record-as-much-as-possible',
    ],
    leftAlone: traced * 1_000,
    env: { HOME: tmpdir(), ...(display === undefined ? {} : { DISPLAY: display }) },
  });
  try {
    // Chromium renames the file into place when it is complete.
    await waitFor('the trace', written, () => (existsSync(file) ? true : null));
  } finally {
    await app.end();
  }
}

/** The event that shows readiness in a trace: the page's own mark, or Chromium's of a painting. */
const marks = {
  lanyard: 'camera-reads',
  camera: 'camera-reads',
  empty: 'firstContentfulPaint',
} as const;

function figuresOf({ name }: Subject, found: ChromiumTrace): Record<string, number> {
  const ready = found.momentOf(marks[name]);
  const painted = found.momentOf('firstContentfulPaint');
  if (ready === null || painted === null) throw new Error(`the trace of ${name} has no mark`);
  const main = found.processorTime('CrBrowserMain', ready);
  const page = found.processorTime('CrRendererMain', ready);
  const parts = Object.entries(found.profile('CrBrowserMain', ready, partOf));
  return Object.fromEntries(
    [
      ['ready_ms', ready] as const,
      ['painted_ms', painted] as const,
      ['main_cpu_ms', main] as const,
      ['page_cpu_ms', page] as const,
      ...parts.map(([part, took]) => [`main.${part}_ms`, took] as const),
    ].map(([figure, value]) => [`trace.${name}.${figure}`, rounded(value)]),
  );
}

/** The part of the app that a sampled function of the main process belongs to. */
function partOf(name: string, url: string): string | null {
  if (name === '(idle)' || name === '(program)' || name === '(root)') return null;
  if (name === '(garbage collector)') return 'garbage';
  if (/^compile(SourceTextModule|Function)/.test(name)) return 'compiling';
  if (/chunks\/packages/.test(url)) return 'schemas';
  if (/chunks|out\/main/.test(url)) return 'own_code';
  if (/better-sqlite3/.test(url)) return 'store';
  if (!url.startsWith('node:')) return 'native';
  return /internal\/(modules|url|fs)|node:(fs|path|url)/.test(url) ? 'finding_modules' : 'node';
}
