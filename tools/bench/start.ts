import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeWebcamArguments, writeFakeWebcam } from '../../test/support/fake-webcam.ts';
import { launchOverCdp, type OutsideApp } from '../../test/support/launch-over-cdp.ts';
import { electronRuntime, withDisplay } from '../runtime.mjs';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { cpuSecondsBelow, treeUse } from './machine/process-tree.ts';

/** Starts of each app, in turns. */
const rounds = 3;
/**
 * Starts of each app before the counted ones: the first reads from disk, the second leaves the
 * page's compiled code (Chromium's code cache) for the later ones.
 */
const before = 2;
/** Milliseconds of a start without a debugger: it would slow down apps with more to report. */
const leftAlone = 3_000;
/**
 * Milliseconds from ready to the measurement of memory. By then the work after the page's load has
 * begun (main/app/window/page-ready.ts), and V8 has collected what the start left behind (it waits
 * some 20 s). Then the time over which processor time is counted, and the time in which the drawing
 * thread loads its fonts.
 */
const settled = 30_000;
const watched = 10_000;
const drawingLoads = 6_000;

/** One start: milliseconds since the command. */
interface Start {
  ready: number;
  /** Until the page showed itself: from then on it hears a hand scanner. */
  painted: number;
}

/** What the processes use while nothing happens; megabytes. */
interface AtRest {
  memory: number;
  /** The same after the thread that draws badges was started; null for another app. */
  drawing: number | null;
  /** Processor time as a share of one core. */
  idle: number;
}

/**
 * What the system has in memory as the app starts: nothing, as after switching on, or everything
 * that it read the last time. The "cold start" is the former, and its figures have the
 * shorter names.
 */
type Temper = 'cold' | 'warm';

/**
 * The station or an app to compare it with: its command line, and the timeline entry that shows it
 * is ready.
 */
interface Subject {
  name: 'lanyard' | 'empty' | 'camera';
  words: readonly string[];
  appFolder?: string;
  entry: string;
}

/**
 * A kiosk with a thousand delegates and a camera at thirty frames a second, from the command to the
 * first frame that it reads. For comparison an Electron window of the same runtime with one line of
 * text, from the command to its first painting, and the same window with that camera, to its first
 * frame: the least that a kiosk could take. All by the page's own clock, and all again with the
 * system's file cache emptied before (on Linux only root may do that). Memory is that of all
 * processes after the last warm start. One more warm start gives its processor time and its share
 * of the machine's cores: near 1, only less work makes it shorter.
 */
