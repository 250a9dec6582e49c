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

const ways = (page: Page): Promise<string[]> => page.locator('.side-nav a').allInnerTexts();

it('only those who may have a part in a purge see Approvals and Privacy', async () => {
  for (const role of ['protocol', 'security-officer', 'viewer'] as const) {
    const { page, end } = await opened({ role, place: 'privacy' });
    expect((await ways(page)).join(' ')).not.toMatch(/Approvals|Privacy/);
    // Nor by the address: whoever lacks the page comes to the first of their own.
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await end();
  }
});

it('nobody decides their own request; another one refuses with a reason, which the asker reads', async () => {
  const asker = await opened({ role: 'data-protection-officer', place: 'approvals' });
  await asker.page.getByText('You asked for this. Another account decides.').waitFor();
  expect(await asker.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  expect(await asker.page.getByRole('button', { name: 'Withdraw' }).count()).toBe(1);

  const other = await opened({ place: 'approvals' });
  expect((await ways(other.page)).join(' ')).toMatch(/Approvals\s*1/);
  await other.page.getByRole('button', { name: 'Refuse' }).click();
  const dialog = other.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Refuse' }).click();
  await dialog.getByText('Say why.').waitFor();
  await dialog.getByRole('textbox').fill('The list is not final.');
  await other.page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await other.page.getByText('Nothing waits for you').waitFor();
  await other.end();

  await asker.page.goto(`${hub.url}#/privacy`);
  await asker.page.reload();
  await asker.page.getByText('The last request was refused').waitFor();
  await asker.page.getByText('The list is not final.').waitFor();
  await asker.end();
});

it('the hub’s refusal of the wrong second person is shown where it is read', async () => {
  const asker = await opened({ role: 'data-protection-officer', place: 'privacy' });
  await asker.page.getByRole('button', { name: 'Ask for a purge' }).click();
  await asker.page.getByRole('dialog').getByText('The chain of facts without names').waitFor();
  await asker.page.getByRole('dialog').getByRole('textbox').fill('The event is over.');
  await asker.page.keyboard.press('Enter');
  await asker.page.getByText('Waits for approval').waitFor();
  const other = await opened({ place: 'approvals' });
  await other.page.getByRole('button', { name: 'Approve' }).click();
  const dialog = other.page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('same hand');
  await other.page.keyboard.press('Enter');
  const refusal = dialog.getByRole('alert');
  await refusal.getByText('The two accounts are of one hand').waitFor();
  // Scrolled to, above the field that was filled in.
  await expect
    .poll(() => refusal.evaluate((one) => one.getBoundingClientRect().top))
    .toBeGreaterThan(0);
  await asker.page.getByRole('button', { name: 'Withdraw' }).click();
  await asker.page.getByRole('button', { name: 'Ask for a purge' }).waitFor();
  await asker.end();
  await other.end();
});

it('reports a station lost by its name, shows whom it held, and saves them all', async () => {
  const { page, end } = await opened({ role: 'security-officer', place: 'stations' });
  await page.getByRole('button', { name: 'Report lost: Desk 3' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Desk 2');
  await page.keyboard.press('Enter');
  await dialog.getByText('This is not the station’s name.').waitFor();
  expect(hub.state.world.revoked.size).toBe(0);
  await dialog.getByRole('textbox').fill('Desk 3');
  await page.keyboard.press('Enter');
  await dialog.getByText('1,000 persons').waitFor();
  await dialog.getByText(/Registration code, Ticket code/).waitFor();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as CSV' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('lost-Desk 3.csv');
  const stream = await saved.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  const lines = Buffer.concat(parts).toString('utf8').trim().split('\r\n');
  expect(lines).toHaveLength(1_001);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.locator('.ended-name', { hasText: 'Desk 3' }).waitFor();
  await end();
});

it('closes a day: what stays open is said before, the report is saved, and a second one is told', async () => {
  const { page, end } = await opened({ place: 'days' });
  await page.getByRole('link', { name: 'Details and close: Tuesday 2 October' }).click();
  await page.getByRole('heading', { level: 1, name: 'Tuesday 2 October' }).waitFor();
  await page.getByRole('button', { name: 'Ask the stations to close' }).click();
  await page.getByText('Asked at 09:41.').waitFor();
  const second = await opened({ place: 'days/2018-10-02' });
  for (const one of [page, second.page]) {
    await one.getByRole('button', { name: 'Close the day' }).click();
    await one
      .getByRole('dialog')
      .getByText(/Desk 2, Kiosk 1, Kiosk 2 and Door B/)
      .waitFor();
  }
  await page.getByRole('dialog').getByRole('button', { name: 'Close the day' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the report, revision 1' }).click();
  expect((await download).suggestedFilename()).toBe('report-2018-10-02-r1.json');
  await page.getByText(/npm run verify -- report-2018-10-02-r1.json --key/).waitFor();
  await second.page.getByRole('dialog').getByRole('button', { name: 'Close the day' }).click();
  await second.page.getByText('Somebody else has just closed this day').waitFor();
  await second.end();
  await end();
});

it('a viewer sees how a day stands, and is offered no close', async () => {
  const { page, end } = await opened({ role: 'viewer', place: 'days/2018-10-02' });
  await page.getByText('The organiser closes days.').waitFor();
  expect(await page.getByRole('button', { name: /lose/ }).count()).toBe(0);
  // A day that is none leads to the list of days.
  await page.goto(`${hub.url}#/days/2018-13-77`);
  await page.getByRole('heading', { level: 1, name: 'Days' }).waitFor();
  await end();
});

it('calls for help name the desks that see them, and are answered there alone', async () => {
  const { page, end } = await opened({ place: 'help' });
  await page.getByText(/Online now: Desk 1/).waitFor();
  await page.getByText('This page cannot answer for a desk.', { exact: false }).waitFor();
  await end();
});

it('an access request finds one person by a press of Enter and saves both files, by keyboard', async () => {
  const { page, end } = await opened({ role: 'data-protection-officer', place: 'privacy' });
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('savy');
  await page.keyboard.press('Enter');
  const take = page.getByRole('button', { name: /^Take out everything of/ }).first();
  await take.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 look-up').waitFor();
  for (const [name, ending] of [
    ['Save as data (JSON)', /\.json$/],
    ['Save for reading (text)', /\.txt$/],
  ] as const) {
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toMatch(ending);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await take.evaluate((one) => one === document.activeElement)).toBe(true);
  await end();
});
