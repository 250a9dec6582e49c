import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type EventFile, eventFileSchema } from '../../domain/event/event-file.ts';
import type { ExtraField } from '../../domain/event/extra-fields.ts';
import { writePeople } from '../renderer/harness/deeds.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { people, ticketOf } from '../renderer/harness/people.ts';
import { scanCode } from '../renderer/harness/steps.ts';
import { asPeopleDo } from '../support/as-people-do.ts';
import { fillList } from '../support/fill-list.ts';

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());

const type = (text: string): Promise<void> => page.keyboard.insertText(text);

/** Presses Tab until an element with this name has the focus; no mouse. */
async function tabTo(name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab', asPeopleDo);
    const said = await page.evaluate(() => {
      const focused = document.activeElement;
      const label = focused instanceof HTMLInputElement ? focused.labels?.[0] : null;
      return focused?.getAttribute('aria-label') ?? (label ?? focused)?.textContent ?? '';
    });
    if (name.test(said)) return;
  }
  throw new Error(`the focus never came to ${name}`);
}

/** Declares a meal while creating an event, without a mouse, and returns the event's fields. */
async function declared(): Promise<ExtraField[]> {
  const desk = await harness.open(page, 'first=1&setUp=event&source=create&demo=1');
  const { db } = desk.context;
  await page.getByRole('checkbox', { name: 'Français' }).press('Space');
  await page.getByLabel('Name of the event in English').fill('Assembly');
  await page.getByLabel('Place in English').fill('Brussels');
  await page.getByLabel('First day').fill('2026-10-24');
  await fillList(page.getByRole('combobox', { name: 'Time zone' }), 'Brussels');
  await page.getByRole('option', { name: 'Europe/Brussels' }).click();

  await tabTo(/^Add a field$/);
  await page.keyboard.press('Enter', asPeopleDo);
  // The new field has the focus.
  await type('Lunch menu');
  await tabTo(/^Label in French/);
  await type('Menu');
  await tabTo(/Text/);
  await page.keyboard.press('Enter', asPeopleDo);
  await page.getByRole('option', { name: 'Choice' }).waitFor();
  await page.keyboard.type('Ch', asPeopleDo);
  await page.keyboard.press('Enter', asPeopleDo);
  await tabTo(/^Choices/);
  await type('Fish / Poisson, Vegan');
  await tabTo(/^At doors$/);
  await page.keyboard.press('Space', asPeopleDo);
  // Another one, which is removed again: the focus returns to where the next begins.
  await tabTo(/^Add a field$/);
  await page.keyboard.press('Enter', asPeopleDo);
  await type('Mistake');
  await tabTo(/^Remove Mistake$/);
  await page.keyboard.press('Enter', asPeopleDo);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('Add a field');
  await tabTo(/^Create the event$/);
  await page.keyboard.press('Enter', asPeopleDo);
  const created = (): EventFile | undefined =>
    db
      .prepare<[], string>('SELECT file FROM event')
      .pluck()
      .all()
      .map((text) => eventFileSchema.parse(JSON.parse(text)))
      .find(({ name }) => name.en === 'Assembly');
  await expect.poll(() => created()?.name.en).toBe('Assembly');
  return created()?.extraFields ?? [];
}

it('a field declared with the event shows at its desk, in the screen’s language', async () => {
  const extraFields = await declared();
  expect(extraFields).toEqual([
    {
      id: 'lunch-menu',
      label: { en: 'Lunch menu', fr: 'Menu' },
      type: 'choice',
      choices: [
        { id: 'Fish', label: { en: 'Fish', fr: 'Poisson' } },
        { id: 'Vegan', label: { en: 'Vegan' } },
      ],
      showsAt: ['desk', 'door'],
      receivedBy: ['door'],
    },
  ]);
  for (const [query, label, value] of [
    ['', 'Lunch menu', 'Fish'],
    ['lang=fr', 'Menu', 'Poisson'],
  ] as const) {
    await harness.open(page, {
      query,
      prepare: (desk) => {
        const { event } = desk.context;
        desk.context.event = { ...event, file: { ...event.file, extraFields } };
        writePeople(
          desk,
          people().map((one) => ({ ...one, extra: { 'lunch-menu': 'Fish' } })),
        );
      },
    });
    await page
      .getByRole('button', { name: /NAKAMURA/ })
      .first()
      .click();
    const fact = page.locator('.delegate-facts > div', { hasText: label });
    await expect.poll(() => fact.locator('dd').textContent()).toBe(value);
    // Also for the person just scanned, without a search.
    await scanCode(ticketOf(6))(page);
    await expect.poll(() => page.locator('.hero').textContent()).toContain(`${label} ${value}`);
  }
});
