import type { Page } from 'playwright-core';

/**
 * Typing speed of people, for Playwright's keyboard: milliseconds that each key stays down.
 * Anything quicker the page takes for a hand scanner: in ui/hotkeys.tsx a plain key
 * counts 100 ms after the one before. On a quick machine this delay is the only time between two
 * keys.
 */
export const asPeopleDo = { delay: 110 } as const;

/**
 * Presses keys one after the other as a person does, each so long after the last that none is part
 * of a scan.
 */
export async function press(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.waitForTimeout(150);
    await page.keyboard.press(name, { delay: 20 });
  }
}
