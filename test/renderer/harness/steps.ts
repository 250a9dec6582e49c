import type { Page } from 'playwright-core';
import { asPeopleDo } from '../../support/as-people-do.ts';
import { SimulatedKeyboard } from '../../support/hid.ts';
import { go } from '../../support/navigate.ts';
import { ticketOf } from './people.ts';
import { begun, type Label, said } from './words.ts';
import type { World } from './world.ts';

/** Something that a person does on a page, or waits for. */
export type Step = (page: Page) => Promise<unknown>;

/** A state of the page: the station it starts at and the steps that lead to it. */
export interface Scene extends World {
  name: string;
  steps: (page: Page) => Promise<void>;
}

/** A scene at the plain station, or at the one of its first argument (or its query). */
export function scene(
  name: string,
  first: World | string | Step = {},
  ...steps: readonly Step[]
): Scene {
  if (typeof first === 'function') return scene(name, {}, first, ...steps);
  const world = typeof first === 'string' ? { query: first } : first;
  return { ...world, name, steps: inOrder(...steps) };
}

/**
 * Scenes with a common prefix. Their stations have these options unless a scene sets others, and
 * these steps come before its own.
 */
export function family(prefix: string, query: string, ...before: readonly Step[]): typeof scene {
  return (name, first, ...steps) => {
    const made = scene(`${prefix}-${name}`, first, ...steps);
    const all = inOrder(...before, made.steps);
    return { ...made, query: `${made.query ?? ''}&${query}`, steps: all };
  };
}

export function inOrder(...steps: readonly Step[]): (page: Page) => Promise<void> {
  return async (page) => {
    for (const step of steps) await step(page);
  };
}

export function inLanguage(world: World, language: string): World {
  return { ...world, query: `lang=${language}&${world.query ?? ''}` };
}

const keyboards = new WeakMap<Page, Promise<SimulatedKeyboard>>();

/** Types as a hand scanner does: far faster than a person, with Enter at the end. */
export async function scan(page: Page, text: string): Promise<void> {
  const made = keyboards.get(page) ?? SimulatedKeyboard.at(page);
  keyboards.set(page, made);
  const keyboard = await made;
  // The keyboard's clock is stopped between scans; keys that the test pressed otherwise must not be
  // in its future.
  await keyboard.pause(130);
  await keyboard.scan(text);
}

/**
 * Gives the page a clock that tests move. Keys keep the keyboard's time stamps: Playwright's clock
 * would use the moment at which a busy page sees them, and a scan would look like typing.
 */
export async function installClock(page: Page): Promise<void> {
  const ofEvents = await page.evaluateHandle(
    () => Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp') ?? {},
  );
  await page.clock.install();
  await page.evaluate(
    (own) => Object.defineProperty(Event.prototype, 'timeStamp', own) && undefined,
    ofEvents,
  );
}

export const heading = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).filter({ visible: true }).first().waitFor();

export function untilText(text: Label): Step {
  return (page) => heading(page, said(text));
}

export function untilShown(selector: string): Step {
  return (page) => page.locator(selector).filter({ visible: true }).first().waitFor();
}

export function untilRole(role: Parameters<Page['getByRole']>[0]): Step {
  return (page) => page.getByRole(role).first().waitFor();
}

export const untilDialog = untilRole('dialog');
export const untilAlert = untilRole('alert');
export const untilOption = untilRole('option');
export const untilIdle = untilText('desk.idle.title');

/** Presses one button after the other; of several with the same name the first. */
export function press(...labels: readonly Label[]): Step {
  const one = (label: Label) => (page: Page) =>
    page
      .getByRole('button', { name: said(label) })
      .first()
      .click();
  return inOrder(...labels.map(one));
}

export const opens = (...labels: readonly Label[]): Step => inOrder(press(...labels), untilDialog);

export function click(selector: string, place = 0): Step {
  return (page) => page.locator(selector).nth(place).click();
}

/** Clicks the label that is drawn over a hidden input. */
export function clickText(text: Label): Step {
  return (page) => page.getByText(begun(text)).last().click();
}

/** Chooses an option of an open list, or an entry of a menu, by its place. */
export function choose(role: 'option' | 'menuitem', place = 0): Step {
  return (page) => page.getByRole(role).nth(place).click();
}

export function openTab(label: Label): Step {
  return (page) => page.getByRole('tab', { name: begun(label) }).click();
}

export function goTo(label: Label): Step {
  return (page) => go(page, begun(label));
}

export const openSettings = (label: Label): Step => inOrder(goTo('app.settings'), goTo(label));

export function fill(label: Label, text: string): Step {
  return (page) => page.getByLabel(begun(label)).fill(text);
}

/** Fills in the only field of its kind, or one of several by its place. */
export function fillBox(role: 'textbox' | 'combobox', text: string, place = 0): Step {
  return (page) => page.getByRole(role).nth(place).fill(text);
}

export function keys(...names: readonly string[]): Step {
  return inOrder(...names.map((name) => (page: Page) => page.keyboard.press(name)));
}

export function type(text: string): Step {
  return (page) => page.keyboard.type(text, asPeopleDo);
}

export function scanCode(text: string): Step {
  return (page) => scan(page, text);
}

/** Scans a code at the idle desk, and waits for its verdict. */
export const scanned = (text: string): Step =>
  inOrder(untilIdle, scanCode(text), untilShown('.hero-verdict'));

export const personScanned = (index: number): Step => scanned(ticketOf(index));

/** Scans, confirms a passport and waits for a text. */
export const personAdmitted = (index: number, until: Label): Step =>
  inOrder(personScanned(index), press('identity.passport'), untilText(until));

/** Pastes text as Chromium does where no field has the focus. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', copied);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  }, text);
}
