import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  expectAccessible,
  expectKeyboard,
  expectMeasures,
  isFullMatrix,
} from '../renderer/harness/examine.ts';
import { limits } from '../renderer/harness/limits.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { scenes } from '../renderer/harness/scenes.ts';
import { doorScenes } from '../renderer/harness/scenes-door.ts';
import { kioskScenes } from '../renderer/harness/scenes-kiosk.ts';
import { inLanguage } from '../renderer/harness/steps.ts';

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness?.close());

/** Scenes of every kind of component, which `npm test` holds against the other language and theme. */
const telling = ['identity-long-waiting', 'already-in', 'editor-errors', 'sync-host', 'badges-row'];
/** Kiosk and door have other limits and more languages: renderer-measures.e2e.ts. */
const elsewhere = new Set([...kioskScenes, ...doorScenes]);
const here = scenes.filter((scene) => !elsewhere.has(scene));
const looks = [
  { lang: 'en', colorScheme: 'light', shown: here },
  {
    lang: 'fr',
    colorScheme: 'dark',
    shown: isFullMatrix ? here : here.filter(({ name }) => telling.includes(name)),
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
