import type { Page } from 'playwright-core';

/** The last is that of test/renderer/harness/mirrored.ts. */
const gear = /^(Settings|Réglages|Settingsngs)$/;

/**
 * Opens a screen or a subject of the settings by its name, through the rail or the settings'
 * sidebar.
 */
export async function go(page: Page, name: string | RegExp): Promise<void> {
  const ways = page.getByRole('navigation');
  const settings = ways.getByRole('button', { name: gear });
  const way = ways.getByRole('button', { name, exact: true });
  await settings.waitFor();
  if ((await way.count()) === 0) await settings.click();
  await way.click();
}

export async function openSettings(page: Page, subject: string | RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: gear }).click();
  await go(page, subject);
}

/** Opens a tab of *People*, by its English name. */
export async function openPeople(page: Page, tab: string): Promise<void> {
  await go(page, 'People');
  await page.getByRole('tab', { name: tab, exact: true }).click();
}

/** Opens the import of a list, in English. */
export async function openImport(page: Page): Promise<void> {
  await go(page, 'People');
  await page.getByRole('button', { name: 'Import…', exact: true }).click();
}
