import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { OrganiserRole } from '../../../domain/wire/organiser-access.ts';
import type { FakeHub } from './fake-hub.ts';

export const laptop = { width: 1366, height: 768 } as const;
export const phone = { width: 390, height: 844 } as const;

/** How the page is opened. */
export interface Opening {
  /** Null: nobody is signed in. */
  role: OrganiserRole | null;
  /** Place after `#/`. */
  place: string;
  language: 'en' | 'fr';
  viewport: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  isEmpty?: boolean;
}

/** Opens the page in a browser's context of its own. */
export async function openPage(
  browser: Browser,
  hub: FakeHub,
  { role, place, language, viewport, colorScheme = 'light', isEmpty = false }: Opening,
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const options: BrowserContextOptions = {
    viewport,
    colorScheme,
    reducedMotion: 'reduce',
    locale: language === 'fr' ? 'fr-BE' : 'en-GB',
    hasTouch: viewport.width < 600,
  };
  const context = await browser.newContext(options);
  const cookies = [
    ...(role === null ? [] : [{ name: 'role', value: role }]),
    ...(isEmpty ? [{ name: 'scene', value: 'empty' }] : []),
  ];
  await context.addCookies(cookies.map((one) => ({ ...one, url: new URL('/', hub.url).href })));
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // That nobody is signed in yet is asked, and answered by 401.
    if (message.type() === 'error' && !message.text().includes('401'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${hub.url}#/${place}`);
  await page.locator('h1').first().waitFor();
  await settle(page);
  return { page, context, complaints };
}

/** Waits until every question is answered. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

/** Every place of the page, with the role that sees it. */
export const allPlaces: readonly { place: string; role: OrganiserRole }[] = [
  { place: 'overview', role: 'organiser' },
  { place: 'delegations', role: 'protocol' },
  { place: 'rooms', role: 'viewer' },
  { place: 'stations', role: 'organiser' },
  { place: 'help', role: 'organiser' },
  { place: 'search', role: 'protocol' },
  { place: 'duplicates', role: 'organiser' },
  { place: 'exports', role: 'organiser' },
  { place: 'days', role: 'organiser' },
  { place: 'days/2018-10-02', role: 'organiser' },
  { place: 'approvals', role: 'organiser' },
  { place: 'privacy', role: 'data-protection-officer' },
  { place: 'activity', role: 'data-protection-officer' },
  { place: 'accounts', role: 'organiser' },
  { place: 'account', role: 'viewer' },
];
