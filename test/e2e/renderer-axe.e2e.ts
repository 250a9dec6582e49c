import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { scenes } from '../renderer/harness/scenes.ts';
import { axePath } from '../renderer/harness/serve.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

interface Finding {
  rule: string;
  where: string;
}

/** What axe finds against WCAG 2.2 AA, its best practices, and the 7:1 of our own measure. */
async function findings(page: Page): Promise<Finding[]> {
  await page.addScriptTag({ url: axePath });
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'color-contrast-enhanced': { enabled: true } },
      // What passed is not told: gathering it takes a third of the time.
      resultTypes: ['violations'],
    });
    // React Aria puts a popover's dialog into a box without a role, next to its ways out; the dialog is a landmark.
    // A list that a field drops down belongs to its field, wherever it stands in the page.
    const isPopoverBox = (id: string, html: string): boolean =>
      id === 'region' &&
      (html === '<div style="display: contents;">' || html.includes('role="listbox"'));
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !isPopoverBox(id, html))
        .map((node) => ({
          rule: id,
          where: `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`,
        })),
    );
  });
}

/** Controls that a finger cannot hit: less than 44 px in either direction. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls =
      'button, input, [role="option"], [role="tab"], .radio-card, .switch, .check-line';
    return (
      [...document.querySelectorAll(controls)]
        .filter((one) => one.checkVisibility() && one.closest('.visually-hidden') === null)
        .filter((one) => getComputedStyle(one).clipPath === 'none')
        .map((one) => ({ one, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.width < 43.5 || box.height < 43.5))
        // What is really touched is the field around the search's text and the label around a radio, a switch or a box.
        .filter(
          ({ one }) =>
            one.closest('.search-field, .radio-card, .switch, .check-line') === null ||
            !(one instanceof HTMLInputElement),
        )
        // React Aria's way out of a popover for screen readers, a pixel in size.
        .filter(({ one }) => one instanceof HTMLElement && one.style.width !== '1px')
        .map(({ one, box }) => `${one.outerHTML.slice(0, 120)} ${box.width}×${box.height}`)
    );
  });
}

/** The scenes that between them show every component; the other language and theme are held against these. */
const telling = [
  'first-start-errors',
  'sign-in',
  'sign-in-throttled',
  'desk-idle',
  'identity-long-waiting',
  'admitted-confirmed',
  'admitted-asks',
  'already-in',
  'revoked-operator',
  'verdict-forged',
  'search',
  'delegate',
  'undo',
  'keys',
  'jobs',
  'roster-columns',
  'roster-changes',
  'printers-fleet',
  'printer-add-found',
  'printer-add-hand-errors',
  'printer-test-remedy',
  'printer-history',
  'settings-operators',
  'settings-about',
  'verdict-stopped-operator',
  'already-in-old-lists',
  'walk-in-errors',
  'templates',
  'templates-refused',
  'editor-text',
  'editor-errors',
  'sync-alone',
  'sync-away',
  'sync-revoked',
  'sync-host',
  'sync-invite-over',
  'sync-take-over-running',
  'sync-duplicates-settled',
  'sync-stops',
  'badges-open',
  'badges-row',
  'badges-recorded',
  'badges-stock',
  'batches-problems',
  'batch-dialog',
];
const looks = [
  { lang: 'en', colorScheme: 'light', shown: scenes },
  { lang: 'fr', colorScheme: 'dark', shown: scenes.filter(({ name }) => telling.includes(name)) },
] as const;

// Pages do not know of each other: some at a time, for a page waits more than it works.
describe.concurrent.each(looks)('$lang, $colorScheme', ({ lang, colorScheme, shown }) => {
  it.each(shown)('$name', async ({ query = '', steps }) => {
    const check = async (page: Page, complaints: readonly string[]): Promise<void> => {
      await steps?.(page);
      await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)));
      expect(await findings(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      expect(complaints).toEqual([]);
    };
    await harness.onPage(`lang=${lang}&${query}`, check, { colorScheme });
  });
});
