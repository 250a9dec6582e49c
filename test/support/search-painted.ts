import type { Page } from 'playwright-core';

/** One key in the search field, milliseconds from its `keydown`. */
export interface PaintedKey {
  query: string;
  /** Until the frame with the rows (or with "nobody found") for this query was painted by the page. */
  painted: number;
  /** Until the frame after that began: by then the one before is on the screen. */
  nextFrame: number;
  rows: number;
}

declare global {
  interface Window {
    paintedSearch?: { keyAt: number; samples: PaintedKey[] };
  }
}

/**
 * Begins to watch the page: for each key in the search field, when the list that answers the field's text is
 * painted. Runs in the page; nothing of the app knows of it.
 */
export async function watchPaintedSearch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const state: NonNullable<Window['paintedSearch']> = { keyAt: Number.NaN, samples: [] };
    window.paintedSearch = state;
    const measure = (keyAt: number, query: string, rows: number): void => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        let painted = 0;
        // A message posted in the frame's callback comes after the frame's layout and painting.
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
      // A space alone changes no query.
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

/** Types the texts as a person does, a key every `msPerKey`, and gives a sample for each key. */
export async function typeQueries(
  page: Page,
  queries: readonly string[],
  msPerKey: number,
): Promise<PaintedKey[]> {
  await page.locator('#desk-search').focus();
  let expected = await sampleCount(page);
  for (const query of queries) {
    await page.locator('#desk-search').fill('');
    // Whoever clears the field presses a key for it too.
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
