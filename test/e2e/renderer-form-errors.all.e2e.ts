import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { scenes } from '../renderer/harness/scenes.ts';

/** Scenes with a form; form.test.ts checks that all forms are the kit's. */
const forms =
  /^(first-start|set-up|walk-in|override|replace|correct|ticket-mail|templates-new|settings-operators|security-take|privacy|sync-(join|invite|host-form|take-over|page-account|package))/;
const filledIn = scenes.filter(({ name }) => forms.test(name));

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

/** Clears what can be typed into, sends, and returns the result; null without a form. */
async function sentEmpty(
  page: Page,
): Promise<{ first: string; focused: string; seen: boolean } | null> {
  // A form behind a dialog is inert.
  const form = page.locator('form:not([inert] form)').filter({ visible: true }).last();
  if ((await form.count()) === 0) return null;
  const fields = form.locator('input:not([type=radio]):not([type=checkbox]):not([type=hidden])');
  for (const field of await fields.all()) {
    if ((await field.isVisible()) && (await field.isEditable())) await field.fill('');
  }
  return await form.evaluate((one) => {
    const sends = one.querySelector<HTMLButtonElement>('button[type="submit"]:not([disabled])');
    if (sends === null) return null;
    // From the other end of a long form.
    sends.focus();
    sends.click();
    const marked = [...one.querySelectorAll<HTMLElement>('[aria-invalid="true"]')];
    const first = marked.find((mark) => mark.checkVisibility());
    if (first === undefined) return null;
    const field = first.matches('input, textarea') ? first : first.querySelector('input');
    const { top, bottom } = first.getBoundingClientRect();
    const name = (of: Element | null): string => of?.id ?? '';
    const focused = name(document.activeElement);
    return { first: name(field), focused, seen: top >= 0 && bottom <= window.innerHeight };
  });
}

describe.concurrent('a form that is sent empty', () => {
  let marked = 0;
  it.each(filledIn)('$name', async (scene) => {
    await harness.onPage(scene, async (page) => {
      await scene.steps(page);
      const found = await sentEmpty(page);
      if (found === null) return;
      marked += 1;
      expect(found).toEqual({ first: found.first, focused: found.first, seen: true });
    });
  });
  afterAll(() => expect(marked).toBeGreaterThan(3));
});
