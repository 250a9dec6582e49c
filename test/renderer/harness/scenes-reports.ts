import type { Page } from 'playwright-core';
import { go, type Scene } from './steps.ts';

const reports = /^(Reports|Rapports)$/;

/** Opens the reports' screen and chooses the n-th report of the list, from 0. */
async function choose(page: Page, place: number): Promise<void> {
  await go(page, reports);
  await page.locator('.report-controls .select-button').first().click();
  await page.getByRole('option').nth(place).click();
}

/** The lists that the secretariat takes along. */
export const reportScenes: readonly Scene[] = [
  { name: 'reports', steps: (page) => go(page, reports) },
  { name: 'reports-empty', query: 'roster=empty', steps: (page) => go(page, reports) },
  { name: 'reports-quorum', steps: (page) => choose(page, 8) },
  { name: 'reports-certificates', steps: (page) => choose(page, 15) },
];
