import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFakeWebcam } from '../../test/support/fake-webcam.ts';
import { startDesk } from '../../test/support/running-desk.ts';
import { attemptsOf, decisionsOf } from '../demo/summary.ts';
import { waitFor } from '../demo/wait-for.ts';
import { electronRuntime, ensureDisplay } from '../runtime.mjs';
import { demoDelegates } from '../sample/delegates.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

const tickets = 120;

/**
 * A task of the page's thread that took over 50 ms (Long Tasks API). `end`: UTC milliseconds;
 * `took`: milliseconds.
 */
interface LongTask {
  end: number;
  took: number;
}

declare global {
  interface Window {
    /** Tasks of the page under test. */
    longTasks: LongTask[];
  }
}

/**
 * The real desk before a camera of 30 frames per second. The camera sees nobody for a minute and
 * then 120 different tickets; each is admitted and its badge printed on a virtual printer. Frame to
 * decision counts from the first frame with the code. Decision to first dots counts to the first
 * raster byte handed to the printer's socket.
 */
export async function run(): Promise<BenchResult> {
  await ensureDisplay();
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
  const film = join(folder, 'tickets.mjpeg');
  const codes = demoDelegates()
    .filter(({ status, days }) => status === 'confirmed' && days === null)
    .slice(0, tickets)
    .map(({ ticketCode }) => ticketCode);
  await writeFakeWebcam(film, [
    { text: null, frames: 1_800 },
    ...codes.flatMap((text) => [
      { text, frames: 6 },
      { text: null, frames: 6 },
    ]),
    { text: null, frames: 900 },
  ]);
  const desk = await startDesk(electronRuntime(), {
    webcam: film,
    config: { policies: { idCheck: false } },
  });
  try {
    desk.printer.behaviour.rowsPerMs = 40;
    // From the first frame that is read, without the page's work for the sign-in.
    await desk.page.waitForFunction(() => performance.getEntriesByName('camera-reads').length > 0);
    await desk.page.evaluate(watchLongTasks);
    await waitFor('all badges', 300, () =>
      attemptsOf(desk.log()).filter(({ outcome }) => outcome === 'confirmed').length >= tickets
        ? true
        : null,
    );
    const decisions = decisionsOf(desk.log()).map(({ frameToDecisionMs }) => frameToDecisionMs);
    const dots = attemptsOf(desk.log()).flatMap(({ decisionToFirstDotsMs }) =>
      decisionToFirstDotsMs === null ? [] : [decisionToFirstDotsMs],
    );
    const tasks = await desk.page.evaluate(() => window.longTasks);
    const firstTicket = Date.parse(String(desk.log().find(({ msg }) => msg === 'decision')?.time));
    const empty = tasks.filter(({ end }) => end < firstTicket);
    return {
      name: 'desk: camera to badge, 120 tickets',
      figures: {
        'frame_to_decision.scans': decisions.length,
        'frame_to_decision.first_ms': rounded(decisions[0] ?? Number.NaN),
        'frame_to_decision.p50_ms': rounded(percentile(decisions, 0.5)),
        'frame_to_decision.p95_ms': rounded(percentile(decisions, 0.95)),
        'frame_to_decision.worst_ms': rounded(percentile(decisions, 1)),
        'decision_to_first_byte.p50_ms': rounded(percentile(dots, 0.5)),
        'decision_to_first_byte.p95_ms': rounded(percentile(dots, 0.95)),
        'decision_to_first_byte.worst_ms': rounded(percentile(dots, 1)),
        'ui.empty_tasks_over_50ms': empty.length,
        'ui.tasks_over_50ms': tasks.length,
        'ui.empty_longest_task_ms': longest(empty),
        'ui.longest_task_ms': longest(tasks),
      },
    };
  } finally {
    await desk.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

const longest = (tasks: readonly LongTask[]): number =>
  rounded(Math.max(0, ...tasks.map(({ took }) => took)));

/** Runs in the page. */
function watchLongTasks(): void {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      const end = performance.timeOrigin + startTime + duration;
      window.longTasks.push({ end, took: duration });
    }
  }).observe({ type: 'longtask' });
}
