import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { OrganiserRole } from '../../../../domain/organiser/access.ts';
import type { TestOrganiser } from '../../../hub/http/organiser/support.ts';
import { complaintsOf } from '../../../renderer/harness/browser.ts';
import { axeFindings } from '../../../renderer/harness/examine.ts';
import { isFullRun } from '../../../support/test-run.ts';
import type { OrganiserHub, Scene } from './hub.ts';
import { busiest, today } from './venue.ts';

export const laptop = { width: 1366, height: 768 } as const;
export const phone = { width: 390, height: 844 } as const;

export interface Variant {
  language: 'en' | 'fr';
  viewport: { width: number; height: number };
  colorScheme: 'light' | 'dark';
}
const onLaptop: Variant = { language: 'en', viewport: laptop, colorScheme: 'light' };

export const variants: readonly Variant[] = [
  onLaptop,
  { ...onLaptop, viewport: phone },
  { ...onLaptop, language: 'fr' },
  { language: 'fr', viewport: phone, colorScheme: 'dark' },
];

/** Variants for the n-th entry of a list: one in turn, or all of them with `LANYARD_TESTS=all`. */
export function variantsOf(index: number): readonly Variant[] {
  const { length } = variants;
  return isFullRun ? variants : variants.slice(index % length, (index % length) + 1);
}

export interface Opening {
  /** Null: not signed in. */
  role: OrganiserRole | null;
  /** The address after `#/`. */
  place: string;
  /** The hub's address, if not its own. */
  url?: string;
}

export interface OpenPage {
  page: Page;
  context: BrowserContext;
  /** Errors on the console since `open`. */
  complaints: string[];
  /** Goes to a place of a hub with another account; everything typed and opened before is gone. */
  open(hub: OrganiserHub, opening: Opening): Promise<void>;
}

/** Opens a place in a separate page, on a laptop in English. */
export async function openPage(
  browser: Browser,
  first: OrganiserHub,
  opening: Opening,
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: laptop,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  let isSignedIn = false;
  let loads = 0;
  // The page asks who is signed in; before the sign-in the answer is 401.
  const complaints = complaintsOf(page, (text) => !isSignedIn && text.includes('401'));
  const open = async (hub: OrganiserHub, { role, place, url = hub.url }: Opening) => {
    await page.unrouteAll();
    // Otherwise a pending request of the last place could get that hub's end of the session, cookie
    // included.
    await page.goto('about:blank');
    complaints.length = 0;
    isSignedIn = role !== null;
    await context.clearCookies();
    if (role !== null) await context.addCookies([cookieOf(await hub.signedIn(role))]);
    loads += 1;
    // Another query each time: if only the place differs, the browser loads nothing.
    await page.goto(`${url}/organiser/?${loads}#/${place}`);
    await page.locator('h1').first().waitFor();
    await settle(page);
  };
  await open(first, opening);
  return { page, context, complaints, open };
}

function cookieOf({ cookie }: TestOrganiser) {
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  return { name, value, domain: '127.0.0.1', path: '/', secure: true, httpOnly: true };
}

/** Shows what is open in this variant; chooses the language as a person does. */
export async function showAs(page: Page, { language, viewport, colorScheme }: Variant) {
  await page.setViewportSize(laptop);
  await page.emulateMedia({ colorScheme });
  if ((await page.evaluate(() => document.documentElement.lang)) !== language) {
    const name = language === 'fr' ? 'Français' : 'English';
    await page.getByRole('button', { name }).click();
    await page.locator(`html[lang=${language}]`).waitFor();
    // The click scrolls to the button.
    await page.evaluate(() => window.scrollTo(0, 0));
  }
  await page.setViewportSize(viewport);
  await settle(page);
}

/** Waits until every request is answered. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}

/**
 * The thirteenth row of a list is like the first ones; two hundred of them take axe some seconds.
 */
const repetitions = ['.data-table tbody tr:nth-child(n+13)', '.found li:nth-child(n+13)'];

export async function axeFindingsOf(page: Page): Promise<string[]> {
  // A dialog that was just added is not visible yet: axe does not see it, and the page behind it
  // has no main landmark.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.dialog-modal')].every(
      (one) => getComputedStyle(one).opacity === '1',
    ),
  );
  return axeFindings(page, repetitions);
}

/** Names the elements that make the page wider than the screen. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [...document.querySelectorAll('body *')]
      .filter(
        (one) => scrollWidth > clientWidth && one.getBoundingClientRect().right > clientWidth + 1,
      )
      .map((one) => one.outerHTML.slice(0, 120));
  });
}

/** A view to examine: a place, with the role that sees it; `run` does something there first. */
export interface View {
  name: string;
  place: string;
  role: OrganiserRole | null;
  scene: Scene;
  run?: (page: Page, hub: OrganiserHub) => Promise<unknown>;
}

/** What an account with this role sees at a place; null: not signed in. */
export const at = (place: string, role: OrganiserRole | null, scene: Scene = 'day'): View => ({
  name: place,
  place,
  role,
  scene,
});

export const places: readonly View[] = [
  at('overview', 'organiser'),
  at('delegations', 'protocol'),
  at('rooms', 'viewer'),
  at('stations', 'organiser'),
  at('event', 'organiser'),
  at('help', 'organiser'),
  at('people', 'organiser'),
  at(`people/${busiest.id}`, 'organiser'),
  at('search', 'protocol'),
  at('import', 'organiser'),
  at('duplicates', 'organiser'),
  at('tickets', 'organiser'),
  at('exports', 'organiser'),
  at('days', 'organiser'),
  at(`days/${today}`, 'organiser'),
  at('approvals', 'organiser', 'purged'),
  at('privacy', 'data-protection-officer', 'purged'),
  at('activity', 'data-protection-officer'),
  at('accounts', 'organiser'),
  at('account', 'viewer'),
];

/** Places that look different before anyone has come. */
export const emptyPlaces: readonly View[] = [
  ...['overview', 'stations', 'help', 'duplicates', 'days'].map((place) => ({
    ...at(place, 'organiser', 'empty'),
    name: `${place} before anybody has come`,
  })),
];
