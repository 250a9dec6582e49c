import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronRuntime, withDisplay } from '../../tools/runtime.mjs';
import { launchPage } from '../scan/harness/launch-page.ts';
import { frameDelays, ticketsFilm, waitForTickets } from '../scan/harness/tickets-film.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

const tickets = 200;

/**
 * From the first frame that can have held the code to the page being told of it, in the real Electron with the
 * fake webcam at thirty frames a second. The check-in itself is measured apart.
 */
export async function run(): Promise<BenchResult> {
  return withDisplay(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lanyard-bench-'));
    const film = join(folder, 'tickets.mjpeg');
    await ticketsFilm(film, tickets);
    const launched = await launchPage(electronRuntime(), { film, query: '?camera=on' });
    try {
      await waitForTickets(launched.page, tickets);
      const { scans, longTasks } = await launched.log();
      const delays = frameDelays(scans);
      const firstFrame = scans[0]?.input.seenAt ?? 0;
      return {
        name: 'frame to page, 30 frames a second',
        figures: {
          scans: scans.length,
          p50: rounded(percentile(delays, 0.5)),
          p95: rounded(percentile(delays, 0.95)),
          worst: rounded(percentile(delays, 1)),
          longTasks: longTasks.filter(({ at }) => at > firstFrame).length,
        },
      };
    } finally {
      await launched.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
}
