import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { untilIdle } from '../renderer/harness/steps.ts';
import { press } from '../support/as-people-do.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());

const words = {
  en: {
    companies: 'Companies',
    company: 'Company',
    by: /Approved by/,
    find: 'Name, company or code',
  },
  fr: {
    companies: 'Sociétés',
    company: 'Société',
    by: /Approuvé par/,
    find: 'Nom, société ou code',
  },
} as const;

it.each(['en', 'fr'] as const)(
  'an event of companies names them, and no delegation: %s',
  async (language) => {
    await harness.open(page, `groups=company&id=0&lang=${language}`);
    await untilIdle(page);
    const { companies, company, by, find } = words[language];
    // The sample event has a category of this name.
    const speaksOfNone = async (): Promise<void> =>
      expect(await page.locator('body').textContent()).not.toMatch(
        /(?<!head of |cheff?e? de )d[ée]l[ée]gation|quorum|\{\{/i,
      );
    await page.getByRole('navigation').getByText(companies).waitFor();
    await page.getByPlaceholder(find, { exact: true }).waitFor();
    await speaksOfNone();
    await press(page, 'Control+n');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(company).first().waitFor();
    expect(await dialog.getByLabel(by).count()).toBe(0);
    await speaksOfNone();
    await press(page, 'Escape');
    await dialog.waitFor({ state: 'detached' });
    await press(page, 'Control+g');
    await page.getByRole('heading', { name: companies }).first().waitFor();
    await speaksOfNone();
  },
);
