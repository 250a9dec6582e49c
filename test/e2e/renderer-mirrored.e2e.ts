import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { settled } from '../renderer/harness/examine.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { scenes } from '../renderer/harness/scenes.ts';
import { kioskScenes } from '../renderer/harness/scenes-kiosk.ts';
import { doorScenes } from '../renderer/harness/scenes-station.ts';
import { inLanguage } from '../renderer/harness/steps.ts';
import { isFullRun } from '../support/test-run.ts';

// A further language of the screens may be written from right to left, and is longer than English.

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

/** `npm run test:all` has every scene of the desk. */
const telling = [
  'delegate',
  'people-list',
  'people-edit',
  'problems-linked',
  'printers-fleet',
  'ready-half',
];
/** The kiosk has Arabic of its own; doors have few words (renderer-measures.e2e.ts). */
const elsewhere = new Set([...kioskScenes, ...doorScenes]);
const shown = scenes.filter(
  (scene) => !elsewhere.has(scene) && (isFullRun || telling.includes(scene.name)),
);

describe.concurrent('the desk in mirrored words, a third longer', () => {
  it.each(shown)('$name', async (scene) => {
    await harness.onPage(inLanguage(scene, 'ar'), async (page) => {
      await scene.steps?.(page);
      await settled(page);
      const faults = await page.evaluate(() => [
        ...window.measures.languageFaults('ar'),
        ...window.measures.sideways(),
        ...window.measures.clippedTexts(),
      ]);
      expect(faults).toEqual([]);
    });
  });

  it('has the way between screens at the right', async () => {
    await harness.onPage('lang=ar', async (page) => {
      const rail = await page.getByRole('navigation').first().boundingBox();
      expect(rail?.x).toBeGreaterThan(1366 / 2);
    });
  });
});
