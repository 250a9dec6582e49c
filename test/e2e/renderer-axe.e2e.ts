import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  expectAccessible,
  expectKeyboard,
  expectMeasures,
  limits,
} from '../renderer/harness/examine.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { expectPlainWords } from '../renderer/harness/plain-words.ts';
import { scenes } from '../renderer/harness/scenes.ts';
import { kioskScenes } from '../renderer/harness/scenes-kiosk.ts';
import { doorScenes } from '../renderer/harness/scenes-station.ts';
import { inLanguage } from '../renderer/harness/steps.ts';
import { isFullRun } from '../support/test-run.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

/**
 * One or two of each screen's fullest scenes, which `npm test` examines, each in one language and
 * theme. `npm run test:all` examines every scene in both.
 */
const telling = [
  'first-start-errors',
  'sign-in-throttled',
  'identity-long-waiting',
  'verdict-forged',
  'search',
  'delegate',
  'problems-linked',
  'problems-alerts',
  'problems-pairs',
  'people-selected',
  'people-edit',
  'roster-changes',
  'printers-fleet',
  'printer-add-hand-errors',
  'settings-operators',
  'walk-in-errors',
  'templates-refused',
  'sync-revoked',
  'badges-row',
  'batches-problems',
  'ready-half',
];
const inFrench = [
  'already-in',
  'editor-errors',
  'sync-host-details',
  'problems-jobs',
  'people-person',
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

// Pages are independent: several at a time, since a page mostly waits.
describe.concurrent.each(looks)('$lang, $colorScheme', ({ lang, colorScheme, shown }) => {
  it.each(shown)('$name', async (scene) => {
    const check = async (page: Page, complaints: readonly string[]): Promise<void> => {
      await scene.steps?.(page);
      await expectAccessible(page, lang);
      await expectMeasures(page, limits.desk);
      await expectPlainWords(page, scene.name);
      await expectKeyboard(page);
      expect(complaints).toEqual([]);
    };
    await harness.onPage(inLanguage(scene, lang), check, { colorScheme });
  });
});
