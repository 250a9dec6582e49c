import { scan, startDesk } from '../../test/support/running-desk.ts';
import { electronRuntime, withDisplay } from '../runtime.mjs';
import { demoDelegates } from '../sample/delegates.ts';
import { type BenchResult, rounded } from './bench-result.ts';
import { type TreeUse, treeUse } from './machine/process-tree.ts';

/** Five delegates a second for over an hour, or what a busy desk scans in twelve hours. */
const scans = 30_000;
/**
 * Scans between two measurements; with each of these one ticket is also scanned as a hand scanner
 * types it.
 */
const portion = 500;
/** Scans that wait for their answers together, which hides the time between two processes. */
const atATime = 4;
/**
 * Measurements that are not counted: fonts, caches and compiled code come first. In a run of 28,000
 * scans memory rose over the first 8,000 and stayed flat after them.
 */
const warmUpLooks = 20;
/**
 * Measurements at either end, of which the lowest counts. Memory rises until the garbage collector
 * runs, at another time in each of eight processes; a leak is what the collector leaves. Medians of
 * five measurements gave -10, 10 and 25 MB in three runs.
 */
const ends = 10;

/**
 * Twelve hours of a desk in fast forward, in the real Electron: 30,000 scans through the page's own
 * gateway, four at a time. Each of a thousand delegates is scanned about thirty times (admitted
 * with a badge on a virtual printer, then "already in"), with cancelled and unknown ones among
 * them. Every 500th is also typed as by a hand scanner. Measures how much more the whole tree of
 * processes uses at the end than after the first 10,000.
 */
export async function run(): Promise<BenchResult> {
  return withDisplay(async () => {
    const desk = await startDesk(electronRuntime(), { config: { policies: { idCheck: false } } });
    try {
      desk.printer.behaviour.rowsPerMs = 200;
      const pid = desk.app.process().pid ?? 0;
      const codes = demoDelegates().map(({ ticketCode }) => ticketCode);
      const looks: TreeUse[] = [];
      const begin = performance.now();
      for (let done = 0; done < scans; done += portion) {
        const next = Array.from(
          { length: portion },
          (_value, at) => codes[(done + at) % codes.length] ?? '',
        );
        const answered = await desk.page.evaluate(scanAll, { codes: next, atATime });
        if (answered !== portion) throw new Error(`${answered} of ${portion} scans answered`);
        await scan(desk, codes[(done * 7) % codes.length] ?? '');
        looks.push(treeUse(pid));
      }
      return { name: 'soak', figures: figuresOf(looks, (performance.now() - begin) / 1_000) };
    } finally {
      await desk.end();
    }
  });
}

/** Runs in the page: scans tickets, so many at a time; returns how many were answered. */
async function scanAll({ codes, atATime }: { codes: string[]; atATime: number }): Promise<number> {
  let answered = 0;
  const open = codes[Symbol.iterator]();
  const scanner = async (): Promise<void> => {
    for (const code of open) {
      const answer = await window.lanyard.checkIn({
        key: crypto.randomUUID(),
        target: {
          kind: 'scan',
          scan: {
            source: 'hid',
            readings: [code],
            seenAt: performance.timeOrigin + performance.now(),
          },
        },
        identity: null,
      });
      if (answer.ok) answered += 1;
    }
  };
  await Promise.all(Array.from({ length: atATime }, scanner));
  return answered;
}

function figuresOf(looks: readonly TreeUse[], seconds: number): Record<string, number> {
  const lowest = (from: readonly TreeUse[], value: (use: TreeUse) => number): number =>
    Math.min(...from.map(value));
  const first = looks.slice(warmUpLooks, warmUpLooks + ends);
  const last = looks.slice(-ends);
  const rss = ({ rssMegabytes }: TreeUse): number => rssMegabytes;
  const handles = (use: TreeUse): number => use.handles;
  return {
    'soak.scans': scans,
    'soak.seconds': Math.round(seconds),
    'soak.rss_first_mb': Math.round(lowest(first, rss)),
    'soak.rss_last_mb': Math.round(lowest(last, rss)),
    'soak.rss_growth_mb': rounded(lowest(last, rss) - lowest(first, rss)),
    'soak.handles_growth': lowest(last, handles) - lowest(first, handles),
  };
}
