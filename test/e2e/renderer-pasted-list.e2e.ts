import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { people } from '../renderer/harness/people.ts';
import { goTo } from '../renderer/harness/steps.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());

/** Pastes text as Chromium does where no field has the focus. */
async function paste(text: string): Promise<void> {
  await page.evaluate((copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', copied);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  }, text);
}

const write = () => page.locator('.roster-foot .button').last();

it('a pasted list of names is compared, asks who may be somebody known, and is written', async () => {
  const [first, second] = people();
  if (first === undefined || second === undefined) throw new Error('nobody is expected');
  await harness.open(page, { query: '' });
  await goTo('app.roster')(page);
  await page.getByRole('grid').waitFor();
  await paste('one cell');
  await paste(
    [
      'Name\tDelegation',
      `${first.printedName}\t${first.delegation}`,
      `${second.printedName}\t${second.delegation}`,
      `Somebody NEW\t${first.delegation}`,
    ].join('\n'),
  );
  await page.getByText('Pasted list').waitFor();
  await page.getByRole('button', { name: 'Compare with roster' }).click();
  await expect.poll(() => write().textContent()).toBe('Decide 2 rows first');
  await page.getByRole('button', { name: `Who is ${first.printedName}?` }).click();
  await page.getByRole('option', { name: 'Another person: add' }).click();
  await expect.poll(() => write().textContent()).toBe('Decide 1 row first');
  await page.getByRole('button', { name: 'All are the same people' }).click();
  await expect.poll(() => write().isEnabled()).toBe(true);
  await write().click();
  await page.getByText('1 delegate added').waitFor();
});
