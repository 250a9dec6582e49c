import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, expectKeyboard, expectMeasures } from '../renderer/harness/examine.ts';
import { limits } from '../renderer/harness/limits.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { scenes } from '../renderer/harness/scenes.ts';
import { doorScenes } from '../renderer/harness/scenes-door.ts';
import { kioskScenes } from '../renderer/harness/scenes-kiosk.ts';
import { inLanguage } from '../renderer/harness/steps.ts';
import { isFullRun } from '../support/test-run.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

/**
 * The scenes that between them show every component: what `npm test` examines. `npm run test:all` examines every scene, in the
 * other language and theme as well.
 */
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
const inFrench = [
  'identity-long-waiting',
  'already-in',
  'editor-errors',
  'sync-host',
  'badges-row',
];
/** Kiosk and door have other limits and more languages: renderer-measures.e2e.ts. */
const elsewhere = new Set([...kioskScenes, ...doorScenes]);
const here = scenes.filter((scene) => !elsewhere.has(scene));
const only = (names: readonly string[]) => here.filter(({ name }) => names.includes(name));
const looks = [
  { lang: 'en', colorScheme: 'light', shown: isFullRun ? here : only(telling) },
  {
    lang: 'fr',
    colorScheme: 'dark',
    shown: isFullRun ? here : only(inFrench),
  },
] as const;

// Pages do not know of each other: some at a time, for a page waits more than it works.
describe.concurrent.each(looks)('$lang, $colorScheme', ({ lang, colorScheme, shown }) => {
  it.each(shown)('$name', async (scene) => {
    const check = async (page: Page, complaints: readonly string[]): Promise<void> => {
      await scene.steps?.(page);
      await expectAccessible(page, lang);
      await expectMeasures(page, limits.desk);
      await expectKeyboard(page);
      expect(complaints).toEqual([]);
    };
    await harness.onPage(inLanguage(scene, lang), check, { colorScheme });
  });
});
