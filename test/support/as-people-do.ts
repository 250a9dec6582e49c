import type { Page } from 'playwright-core';

/**
 * How slowly people type, for Playwright's keyboard: milliseconds that each key stays down. Quicker than this the page takes what
 * comes next for a hand scanner's (renderer/kit/hotkeys.tsx: a plain key counts 100 ms after the one before), and a quick machine
 * leaves no other time between two keys.
 */
export const asPeopleDo = { delay: 110 } as const;

/** Presses keys one after the other as a person does: long after the last one, so that none is part of a scan. */
export async function press(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.waitForTimeout(150);
    await page.keyboard.press(name, { delay: 20 });
  }
}
