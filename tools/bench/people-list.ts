import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { sampleRows } from '../../test/support/roster-sample.ts';
import { startDesk } from '../../test/support/running-desk.ts';
import { electronRuntime, withDisplay } from '../runtime.mjs';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { importLargeRoster } from './search-painted.ts';

const size = 20_000;
const everybody = `${size.toLocaleString('en')} people`;

/** Family names that somebody has, without accents, which the page would not show as typed. */
const queries = [...sampleRows(size)]
  .flatMap(([, , , , family = '']) => (/^[A-Z][a-z]+$/.test(family) ? [family.toLowerCase()] : []))
  .filter((_, index) => index % 500 === 0);
/** Where in the list the reader jumps to, as shares of its height. */
const places = Array.from({ length: 40 }, (_, index) => ((index * 17) % 40) / 40);

declare global {
  interface Window {
    /** Milliseconds until the page painted what is waited for. */
    paintedPeople?: Promise<number>;
  }
}

/**
 * The list of 20,000 people in the real app: from a filter to its first painted row (the list waits
 * 150 ms for a further key before it searches), and from a jump in the list to its painted rows.
 */
export async function run(): Promise<BenchResult> {
  return withDisplay(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
    try {
      await importLargeRoster(dataDir, size);
      const desk = await startDesk(electronRuntime(), { dataDir });
      try {
        return await measured(desk.page);
      } finally {
        await desk.end();
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

async function measured(page: Page): Promise<BenchResult> {
  const begin = performance.now();
  await page.getByRole('button', { name: /^People/ }).click();
  await page.locator('.row-grid [data-index="0"]').first().waitFor();
  await page.getByText(everybody).first().waitFor();
  const opened = performance.now() - begin;
  const filters: number[] = [];
  for (const query of queries) filters.push(await filtered(page, query));
  const jumps: number[] = [];
  for (const place of places) jumps.push(await jumped(page, place));
  return {
    name: 'the list of 20,000 people: filter, and jump, to painted rows',
    figures: {
      'people_list.open_ms': rounded(opened),
      'people_list.filters': filters.length,
      'people_list.filter_p50_ms': rounded(percentile(filters, 0.5)),
      'people_list.filter_p95_ms': rounded(percentile(filters, 0.95)),
      'people_list.filter_worst_ms': rounded(percentile(filters, 1)),
      'people_list.jump_p50_ms': rounded(percentile(jumps, 0.5)),
      'people_list.jump_p95_ms': rounded(percentile(jumps, 0.95)),
      'people_list.jump_worst_ms': rounded(percentile(jumps, 1)),
    },
  };
}

/** Milliseconds from the text in the search field until the first row that has it is painted. */
async function filtered(page: Page, query: string): Promise<number> {
  const field = page.getByRole('textbox', { name: 'Search by name' });
  await page.evaluate((wanted) => {
    window.paintedPeople = new Promise((done) => {
      let typedAt = Number.NaN;
      window.addEventListener('input', ({ timeStamp }) => (typedAt = timeStamp), {
        capture: true,
        once: true,
      });
      const seen = new MutationObserver(() => {
        const first = document.querySelector('.row-grid [data-index="0"]')?.textContent ?? '';
        if (Number.isNaN(typedAt) || !first.toLowerCase().includes(wanted)) return;
        seen.disconnect();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          // A message posted in the frame's callback arrives after its layout and painting.
          port1.onmessage = () => done(performance.now() - typedAt);
          port2.postMessage(null);
        });
      });
      seen.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  }, query);
  await field.fill(query);
  const taken = await page.evaluate(() => window.paintedPeople ?? Number.NaN);
  await field.fill('');
  await page.getByText(everybody).first().waitFor();
  return taken;
}

/** Milliseconds from a jump to this share of the list until every row in view is painted. */
async function jumped(page: Page, share: number): Promise<number> {
  await page.evaluate((place) => {
    window.paintedPeople = new Promise((done) => {
      const grid = document.querySelector<HTMLElement>('.row-grid');
      if (grid === null) throw new Error('no list of people');
      const jumpedAt = performance.now();
      grid.scrollTop = place * (grid.scrollHeight - grid.clientHeight);
      const { top, bottom } = grid.getBoundingClientRect();
      const look = (): void => {
        const rows = [...grid.querySelectorAll<HTMLElement>('[data-index]')].filter((row) => {
          const at = row.getBoundingClientRect();
          return at.bottom > top && at.top < bottom;
        });
        const isWaiting = rows.some((row) => row.querySelector('.row-grid-wait') !== null);
        if (rows.length < 2 || isWaiting) {
          requestAnimationFrame(look);
          return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now() - jumpedAt);
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  }, share);
  return page.evaluate(() => window.paintedPeople ?? Number.NaN);
}
