import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime, withDisplay } from '../../tools/runtime.mjs';
import { fakeWebcamArguments, writeFakeWebcam } from '../support/fake-webcam.ts';
import { launchOverCdp, type OutsideApp } from '../support/launch-over-cdp.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { type TreeUse, treeUse } from './machine/process-tree.ts';

/** Starts of either app, one after the other in turn, and before them one of each that is not counted. */
const rounds = 3;
/**
 * Milliseconds from ready to the look at memory, by when what begins after the page is loaded, too (main/start/page-ready.ts);
 * and the time in which the processor's is counted.
 */
const settled = 6_000;
const watched = 3_000;

/** One start: milliseconds from the command to ready, and what the processes use then. */
interface Start {
  ready: number;
  /** Milliseconds until the page showed itself: a hand scanner is heard from then on. */
  painted: number;
  use: TreeUse;
  /** Processor time while nothing happens, as a share of one core. */
  idle: number;
}

/** The station and the empty window, each by the words of its command line and how it is known to be ready. */
interface Subject {
  name: 'lanyard' | 'empty';
  words: readonly string[];
  appFolder?: string;
  entry: string;
}

/**
 * A kiosk with a thousand delegates and a camera at thirty frames a second, from the command to the first frame that
 * it reads; beside it an Electron window of the same runtime with one line of text, from the command to its first
 * painting. Both by the page's own clock. Memory is that of all processes, the camera being on at the kiosk.
 */
export async function run(): Promise<BenchResult> {
  return withDisplay(async (display) => {
    const folder = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
    try {
      const subjects = await makeSubjects(folder);
      const starts: Record<Subject['name'], Start[]> = { lanyard: [], empty: [] };
      for (let round = -1; round < rounds; round += 1) {
        for (const subject of subjects) {
          const start = await measure(subject, display);
          if (round >= 0) starts[subject.name].push(start);
        }
      }
      return { name: 'start and memory against an empty window', figures: figuresOf(starts) };
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

async function makeSubjects(folder: string): Promise<Subject[]> {
  const film = join(folder, 'nobody.mjpeg');
  await writeFakeWebcam(film, [{ text: null, noise: 3, frames: 30 }]);
  const config = join(folder, 'config.json');
  const settings = { mode: 'kiosk', language: 'en', camera: { enabled: true }, printers: [] };
  writeFileSync(config, JSON.stringify(settings));
  const data = join(folder, 'data');
  const profile = join(folder, 'profile');
  for (const made of [data, profile]) mkdirSync(made);
  return [
    {
      name: 'lanyard',
      words: [...fakeWebcamArguments(film), `--data-dir=${data}`, `--config=${config}`],
      entry: 'camera-reads',
    },
    {
      name: 'empty',
      words: [`--user-data-dir=${profile}`],
      appFolder: join(import.meta.dirname, 'empty-window'),
      entry: 'first-contentful-paint',
    },
  ];
}

async function measure(subject: Subject, display: string | undefined): Promise<Start> {
  const begin = Date.now();
  const app = await launchOverCdp(electronRuntime(), {
    command: ['/usr/bin/env'],
    words: subject.words,
    ...(subject.appFolder === undefined ? {} : { appFolder: subject.appFolder }),
    env: { HOME: tmpdir(), ...(display === undefined ? {} : { DISPLAY: display }) },
  });
  try {
    const ready = (await readyAt(app, subject.entry)) - begin;
    const painted = (await readyAt(app, 'first-contentful-paint')) - begin;
    await pause(settled);
    const pid = app.process.pid ?? 0;
    const use = treeUse(pid);
    const from = performance.now();
    await pause(watched);
    const later = treeUse(pid);
    const seconds = (performance.now() - from) / 1_000;
    return { ready, painted, use, idle: (later.cpuSeconds - use.cpuSeconds) / seconds };
  } finally {
    await app.end();
  }
}

/** UTC milliseconds of an entry of the page's timeline, as soon as it is there. */
async function readyAt({ page }: OutsideApp, entry: string): Promise<number> {
  const found = await page.waitForFunction((name) => {
    const [first] = performance.getEntriesByName(name);
    return first === undefined ? null : performance.timeOrigin + first.startTime;
  }, entry);
  return Number(await found.jsonValue());
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function figuresOf(starts: Record<Subject['name'], readonly Start[]>): Record<string, number> {
  const median = (name: Subject['name'], value: (start: Start) => number): number =>
    percentile(starts[name].map(value), 0.5);
  const ready = (start: Start): number => start.ready;
  const memory = ({ use }: Start): number => use.pssMegabytes;
  const figures: Record<string, number> = {};
  for (const name of ['lanyard', 'empty'] as const) {
    figures[`start.${name}_ms`] = Math.round(median(name, ready));
    figures[`start.${name}_painted_ms`] = Math.round(median(name, ({ painted }) => painted));
    figures[`memory.${name}_mb`] = Math.round(median(name, memory));
    figures[`idle.${name}_cpu_share`] = rounded(median(name, ({ idle }) => idle));
  }
  figures['start.ratio_empty_electron'] = rounded(
    median('lanyard', ready) / median('empty', ready),
  );
  figures['memory.ratio_empty_electron'] = rounded(
    median('lanyard', memory) / median('empty', memory),
  );
  return figures;
}
