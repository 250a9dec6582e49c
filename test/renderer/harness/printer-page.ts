import type { Locator, Page } from 'playwright-core';
import type { PrinterSettings } from '../../../domain/print-job.ts';
import { readPrinters } from '../../../main/config/station-settings.ts';
import { deskOf } from './pages.ts';
import { go } from './steps.ts';

/** What the tests of the printers' pages look for and press. */
export const dialogOf = (page: Page): Locator => page.getByRole('dialog');
export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });
export const savedPrinters = (page: Page): PrinterSettings[] =>
  readPrinters(deskOf(page).context.db, {});
export const openScreen = async (page: Page): Promise<void> => {
  await go(page, /^Printers/);
  await page.getByRole('heading', { level: 1, name: 'Printers' }).waitFor();
};
export const card = (page: Page, name: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

/** Presses Tab until the element has the focus; fails if it is never reached. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await element.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by Tab: ${String(element)}`);
}
