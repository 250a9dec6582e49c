import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Limits } from './in-page/sizes.ts';
import { emptyWords } from './words.ts';

/**
 * Limits for each kind of station, in CSS pixels (docs/evidence/accessibility.md names the
 * sources).
 */
export const limits = {
  desk: { target: 44, gap: 0, text: 11, capHeight: 7.5 },
  /** 8 mm are 29 px and 7.3 mm are 26.4 px on a 24-inch full-HD screen. */
  kiosk: { target: 72, gap: 29, text: 38, capHeight: 26.4 },
  door: { target: 44, gap: 8, text: 16, capHeight: 11 },
} as const satisfies Record<string, Limits>;

declare global {
  interface Window {
    axe: typeof import('axe-core');
  }
}

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * axe's findings against WCAG 2.2 AA, its best practices, and our own contrast of 7:1.
 *
 * @param repeated selectors of rows that are like earlier ones: hundreds of them take axe some
 * seconds
 */
export async function axeFindings(page: Page, repeated: readonly string[] = []): Promise<string[]> {
  await settled(page);
  // Through the debugger, to which the content security policy does not apply.
  await page.evaluate(axe);
  return page.evaluate(async (selectors) => {
    const { violations } = await window.axe.run(
      { exclude: selectors.map((one) => [one]) },
      {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: { 'color-contrast-enhanced': { enabled: true } },
        // Passed checks are not reported: collecting them takes a third of the time.
        resultTypes: ['violations'],
      },
    );
    // React Aria puts a popover's dialog into a box without a role, next to its dismiss buttons;
    // the dialog is a landmark. A field's drop-down list belongs to the field, wherever it is in
    // the page.
    const isPopoverBox = (id: string, html: string): boolean =>
      id === 'region' &&
      (html === '<div style="display: contents;">' || html.includes('role="listbox"'));
    // The arrow keys in the field above it move its choice, and the list scrolls along.
    const isListOfField = (id: string, html: string): boolean =>
      id === 'scrollable-region-focusable' && html.includes('role="listbox"');
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !isPopoverBox(id, html) && !isListOfField(id, html))
        .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
  }, repeated);
}

/** Waits until animations end; endless ones do not run, since the page requests reduced motion. */
export async function settled(page: Page): Promise<void> {
  // An animation cancelled because its element is gone rejects: it has ended as well.
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
  });
}

/** Expects no findings by axe, and a document that declares its language and direction. */
export async function expectAccessible(page: Page, language: string): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate((lang) => window.measures.languageFaults(lang), language)).toEqual([]);
}

/**
 * Expects targets, letters, whole texts, and an icon in every empty place, as people need them at
 * this kind of station.
 */
export async function expectMeasures(page: Page, asked: Limits): Promise<void> {
  await settled(page);
  const faults = await page.evaluate(
    ({ numbers, words }) => ({
      smallTargets: window.measures.smallTargets(numbers),
      closeTargets: window.measures.closeTargets(numbers),
      smallTexts: window.measures.smallTexts(numbers),
      clippedTexts: window.measures.clippedTexts(),
      sideways: window.measures.sideways(),
      unisolated: window.measures.unisolated(),
      undrawnEmpties: window.measures.undrawnEmpties(words),
    }),
    { numbers: asked, words: emptyWords },
  );
  const none = Object.fromEntries(Object.keys(faults).map((key) => [key, []]));
  expect(faults).toEqual(none);
}

/** Walks through all controls by Tab; expects that it reaches each, with a focus ring of 3:1. */
export async function expectKeyboard(page: Page): Promise<void> {
  const [count, before] = await page.evaluate(() => {
    window.measures.watchFocus();
    return [window.measures.countControls(), window.measures.focused()] as const;
  });
  if (count === 0) return;
  const isUnmoved = (): Promise<boolean> =>
    page.evaluate((first) => window.measures.focused() === first, before);
  // Right after a scan Tab still counts as the scanner's; with a single control, Tab stays on it.
  for (const start = Date.now(); count > 1 && (await isUnmoved()) && Date.now() - start < 2000; ) {
    await page.keyboard.press('Tab', { delay: 40 });
  }
  let faults: string[] = [];
  // Another round if one before opened, closed or replaced something. The last rounds go backwards:
  // in the search field Tab takes the only match, and right after another key, like a scanner's, it
  // has no effect.
  for (let round = 0; round < 6; round += 1) {
    const controls = await page.evaluate(() => window.measures.countControls());
    const isBack = round >= 4;
    if (isBack) await page.keyboard.down('Shift');
    // A few more presses, for the browser's own stop and a popover's hidden dismiss buttons.
    await Promise.all(Array.from({ length: controls + 6 }, () => page.keyboard.press('Tab')));
    if (isBack) await page.keyboard.up('Shift');
    faults = await page.evaluate(() => window.measures.focusFaults());
    if (faults.length === 0) break;
  }
  expect(faults).toEqual([]);
}
