import type { Page } from 'playwright-core';
import { SimulatedKeyboard } from '../../support/hid.ts';
import { ticketOf } from './people.ts';

/** One state of the page: the options it starts with and the steps that lead to it. */
export interface Scene {
  name: string;
  query?: string;
  steps?: (page: Page) => Promise<void>;
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

async function confirmPassport(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Passport|Passeport/ }).waitFor();
  await page.waitForTimeout(300);
  await page.keyboard.press('Enter');
}

/** Scans, confirms a passport and waits for a text. */
export async function admit(page: Page, index: number, until: RegExp): Promise<void> {
  await scanPerson(page, index);
  await confirmPassport(page);
  await heading(page, until);
}

/** Goes to a screen by its name on the rail. */
export async function go(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name }).click();
}
