import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { emptyWords } from './empty-words.ts';
import type { Limits } from './in-page/sizes.ts';
import { axePath } from './serve.ts';
import { tabFaults } from './tab.ts';

/**
 * What axe finds against WCAG 2.2 AA, its best practices, and the 7:1 of our own measure, in a page that has axe.
 *
 * @param repeated selectors of rows that are made as earlier ones are: hundreds of them take axe some seconds
 */
export function axeFindings(page: Page, repeated: readonly string[] = []): Promise<string[]> {
  return page.evaluate(async (selectors) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(
      { exclude: selectors.map((one) => [one]) },
      {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: { 'color-contrast-enhanced': { enabled: true } },
        // What passed is not told: gathering it takes a third of the time.
        resultTypes: ['violations'],
      },
    );
    // React Aria puts a popover's dialog into a box without a role, next to its ways out; the dialog is a landmark.
    // A list that a field drops down belongs to its field, wherever it stands in the page.
    const isPopoverBox = (id: string, html: string): boolean =>
      id === 'region' &&
      (html === '<div style="display: contents;">' || html.includes('role="listbox"'));
    // Its choice moves by the arrow keys of the field above it, and the list scrolls along.
    const isListOfField = (id: string, html: string): boolean =>
      id === 'scrollable-region-focusable' && html.includes('role="listbox"');
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !isPopoverBox(id, html) && !isListOfField(id, html))
        .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
  }, repeated);
}

/** What moves has come to its end; what moves for ever stands still already, for the page asks for little motion. */
export async function settled(page: Page): Promise<void> {
  // One that is cancelled, because its element went, rejects: it has come to its end as well.
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
  });
}

/** Expects what axe expects, and a document that says its language and direction. */
export async function expectAccessible(page: Page, language: string): Promise<void> {
  await settled(page);
  await page.addScriptTag({ url: axePath });
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.evaluate((lang) => window.measures.languageFaults(lang), language)).toEqual([]);
}

/** Expects targets, letters, whole texts, and a sign wherever nothing is, as a person needs them at this kind of station. */
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

/** Walks through all controls by Tab; expects that it comes to each, and a ring of 3:1 on each. */
export async function expectKeyboard(page: Page): Promise<void> {
  expect(await tabFaults(page)).toEqual([]);
}
