import type { Locator } from 'playwright-core';

/** The page hears of a scroll one frame later. */
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
 * scrolled into view, so this waits until the page no longer moves before it types.
 */
export async function fillList(field: Locator, text: string): Promise<void> {
  await field.focus();
  await framesPass(field);
  await field.fill(text);
}

/** Types the text and chooses the first option of the list by the keyboard, at a person's speed. */
export async function chooseFirst(field: Locator, text: string, option: string): Promise<void> {
  const page = field.page();
  await fillList(field, text);
  await page.getByRole('option', { name: option }).waitFor();
  await page.keyboard.press('ArrowDown');
  await framesPass(field);
  await page.keyboard.press('Enter');
}
