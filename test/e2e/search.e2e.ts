import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  importLargeRoster,
  typeQueries,
  watchPaintedSearch,
} from '../../tools/bench/search-painted.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';
import { isFullRun } from '../support/test-run.ts';

const rosterSize = isFullRun ? 20_000 : 4_000;
const megabyte = 1_048_576;

let dataDir: string;
let desk: RunningDesk;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'lanyard-search-'));
  await importLargeRoster(dataDir, rosterSize);
  desk = await startDesk(inject('electron'), { dataDir });
});
afterAll(async () => {
  await desk?.end();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const field = () => desk.page.locator('#desk-search');
const options = () => desk.page.getByRole('option');

/** Waits until the list for the field's text is shown. */
const answered = (query: string): Promise<void> =>
  desk.page.locator(`[data-answers=${JSON.stringify(query)}]`).waitFor();

describe('the search over thousands of delegates', () => {
  it('paints a list for every key', async () => {
    await watchPaintedSearch(desk.page);
    const queries = ['garov', 'gsc-0004', 'zzz'];
    // The benchmarks measure how soon, and with how many rows: `npm run bench -- --only
    // search-painted`.
    const samples = await typeQueries(desk.page, queries, 100);
    expect(samples).toHaveLength(queries.join('').length);
  });

  it('shows the first of very many and says that there are more', async () => {
    await field().fill('customs administration');
    await answered('customs administration');
    await desk.page.getByText('First 40 shown').waitFor();
    await expect.poll(() => options().count()).toBe(40);
  });

  it('finds delegations by name in both languages', async () => {
    for (const query of ['Belgium', 'belgique']) {
      await field().fill(query);
      await answered(query);
      await expect.poll(() => options().first().textContent()).toContain('Belgium');
      await expect.poll(() => options().first().textContent()).toContain('Head of delegation');
    }
  });

  it('takes a pasted megabyte: cut, and said', async () => {
    await field().fill('');
    await field().focus();
    await desk.app.evaluate(
      ({ clipboard }, length) => clipboard.writeText('Garov "x" \u202Eé'.repeat(length / 10)),
      megabyte,
    );
    await desk.page.keyboard.press('Control+v');
    await desk.page.getByText('only the first 200 characters are searched').waitFor();
    const value = await field().inputValue();
    expect(value.length).toBeLessThanOrEqual(200);
    expect(value).not.toContain('\u202E');
    // It continues as before.
    await field().fill('garov');
    await answered('garov');
    await expect.poll(() => options().count()).toBeGreaterThan(0);
    await expect.poll(() => desk.page.getByText('only the first 200').count()).toBe(0);
  });

  it.each([
    '"',
    'anna"',
    'anna*',
    'NEAR(anna mac, 2)',
    'anna NOT mac',
    '-anna',
    'words:anna',
    "'; DROP TABLE delegate; --",
    '%_\\',
    '👩‍💼🏳️‍🌈',
    '\u202Eanna',
    'a\u0301\u0301\u0301\u0301',
    '<img src=x onerror=alert(1)>',
    'a '.repeat(99),
  ])('answers %j like any other text', async (query) => {
    await field().fill(query);
    await desk.page.waitForFunction(() => {
      const { value } = document.querySelector('#desk-search') as HTMLInputElement;
      const list = document.querySelector<HTMLElement>('[data-answers]');
      return list?.dataset.answers === value.trim();
    });
    await expect.poll(() => desk.page.locator('.desk-rows [role="alert"]').count()).toBe(0);
    await field().fill('anna');
    await answered('anna');
    await expect.poll(() => options().count()).toBeGreaterThan(0);
  });
});
