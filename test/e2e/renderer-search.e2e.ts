import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { ticketOf } from '../renderer/harness/people.ts';
import { scan } from '../renderer/harness/steps.ts';
import { asPeopleDo } from '../support/as-people-do.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());
beforeEach(async () => {
  await harness.open(page, '');
  await page.locator('.rail').waitFor();
});

const field = () => page.locator('#desk-search');
const active = () => page.locator('.search-row[aria-selected="true"]');

async function type(text: string): Promise<void> {
  await field().focus();
  await page.keyboard.type(text, asPeopleDo);
  await page.locator(`[data-answers=${JSON.stringify(text)}]`).waitFor();
}

/** Positions of the chosen row after each key, as the field announces them. */
async function positions(keys: readonly string[]): Promise<(string | null)[]> {
  const found: (string | null)[] = [];
  for (const key of keys) {
    await page.keyboard.press(key);
    found.push(await field().getAttribute('aria-activedescendant'));
  }
  return found;
}

describe('the search, by keyboard', () => {
  it('moves by arrows, pages and to both ends', async () => {
    await type('a');
    const keys = ['ArrowDown', 'ArrowUp', 'ArrowUp', 'PageDown', 'Control+End', 'ArrowDown'];
    expect(await positions([...keys, 'Control+Home'])).toEqual(
      [1, 0, 0, 6, 7, 7, 0].map((index) => `desk-search-row-${index}`),
    );
    await expect.poll(() => page.locator('.search-row').count()).toBe(8);
    await expect.poll(() => active().isVisible()).toBe(true);
    // Home and End alone act on the text.
    await positions(['Home']);
    await page.keyboard.type('x', asPeopleDo);
    await expect.poll(() => field().inputValue()).toBe('xa');
  });

  it('is cleared by Escape, and the check-ins are there again', async () => {
    await type('ki');
    await expect.poll(() => page.locator('.recent-row').first().isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await page.locator('.recent-row').first().waitFor();
    await expect.poll(() => field().inputValue()).toBe('');
  });

  it('offers a walk-in with the name that nobody has', async () => {
    await type('zzyzx');
    await page.keyboard.press('Control+n');
    await page.getByRole('dialog').waitFor();
    const values = await page
      .getByRole('dialog')
      .locator('input')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    expect(values.some((value) => value.toLowerCase() === 'zzyzx')).toBe(true);
  });
});

describe('the search, told', () => {
  it('says how many were found in one region that stays', async () => {
    await page.evaluate(() => {
      new MutationObserver(() => {
        const told = document.querySelector('.desk-rows [role="status"]')?.textContent ?? '';
        const all = (document.body.dataset.told ?? '').split('|');
        if (told !== '' && all.at(-1) !== told)
          document.body.dataset.told = [...all, told].join('|');
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await type('ki');
    const region = await page.locator('.desk-rows [role="status"]').elementHandle();
    await page.keyboard.type('m', asPeopleDo);
    await page.locator('[data-answers="kim"]').waitFor();
    await page.keyboard.type('zz', asPeopleDo);
    await page.locator('[data-answers="kimzz"]').waitFor();
    await expect.poll(() => region?.evaluate((element) => element.isConnected)).toBe(true);
    const told = await page.evaluate(() => document.body.dataset.told);
    expect(told).toMatch(/^\|\d+ delegates?\|(.*\|)?Nobody found for “kimzz”$/);
    const row = page.locator('.search-row').first();
    await field().fill('ki');
    await row.waitFor();
    await expect
      .poll(() => row.getAttribute('aria-setsize'))
      .toBe(String(await page.locator('.search-row').count()));
  });

  it('marks what matched, and names heads of delegation and who is in', async () => {
    await type('and');
    await page.getByText('Head of delegation').first().waitFor();
    const marks = await page.locator('.search-row mark').allTextContents();
    expect(new Set(marks.map((mark) => mark.toLowerCase()))).toEqual(new Set(['and']));
    await field().fill('somchai');
    await page.locator('[data-answers="somchai"]').waitFor();
    await page.locator('.search-row').getByText('Present today').waitFor();
  });
});

describe('a hand scanner in the search', () => {
  it('sets off no search for each of its letters, and leaves the field as it was', async () => {
    await page.evaluate(() => {
      const { searchDelegates } = window.lanyard;
      window.lanyard.searchDelegates = (input) => {
        document.body.dataset.asked = `${document.body.dataset.asked ?? ''}|${input.query}`;
        return searchDelegates(input);
      };
    });
    await type('pap');
    await scan(page, ticketOf(2));
    await page.locator('.hero[data-kind="answered"], .hero[data-kind="identity"]').waitFor();
    await expect.poll(() => field().inputValue()).toBe('pap');
    const asked = (await page.evaluate(() => document.body.dataset.asked)) ?? '';
    // The scanner is recognised only after some letters. Of the letters that came through, the
    // first is searched for at once, as a person's would be, and the others together.
    const others = asked.split('|').filter((query) => !'pap'.startsWith(query));
    expect(new Set(others).size).toBeLessThanOrEqual(2);
  });
});

describe('a text too long', () => {
  it('is cut at a paste, which says so until the text changes', async () => {
    await field().focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', `Kim\n\u202E${'x'.repeat(1_048_576)}`);
      document
        .querySelector('#desk-search')
        ?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
    });
    await page.getByRole('alert').getByText('first 200 characters').waitFor();
    await expect.poll(() => field().inputValue()).toBe(`Kim ${'x'.repeat(196)}`);
    await page.keyboard.press('Backspace');
    await expect.poll(() => page.getByText('first 200 characters').count()).toBe(0);
  });
});
