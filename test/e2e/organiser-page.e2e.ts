import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, loadAxe, tooWide } from '../hub-web/harness/axe.ts';
import { type FakeHub, startFakeHub } from '../hub-web/harness/fake-hub.ts';
import { allPlaces, laptop, openPage, phone, settle } from '../hub-web/harness/pages.ts';
import { steps } from '../hub-web/harness/steps.ts';
import { openBrowser } from '../renderer/harness/browser.ts';

/** Those that look otherwise before anybody has come. */
const emptyPlaces = allPlaces.filter(({ place }) =>
  ['overview', 'stations', 'help', 'duplicates', 'days'].includes(place),
);

let browser: Browser;
let hub: FakeHub;
beforeAll(async () => {
  [browser, hub] = await Promise.all([openBrowser(), startFakeHub()]);
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

/** Chooses the other language as a person does, wherever its button is at that width. */
async function switchLanguage(page: Page): Promise<void> {
  const { language } = await page.evaluate(() => ({ language: document.documentElement.lang }));
  const name = language === 'en' ? 'Français' : 'English';
  await page.getByRole('button', { name }).click();
  await settle(page);
}

async function expectAccessible(page: Page, where: string): Promise<void> {
  expect(await axeFindings(page), where).toEqual([]);
  expect(await tooWide(page), where).toEqual([]);
}

describe.concurrent('every page, on a laptop and on a phone, in both languages', () => {
  it.each(allPlaces)('$place', async ({ place, role }) => {
    const opening = { role, place, language: 'en', viewport: laptop } as const;
    const { page, context, complaints } = await openPage(browser, hub, opening);
    // Two hundred rows that are made alike take axe many seconds.
    if (place === 'delegations') await page.getByRole('searchbox').fill('land');
    await loadAxe(page);
    await expectAccessible(page, 'laptop, en');
    await page.setViewportSize(phone);
    await expectAccessible(page, 'phone, en');
    await page.setViewportSize(laptop);
    await switchLanguage(page);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
    await expectAccessible(page, 'laptop, fr');
    await page.setViewportSize(phone);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page, 'phone, fr, dark');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each(steps)('$name', async ({ name, place, role, run }) => {
    if (name === 'offline') return; // changes the hub for all: below, alone
    const isPhone = steps.findIndex((one) => one.name === name) % 2 === 1;
    const { page, context } = await openPage(browser, hub, {
      ...{ role, place, language: isPhone ? 'fr' : 'en', viewport: isPhone ? phone : laptop },
    });
    await run(page, hub);
    await loadAxe(page);
    await expectAccessible(page, name);
    await context.close();
  });

  it.each(emptyPlaces)('$place before anybody has come', async ({ place, role }) => {
    const { page, context, complaints } = await openPage(browser, hub, {
      ...{ role, place, language: 'fr', viewport: phone, isEmpty: true },
    });
    await loadAxe(page);
    await expectAccessible(page, place);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
