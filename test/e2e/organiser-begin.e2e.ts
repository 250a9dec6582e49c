import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildOrganiserPageIfChanged } from '../../tools/organiser-page.mjs';
import { root } from '../../tools/runtime.mjs';
import { type BeginningHub, beginTestHub } from '../hub/http/begin.ts';
import { goodPassword, TestTotp } from '../hub/http/organiser/browser.ts';
import { cleanUp } from '../hub/http/support.ts';
import { openBrowser } from '../renderer/harness/browser.ts';
import { chooseFirst } from '../support/fill-list.ts';
import { axeFindingsOf, laptop, phone, tooWide } from '../web/organiser/harness/pages.ts';

let browser: Browser;
let hub: BeginningHub;
beforeAll(async () => {
  await buildOrganiserPageIfChanged();
  browser = await openBrowser();
  hub = await beginTestHub(`${root}/out/organiser`);
});
afterAll(async () => {
  await browser?.close();
  await cleanUp();
  await hub?.cleanUp();
});

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Marie');
  await page.getByLabel('Name of the event').fill('Forum');
  await page.getByLabel(/^Place(?! in)/).fill('Brussels');
  await page.getByLabel(/^First day/).fill('2026-10-24');
  await chooseFirst(
    page.getByRole('combobox', { name: /Time zone/ }),
    'Brussels',
    'Europe/Brussels',
  );
}

it('an event is created on the page of a fresh hub, which then runs with it', async () => {
  const context = await browser.newContext({ viewport: laptop, locale: 'en-GB' });
  const page = await context.newPage();
  const create = page.getByRole('button', { name: 'Create the event' });
  await page.goto(`${hub.url}/organiser/#set-up=AAAA-BBBB-CCCC-DDDD`);
  await page.getByRole('heading', { name: 'Create the event' }).waitFor();
  await create.click();
  await page.getByText('Enter your name.').waitFor();
  for (const viewport of [laptop, phone]) {
    await page.setViewportSize(viewport);
    expect(await axeFindingsOf(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
  }
  await page.setViewportSize(laptop);
  await fillIn(page);
  await create.press('Enter');
  await page.getByRole('alert').getByText('The set-up code is not valid').waitFor();
  await page.getByLabel('Code', { exact: false }).first().fill(hub.code);
  // The organiser chooses a table in the browser; the hub reads it and reports problems by line.
  await page.getByText('Your own table').click();
  const heads = 'Code,Name in English,Name in French';
  const choose = async (name: string, ...lines: string[]): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page
      .getByRole('region', { name: 'List of delegations' })
      .getByRole('button', { name })
      .click();
    const buffer = Buffer.from([heads, ...lines].join('\n'));
    await (await chooser).setFiles({ name: 'own.csv', mimeType: 'text/csv', buffer });
  };
  await choose('Choose…', 'XA,Alpha,Alpha', 'XA,Beta,Bêta');
  await page.getByText('Line 3', { exact: true }).waitFor();
  await choose('Choose another…', 'XA,Alpha,Alpha', 'XB,Beta,Bêta');
  await page.getByText('2 delegations · 0 sessions', { exact: false }).waitFor();
  expect(await axeFindingsOf(page)).toEqual([]);
  await create.press('Enter');
  await page.getByText('Event created. The hub is starting.').waitFor();
  const started = await hub.started();
  started.clock.now = Date.now();
  // The same code sets up the first organiser's account.
  await page.locator('.entry-code').waitFor();
  await page.locator('button[type="submit"]').click();
  const secret = (await page.locator('.authenticator-secret').textContent()) ?? '';
  const totp = new TestTotp(started, { secret: secret.replaceAll(' ', '') });
  await page.locator('[autocomplete="new-password"]').fill(goodPassword);
  await page.locator('[autocomplete="one-time-code"]').fill(totp.code());
  await page.locator('button[type="submit"]').click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await expect.poll(() => page.locator('.side-event').textContent()).toBe('Forum');
  await context.close();
});
