import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { writePeople } from '../renderer/harness/deeds.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { people } from '../renderer/harness/people.ts';
import { personAdmitted } from '../renderer/harness/steps.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());

const latin = () => page.getByRole('button', { name: 'Print the Latin name' });
const correct = () => page.getByRole('button', { name: 'Correct spelling' });

/** Admits a person with this name, whose letters hold the badge. */
async function admit(names: { printedName?: string; nativeName?: string }): Promise<void> {
  const [person] = people();
  if (person === undefined) throw new Error('nobody is expected');
  await harness.open(page, {
    query: '',
    prepare: (desk) => writePeople(desk, [{ ...person, ...names }]),
  });
  await page.locator('.rail').waitFor();
  await personAdmitted(0, /The fonts lack letters of this name/)(page);
}

it('a letter that the Latin name has too asks for a correction and says which one', async () => {
  await admit({ printedName: 'Jan 😀 PEETERS' });
  await page.getByText('😀', { exact: true }).waitFor();
  await correct().waitFor();
  await expect.poll(() => latin().count()).toBe(0);
  await correct().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Printed name').fill('Jan PEETERS');
  await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
  await page.getByText('Confirmed by the printer').waitFor();
});

it('a second name that no font has prints in Latin letters', async () => {
  await admit({ nativeName: 'ܡܪܝܡ' });
  await correct().waitFor();
  await latin().click();
  await page.getByText('Confirmed by the printer').waitFor();
});
