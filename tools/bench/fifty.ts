import { startDesk } from '../../test/support/running-desk.ts';
import { electronRuntime, ensureDisplay } from '../runtime.mjs';
import { demoDelegates } from '../sample/delegates.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

const persons = 50;
/** Milliseconds that an operator looks at the document before confirming it. */
const documentMs = 500;

/**
 * Fifty delegates in a row at a desk of 1366×768 with only hand scanner and keyboard. For each:
 * scan, compare the document for half a second, Enter, take the badge from a virtual printer (200
 * mm a second). The next scan hands the badge over. Counts from the scanner's last key until the
 * badge is printed.
 */
export async function run(): Promise<BenchResult> {
  await ensureDisplay();
  const codes = demoDelegates()
    .filter(({ status, days }) => status === 'confirmed' && days === null)
    .slice(0, persons)
    .map(({ ticketCode }) => ticketCode);
  const desk = await startDesk(electronRuntime());
  try {
    // 203 dots per inch are 8 rows per millimetre, so 1.6 rows per millisecond.
    desk.printer.behaviour.rowsPerMs = 1.6;
    await desk.page.evaluate(() => window.lanyard.saveStationSettings({ handOver: 'next-scan' }));
    const shown = async (selector: string): Promise<void> => {
      await desk.page.waitForFunction((wanted) => document.querySelector(wanted), selector);
    };
    const question: number[] = [];
    const ready: number[] = [];
    for (const code of codes) {
      await desk.keyboard.pause(300);
      await desk.keyboard.scan(code);
      const scanned = performance.now();
      await shown('.hero[data-kind="identity"]');
      question.push(performance.now() - scanned);
      await new Promise((done) => setTimeout(done, documentMs));
      await desk.page.keyboard.press('Enter');
      await shown('.hero .hand-over button:not([data-disabled])');
      ready.push(performance.now() - scanned);
    }
    const figures = (name: string, all: readonly number[]): Record<string, number> => ({
      [`fifty.${name}.p50_ms`]: rounded(percentile(all, 0.5)),
      [`fifty.${name}.p95_ms`]: rounded(percentile(all, 0.95)),
      [`fifty.${name}.worst_ms`]: rounded(percentile(all, 1)),
    });
    return {
      name: 'fifty delegates in a row, without the mouse',
      figures: {
        'fifty.delegates': ready.length,
        'fifty.badges': desk.printer.jobs.length,
        ...figures('scan_to_question', question),
        ...figures('scan_to_next', ready),
      },
    };
  } finally {
    await desk.end();
  }
}
