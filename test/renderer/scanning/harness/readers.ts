import type { Page } from 'playwright-core';

/**
 * Milliseconds: a reader that could not be started is tried again after a minute at most
 * (`backOff` of reader-keeper.ts), and the camera is opened anew for it.
 */
const longestAbsence = 90_000;

/** Waits until the page's camera runs and this reader reads its codes. */
export async function readerIsOn(page: Page, reader: 'worker' | 'spare'): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const state = window.pageLog.states.at(-1);
      return state?.kind === 'running' && state.reader === wanted;
    },
    reader,
    { timeout: longestAbsence },
  );
}

/** Ends the newest worker of the page; `silent`: without an error that would report it. */
export async function killReaderOn(page: Page, how: 'loud' | 'silent'): Promise<void> {
  await page.evaluate((isLoud) => {
    const worker = window.workers.at(-1);
    worker?.terminate();
    if (isLoud) worker?.dispatchEvent(new ErrorEvent('error', { message: 'killed by the test' }));
  }, how === 'loud');
}
