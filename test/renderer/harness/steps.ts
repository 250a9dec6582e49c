import type { Page } from 'playwright-core';
import { asPeopleDo } from '../../support/as-people-do.ts';
import { SimulatedKeyboard } from '../../support/hid.ts';
import { ticketOf } from './people.ts';
import type { World } from './world.ts';

/** One thing that a person does on a page, or waits for. */
export type Step = (page: Page) => Promise<unknown>;

/** One state of the page: the station it starts at and the steps that lead to it. */
export interface Scene extends World {
  name: string;
  steps?: (page: Page) => Promise<void>;
}

/** A scene at the plain station. */
export function scene(name: string, ...steps: readonly Step[]): Scene {
  return { name, steps: inOrder(...steps) };
}

/** A scene at another station, or at the plain one with this query. */
export function sceneAt(name: string, world: World | string, ...steps: readonly Step[]): Scene {
  return { ...(typeof world === 'string' ? { query: world } : world), ...scene(name, ...steps) };
}

/** Several steps as one. */
export function inOrder(...steps: readonly Step[]): (page: Page) => Promise<void> {
  return async (page) => {
    for (const step of steps) await step(page);
  };
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
export const scanPerson = (page: Page, index: number): Promise<unknown> =>
  personScanned(index)(page);

/** Goes to a screen by its name on the rail. */
export async function go(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name }).click();
}

/** Waits until a text is seen. */
export const untilText =
  (text: string | RegExp): Step =>
  (page) =>
    heading(page, text);

/** Waits until an element is seen. */
export const untilShown =
  (selector: string): Step =>
  (page) =>
    page.locator(selector).first().waitFor();

const untilRole =
  (role: 'dialog' | 'alert' | 'option'): Step =>
  (page) =>
    page.getByRole(role).first().waitFor();
export const untilDialog = untilRole('dialog');
export const untilAlert = untilRole('alert');
export const untilOption = untilRole('option');
export const untilIdle = untilText(/Ready to scan|Prêt à lire/);

/** Presses a button; `place` counts those of the same name, from the end where it is negative. */
export const press =
  (name: RegExp, place = 0): Step =>
  (page) =>
    page.getByRole('button', { name }).nth(place).click();

/** Presses the last such button of the open dialog. */
export const pressInDialog =
  (name: RegExp): Step =>
  (page) =>
    page.getByRole('dialog').getByRole('button', { name }).last().click();

export const click =
  (selector: string, place = 0): Step =>
  (page) =>
    page.locator(selector).nth(place).click();

/** Chooses by its label what is drawn over a hidden input. */
export const clickText =
  (text: RegExp): Step =>
  (page) =>
    page.getByText(text).last().click();

export const openTab =
  (name: RegExp): Step =>
  (page) =>
    page.getByRole('tab', { name }).click();

export const goTo =
  (name: RegExp): Step =>
  (page) =>
    go(page, name);

/** Opens a part of the settings. */
export const openSettings = (name: RegExp): Step =>
  inOrder(goTo(/^(Settings|Réglages)/), openTab(name));

export const fill =
  (label: RegExp, text: string): Step =>
  (page) =>
    page.getByLabel(label).fill(text);

/** Fills in the only field of its kind, or one of several by its place. */
export const fillBox =
  (role: 'textbox' | 'combobox', text: string, place = 0): Step =>
  (page) =>
    page.getByRole(role).nth(place).fill(text);

/** Presses keys one after the other. */
export const keys = (...names: readonly string[]): Step =>
  inOrder(...names.map((name) => (page: Page) => page.keyboard.press(name)));

export const type =
  (text: string): Step =>
  (page) =>
    page.keyboard.type(text, asPeopleDo);

export const scanCode =
  (text: string): Step =>
  (page) =>
    scan(page, text);

/** Scans a code at the idle desk, and waits for its verdict. */
export const scanned = (text: string): Step =>
  inOrder(untilIdle, scanCode(text), untilShown('.hero-verdict'));

export const personScanned = (index: number): Step => scanned(ticketOf(index));

/** Scans, confirms a passport and waits for a text. */
export const personAdmitted = (index: number, until: RegExp): Step =>
  inOrder(personScanned(index), press(/Passport|Passeport/), untilText(until));
