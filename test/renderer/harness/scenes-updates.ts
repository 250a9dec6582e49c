import type { Page } from 'playwright-core';
import { go, type Scene } from './steps.ts';

async function aboutTab(page: Page): Promise<void> {
  await go(page, /Settings|Réglages/);
  await page.getByRole('tab', { name: /^(About|À propos)/ }).click();
  await page.locator('.update-part').waitFor();
}

/** Updates of the app, in the settings. */
export const updateScenes: readonly Scene[] = [
  { name: 'updates-waiting', query: 'updates=waiting', steps: aboutTab },
  { name: 'updates-blocked', query: 'updates=blocked', steps: aboutTab },
  { name: 'updates-failed', query: 'updates=failed', steps: aboutTab },
];
