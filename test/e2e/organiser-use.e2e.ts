import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FakeHub, startFakeHub } from '../hub-web/harness/fake-hub.ts';
import { laptop, type Opening, openPage } from '../hub-web/harness/pages.ts';
import { openBrowser } from '../renderer/harness/browser.ts';

let browser: Browser;
let hub: FakeHub;
beforeAll(async () => {
  [browser, hub] = await Promise.all([openBrowser(), startFakeHub()]);
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

async function opened(change: Partial<Opening>) {
  const usual = { role: 'organiser', place: 'overview', language: 'en', viewport: laptop } as const;
  const { page, context } = await openPage(browser, hub, { ...usual, ...change });
  return { page, end: () => context.close() };
}

const present = (page: Page) => page.locator('.figure-value').first();

it('signs in by keyboard alone, and comes to the place in the address', async () => {
  const { page, end } = await opened({ role: null, place: 'rooms' });
  await page.keyboard.type('viewer');
  await page.keyboard.press('Tab');
  await page.keyboard.type('right');
  await page.keyboard.press('Enter');
  await page.locator('[autocomplete="one-time-code"]').waitFor();
  await page.keyboard.type('999999');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  // The focus is in the field again.
  await page.keyboard.type('123456');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Rooms' }).waitFor();
  expect(await page.title()).toBe('Rooms – Lanyard');
  // A viewer is not offered what a viewer may not see.
  const ways = await page.locator('.side-nav a').allInnerTexts();
  expect(ways).toEqual(
    [
      ...['Overview', 'Delegations', 'Rooms', 'Stations', 'Calls for help'],
      ...['Exports', 'Days', 'My account'],
    ].map((name) => expect.stringContaining(name)),
  );
  await end();
});

it('goes to a page by its link: heading focused, title and place told', async () => {
  const { page, end } = await opened({});
  await page.locator('.side-nav a', { hasText: 'Delegations' }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('Delegations');
  expect(await page.title()).toBe('Delegations – Lanyard');
  expect(await page.locator('.side-nav [aria-current="page"]').textContent()).toBe('Delegations');
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await end();
});

it('shows an admission at once, without being touched', async () => {
  const { page, end } = await opened({});
  await page.locator('.live-mark[data-phase="open"]').waitFor();
  const before = Number(await present(page).textContent());
  hub.admit();
  await expect
    .poll(() => present(page).textContent(), { timeout: 30_000 })
    .toBe(String(before + 1));
  await end();
});

it('says how old the figures are while the hub is away, and catches up by itself', async () => {
  const { page, end } = await opened({});
  await page.locator('.live-mark[data-phase="open"]').waitFor();
  const before = Number(await present(page).textContent());
  hub.cut(true);
  const banner = page.locator('.down-banner');
  await banner.getByText('Last update 09:41').waitFor();
  expect(await present(page).textContent()).toBe(String(before));
  hub.admit();
  hub.cut(false);
  await banner.getByRole('button').click();
  await expect
    .poll(() => present(page).textContent(), { timeout: 30_000 })
    .toBe(String(before + 1));
  await expect.poll(() => banner.textContent()).toBe('');
  await end();
});

it('a session that is over leads to the sign-in, and back to where one was', async () => {
  const { page, end } = await opened({ role: 'protocol', place: 'delegations' });
  hub.state.ended.add('protocol');
  hub.cut(false);
  await page.getByText('Your session has ended').waitFor({ timeout: 30_000 });
  hub.state.ended.clear();
  await page.locator('[autocomplete="username"]').fill('protocol');
  await page.locator('[type="password"]').fill('right');
  await page.keyboard.press('Enter');
  await page.locator('[autocomplete="one-time-code"]').fill('123456');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Delegations' }).waitFor();
  await end();
});

it('keeps the delegations in the order of the list until a column is chosen', async () => {
  const { page, end } = await opened({ place: 'delegations' });
  const names = () => page.locator('.data-table tbody [data-title] bdi').allInnerTexts();
  const listed = await names();
  expect(listed.length).toBeGreaterThan(180);
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  expect(await page.locator('th[aria-sort="ascending"]').textContent()).toBe('Present');
  expect(await names()).not.toEqual(listed);
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  expect(await names()).toEqual(listed);
  await page.getByRole('searchbox').fill('cote d');
  expect(await names()).toEqual(['Côte d’Ivoire']);
  await end();
});

it('saves a report as a file, and says what went wrong with another', async () => {
  const { page, end } = await opened({ place: 'exports' });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save List of participants as DOCX' }).click();
  expect((await download).suggestedFilename()).toBe('participants-en.docx');
  await page.getByText('DOCX saved').waitFor();
  await page.getByRole('button', { name: 'Save A report that fails as CSV' }).click();
  await page.getByRole('alert').getByText('The hub is busy').waitFor();
  await end();
});

it('revokes a station only when its name was typed', async () => {
  const { page, end } = await opened({ place: 'stations' });
  await page.getByRole('button', { name: 'Revoke Desk 2' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Desk 1');
  await page.keyboard.press('Enter');
  await dialog.getByText('This is not the station’s name.').waitFor();
  expect(hub.state.world.revoked.size).toBe(0);
  await dialog.getByRole('textbox').fill('Desk 2');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.ended li', { hasText: 'Desk 2' }).waitFor();
  await end();
});
