import type { Locator } from 'playwright-core';

/** What a scroll changes is told a frame later. */
function framesPass(field: Locator): Promise<void> {
  return field.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

/**
 * Fills in a field that opens a list. A scroll closes the list, and the field may have to be
 * scrolled into view: the text comes once the page stands still, as a person's does.
 */
export async function fillList(field: Locator, text: string): Promise<void> {
  await field.focus();
  await framesPass(field);
  await field.fill(text);
}

/** Chooses the first option of the list by the keyboard, as slowly as a person does. */
export async function chooseFirst(field: Locator, text: string, option: string): Promise<void> {
  const page = field.page();
  await fillList(field, text);
  await page.getByRole('option', { name: option }).waitFor();
  await page.keyboard.press('ArrowDown');
  await framesPass(field);
  await page.keyboard.press('Enter');
}