export async function run(): Promise<BenchResult> {
  return withDisplay(async (display) => {
    const folder = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
    try {
      const subjects = await makeSubjects(folder);
      const starts = { warm: noStarts(), cold: noStarts() };
      const rests: Record<Subject['name'], AtRest | null> = {
        lanyard: null,
        empty: null,
        camera: null,
      };
      for (let round = -before; round < rounds; round += 1) {
        for (const subject of subjects) {
          const app = await launch(subject, display);
          try {
            const start = await startOf(app, subject);
            if (round >= 0) starts.warm[subject.name].push(start);
            if (round === rounds - 1) rests[subject.name] = await atRest(app, subject);
          } finally {
            await app.end();
          }
        }
      }
      for (let round = 0; round < rounds; round += 1) {
        for (const subject of subjects) {
          if (!emptyFileCache()) continue;
          const app = await launch(subject, display);
          starts.cold[subject.name].push(await startOf(app, subject).finally(() => app.end()));
        }
      }
      const work: Record<string, number> = {};
      for (const subject of subjects) Object.assign(work, await workOf(subject, display));
      const figures = {
        ...startFigures('cold', starts.cold),
        ...startFigures('warm', starts.warm),
        ...restFigures(rests),
        ...work,
      };
      return { name: 'start and memory against an empty window', figures };
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

/** The kiosk with a film without people, and the empty window; both keep their data in `folder`. */
async function makeSubjects(folder: string): Promise<Subject[]> {
  const film = join(folder, 'nobody.mjpeg');
  await writeFakeWebcam(film, [{ text: null, noise: 3, frames: 30 }]);
  const config = join(folder, 'config.json');
  const settings = { mode: 'kiosk', language: 'en', cameraEnabled: true, printers: [] };
  writeFileSync(config, JSON.stringify(settings));
  const data = join(folder, 'data');
  const profile = join(folder, 'profile');
  const cameraProfile = join(folder, 'camera-profile');
  for (const made of [data, profile, cameraProfile]) mkdirSync(made);
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
    {
      name: 'camera',
      words: [...fakeWebcamArguments(film), '--camera', `--user-data-dir=${cameraProfile}`],
      appFolder: join(import.meta.dirname, 'empty-window'),
      entry: 'camera-reads',
    },
  ];
}

/** A started app, with the UTC milliseconds of its command. */
interface Running extends OutsideApp {
  begin: number;
}

async function launch(subject: Subject, display: string | undefined): Promise<Running> {
  const begin = Date.now();
  const app = await launchOverCdp(electronRuntime(), {
    command: ['/usr/bin/env'],
    words: subject.words,
    ...(subject.appFolder === undefined ? {} : { appFolder: subject.appFolder }),
    leftAlone,
    env: { HOME: tmpdir(), ...(display === undefined ? {} : { DISPLAY: display }) },
  });
  return { ...app, begin };
}

async function startOf(app: Running, { entry }: Subject): Promise<Start> {
  const ready = (await readyAt(app, entry)) - app.begin;
  return { ready, painted: (await readyAt(app, 'first-contentful-paint')) - app.begin };
}

/** Milliseconds between two readings of processor time. */
const glances = 25;

/**
 * Processor time of all processes of a warm start until it is ready, and its share of the cores.
 */
async function workOf(
  subject: Subject,
  display: string | undefined,
): Promise<Record<string, number>> {
  const before = cpuSecondsBelow(process.pid);
  const seen: { at: number; milliseconds: number }[] = [];
  const look = (): void => {
    const milliseconds = (cpuSecondsBelow(process.pid) - before) * 1_000;
    seen.push({ at: Date.now(), milliseconds });
  };
  const looking = setInterval(look, glances);
  const app = await launch(subject, display).finally(() => clearInterval(looking));
  try {
    const { ready } = await startOf(app, subject);
    const used = seen.findLast(({ at }) => at <= app.begin + ready)?.milliseconds ?? Number.NaN;
    return {
      [`start.warm.${subject.name}_cpu_ms`]: Math.round(used),
      [`start.warm.${subject.name}_share_of_cores`]: rounded(used / ready / availableParallelism()),
    };
  } finally {
    await app.end();
  }
}

async function atRest(app: Running, { name }: Subject): Promise<AtRest> {
  await pause(settled);
  const pid = app.process.pid ?? 0;
  const use = treeUse(pid);
  const from = performance.now();
  await pause(watched);
  const later = treeUse(pid);
  const idle = (later.cpuSeconds - use.cpuSeconds) / ((performance.now() - from) / 1_000);
  if (name !== 'lanyard') return { memory: use.pssMegabytes, drawing: null, idle };
  // A look-up of a registration starts the drawing thread, since a badge may follow.
  await app.page.evaluate(() =>
    window.lanyard.kioskLookUp({ kind: 'typed', code: 'NOBODY', familyName: 'NOBODY' }),
  );
  await pause(drawingLoads);
  return { memory: use.pssMegabytes, drawing: treeUse(pid).pssMegabytes, idle };
}

/** UTC milliseconds of an entry of the page's timeline; waits until it exists. */
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

function noStarts(): Record<Subject['name'], Start[]> {
  return { lanyard: [], empty: [], camera: [] };
}

/**
 * Empties the system's file cache (proc_sys_vm(5)); returns false where that is not allowed: on
 * Linux only root may.
 */
function emptyFileCache(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  execFileSync('sync');
  writeFileSync('/proc/sys/vm/drop_caches', '3');
  return true;
}

function startFigures(
  temper: Temper,
  starts: Record<Subject['name'], readonly Start[]>,
): Record<string, number> {
  if (starts.lanyard.length === 0) return {};
  const median = (name: Subject['name'], value: (start: Start) => number): number =>
    percentile(starts[name].map(value), 0.5);
  const ready = (start: Start): number => start.ready;
  const prefix = temper === 'cold' ? 'start' : 'start.warm';
  const figures: Record<string, number> = {};
  for (const name of ['lanyard', 'empty', 'camera'] as const) {
    figures[`${prefix}.${name}_ms`] = Math.round(median(name, ready));
    figures[`${prefix}.${name}_painted_ms`] = Math.round(median(name, ({ painted }) => painted));
  }
  figures[`${prefix}.ratio_empty_electron`] = rounded(
    median('lanyard', ready) / median('empty', ready),
  );
  figures[`${prefix}.camera_ratio_empty_electron`] = rounded(
    median('camera', ready) / median('empty', ready),
  );
  return figures;
}

function restFigures({ lanyard, empty, camera }: Record<Subject['name'], AtRest | null>) {
  if (lanyard === null || empty === null || camera === null) throw new Error('no round');
  if (lanyard.drawing === null) throw new Error('nothing was drawn');
  return {
    'memory.lanyard_mb': Math.round(lanyard.memory),
    'memory.lanyard_drawing_mb': Math.round(lanyard.drawing),
    'memory.empty_mb': Math.round(empty.memory),
    'memory.camera_mb': Math.round(camera.memory),
    'memory.ratio_empty_electron': rounded(lanyard.memory / empty.memory),
    'memory.camera_ratio_empty_electron': rounded(camera.memory / empty.memory),
    'idle.lanyard_cpu_share': rounded(lanyard.idle),
    'idle.empty_cpu_share': rounded(empty.idle),
    'idle.camera_cpu_share': rounded(camera.idle),
  };
}
