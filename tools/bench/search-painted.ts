import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { csvOf, sampleHeaders, sampleRows } from '../../test/support/roster-sample.ts';
import { startDesk } from '../../test/support/running-desk.ts';
import { electronRuntime, projectNode, root, withDisplay } from '../runtime.mjs';
import { demoEvent } from '../sample/event.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

/** One key in the search field; milliseconds from its `keydown`. */
interface PaintedKey {
  query: string;
  /** Until the page painted the frame with the rows (or with "nobody found") for this query. */
  painted: number;
  /** Until the next frame began: by then the one before is on the screen. */
  nextFrame: number;
  rows: number;
}

declare global {
  interface Window {
    paintedSearch?: { keyAt: number; samples: PaintedKey[] };
  }
}

/**
 * Measures for each key in the search field when the list that answers the field's text is painted.
 * Runs in the page, without the app's knowledge.
 */
export async function watchPaintedSearch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const state: NonNullable<Window['paintedSearch']> = { keyAt: Number.NaN, samples: [] };
    window.paintedSearch = state;
    const measure = (keyAt: number, query: string, rows: number): void => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        let painted = 0;
        // A message posted in the frame's callback arrives after the frame's layout and painting.
        port1.onmessage = () => {
          painted = performance.now() - keyAt;
        };
        port2.postMessage(null);
        requestAnimationFrame((nextFrameAt) => {
          const nextFrame = nextFrameAt - keyAt;
          state.samples.push({
            query,
            painted: Math.min(painted || nextFrame, nextFrame),
            nextFrame,
            rows,
          });
        });
      });
    };
    window.addEventListener(
      'keydown',
      // A space alone does not change the query.
      ({ key, timeStamp }) => (state.keyAt = key === ' ' ? Number.NaN : timeStamp),
      true,
    );
    new MutationObserver(() => {
      const field = document.querySelector<HTMLInputElement>('#desk-search');
      const list = document.querySelector<HTMLElement>('[data-answers]');
      if (field === null || list === null || Number.isNaN(state.keyAt)) return;
      if (list.dataset.answers !== field.value.trim()) return;
      const { keyAt } = state;
      state.keyAt = Number.NaN;
      measure(keyAt, field.value, list.querySelectorAll('[role="option"]').length);
    }).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
}

/**
 * Types the texts at a person's speed, a key every `msPerKey`, and returns a sample for each key.
 */
export async function typeQueries(
  page: Page,
  queries: readonly string[],
  msPerKey: number,
): Promise<PaintedKey[]> {
  await page.locator('#desk-search').focus();
  let expected = await sampleCount(page);
  for (const query of queries) {
    await page.locator('#desk-search').fill('');
    // A person clears the field by a key, too.
    await page.waitForTimeout(msPerKey);
    for (const letter of query) {
      const from = performance.now();
      await page.evaluate(() => {
        if (window.paintedSearch !== undefined) window.paintedSearch.keyAt = Number.NaN;
      });
      await page.keyboard.press(letter === ' ' ? 'Space' : letter);
      if (letter !== ' ') {
        expected += 1;
        await page.waitForFunction(
          (count) => (window.paintedSearch?.samples.length ?? 0) >= count,
          expected,
        );
      }
      const rest = msPerKey - (performance.now() - from);
      if (rest > 0) await page.waitForTimeout(rest);
    }
  }
  return page.evaluate(() => window.paintedSearch?.samples ?? []);
}

function sampleCount(page: Page): Promise<number> {
  return page.evaluate(() => window.paintedSearch?.samples.length ?? 0);
}

const delegationColumn = 7;
const administrationColumn = 8;

/**
 * Imports `count` invented delegates (test/support/roster-sample.ts) of the demo event's
 * delegations into a data directory, by the app's own import command. Needs a built app and a
 * display.
 *
 * @throws when the import fails, with its output
 */
export async function importLargeRoster(dataDir: string, count: number): Promise<void> {
  const file = join(dataDir, 'large-roster.csv');
  writeFileSync(file, csvOf(largeRoster(count)));
  const words = [join(root, 'tools/import/run.ts'), file, '--yes', `--data-dir=${dataDir}`];
  await new Promise<void>((done, fail) => {
    const child = execFile(projectNode, words, { cwd: root }, (error, stdout, stderr) => {
      if (error === null) done();
      else fail(new Error(`${stdout}${stderr}`));
    });
    child.stdin?.end();
  });
}

function* largeRoster(count: number): Generator<readonly string[]> {
  const { delegations } = demoEvent();
  yield sampleHeaders;
  let index = 0;
  for (const row of sampleRows(count)) {
    const delegation = delegations[(index * 7) % delegations.length];
    index += 1;
    if (delegation === undefined) throw new Error('the demo event has no delegations');
    row[delegationColumn] = delegation.code;
    row[administrationColumn] = `Customs Administration, Department ${index % 40}`;
    yield row;
  }
}

const rosterSize = 100_000;
/** A quick typist: ten letters a second. */
const msPerKey = 100;

/**
 * Family and given names in either order, codes, administrations, delegations, other spellings,
 * texts without a match.
 */
const queries = [
  'garovmann',
  'schanson',
  'anna',
  'maria jose',
  'mueller',
  'jurgen hof',
  'lukasz',
  'nguyen',
  'customs administration',
  'department 12',
  'ivan petrov',
  'mohamed',
  'ahmed laell',
  'zoe mac',
  'gsc-000123',
  'GSC-0999',
  'belgium',
  'belgique',
  'japon ta',
  'be fer',
  'zzyzx',
  'soren',
  'oslo',
  'wolierbach',
  'a',
  'e',
  'g',
  'p',
  'thandiwe ko',
  'xuestsen',
  'papp',
  'tanaka',
  'jean-marc',
];

/** From key to painted list, in milliseconds, in the real app with a roster of 100,000. */
export async function run(): Promise<BenchResult> {
  return withDisplay(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
    try {
      await importLargeRoster(dataDir, rosterSize);
      const desk = await startDesk(electronRuntime(), { dataDir });
      try {
        await watchPaintedSearch(desk.page);
        const samples = await typeQueries(desk.page, queries, msPerKey);
        const painted = samples.map((one) => one.painted);
        const nextFrame = samples.map((one) => one.nextFrame);
        return {
          name: 'search: key to painted list, 100,000 delegates',
          figures: {
            'search_painted.keys': samples.length,
            'search_painted.p50_ms': rounded(percentile(painted, 0.5)),
            'search_painted.p95_ms': rounded(percentile(painted, 0.95)),
            'search_painted.worst_ms': rounded(percentile(painted, 1)),
            'search_painted.next_frame_p50_ms': rounded(percentile(nextFrame, 0.5)),
            'search_painted.next_frame_p95_ms': rounded(percentile(nextFrame, 0.95)),
          },
        };
      } finally {
        await desk.end();
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}
