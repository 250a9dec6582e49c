import type { Page } from 'playwright-core';
import { SimulatedKeyboard } from '../../support/hid.ts';
import { ticketOf } from './people.ts';
import type { World } from './world.ts';

/** One state of the page: the station it starts at and the steps that lead to it. */
export interface Scene extends World {
  name: string;
  steps?: (page: Page) => Promise<void>;
}

/** The same station with its screen in a language. */
export function inLanguage(world: World, language: string): World {
  return { ...world, query: `lang=${language}&${world.query ?? ''}` };
}

const keyboards = new WeakMap<Page, Promise<SimulatedKeyboard>>();

/** Types as a hand scanner does: far faster than a person, with Enter at the end. */
export async function scan(page: Page, text: string): Promise<void> {
  const made = keyboards.get(page) ?? SimulatedKeyboard.at(page);
  keyboards.set(page, made);
  const keyboard = await made;
  // Its clock stands still between scans; keys that the test pressed otherwise must not lie in its future.
  await keyboard.pause(130);
  await keyboard.scan(text);
}

/** Waits until a text is seen. */
export const heading = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).first().waitFor();

/** Scans the ticket of a person from the idle desk. */
export async function scanPerson(page: Page, index: number): Promise<void> {
  await heading(page, /Ready to scan|Prêt à lire/);
  await scan(page, ticketOf(index));
  await page.locator('.hero-verdict').waitFor();
}

/** Scans, confirms a passport and waits for a text. */
export async function admit(page: Page, index: number, until: RegExp): Promise<void> {
  await scanPerson(page, index);
  await page.getByRole('button', { name: /Passport|Passeport/ }).click();
  await heading(page, until);
}

/** Goes to a screen by its name on the rail. */
export async function go(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name }).click();
}
