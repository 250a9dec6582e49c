import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanUp } from '../hub/http/support.ts';
import { type OrganiserHub, startOrganiserHub } from '../hub-web/harness/hub.ts';
import { type OpenPage, openPage } from '../hub-web/harness/pages.ts';
import { openBrowser } from '../renderer/harness/browser.ts';

let browser: Browser;
let hub: OrganiserHub;
beforeAll(async () => {
  browser = await openBrowser();
  hub = await startOrganiserHub('day');
});
afterAll(async () => {
  await browser?.close();
  await cleanUp();
});

const opened = (): Promise<OpenPage> =>
  openPage(browser, hub, { role: 'organiser', place: 'event' });
const state = () => hub.running.hub.eventVersions();
const dialogOf = (page: Page) => page.getByRole('dialog');
const save = (page: Page) => page.getByRole('button', { name: 'Save for every station' }).click();

async function rename(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('button', { name: `Change ${from}` }).click();
  await dialogOf(page).getByRole('textbox', { name: 'Name in English' }).fill(to);
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
}

it('a session is moved and a category added: one version, with both changes in words', async () => {
  const { page, context } = await opened();
  await page.getByRole('button', { name: 'Change Closing panels' }).click();
  await dialogOf(page).getByLabel('Closes').fill('19:30');
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('button', { name: 'Add a category' }).click();
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await dialogOf(page).getByText('Nothing is applied yet.', { exact: false }).waitFor();
  await dialogOf(page).getByRole('textbox', { name: 'Name in English' }).fill('Minister');
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await page.getByText('2 changes not saved').waitFor();
  await save(page);
  await page.getByText('Version 2 saved').waitFor();
  const { version, file } = await state();
  expect(version).toBe(2);
  expect(file.categories.at(-1)).toMatchObject({ id: 'minister', name: { fr: 'Minister' } });
  const versions = page.locator('section', { hasText: 'Versions' }).last();
  await versions.getByText('Category “Minister”: added').waitFor();
  await versions.getByText('13:30–19:30', { exact: false }).waitFor();
  await context.close();
});

it('two organisers change the event at once: the second sees the first’s change, and both hold', async () => {
  const [first, second] = [await opened(), await opened()];
  await rename(first.page, 'Main entrance', 'North entrance');
  await rename(second.page, 'Registration desk', 'Welcome desk');
  await second.page.getByText('1 change not saved').waitFor();
  await save(first.page);
  await second.page.getByText('has saved version', { exact: false }).waitFor();
  await second.page.getByRole('button', { name: 'Take it in, and keep my changes' }).click();
  await save(second.page);
  await expect
    .poll(async () => (await state()).file.checkpoints.map(({ name }) => name.en))
    .toEqual(expect.arrayContaining(['North entrance', 'Welcome desk']));
  for (const { context } of [first, second]) await context.close();
});

it('what people were recorded by is fixed, and an entry is retired rather than removed', async () => {
  const { page, context } = await opened();
  await expect.poll(() => page.getByLabel('Time zone').isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Change Press' }).click();
  await dialogOf(page).getByText('Retired: no longer offered', { exact: false }).click();
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await save(page);
  await expect
    .poll(async () => (await state()).file.categories.find(({ id }) => id === 'press')?.retired)
    .toBe(true);
  await page.getByText('Retired', { exact: true }).first().waitFor();
  await context.close();
});
