import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type KioskLanguage, kioskLanguages } from '../../domain/base/language.ts';
import {
  expectAccessible,
  expectKeyboard,
  expectMeasures,
  limits,
  settled,
} from '../renderer/harness/examine.ts';
import type { Limits } from '../renderer/harness/in-page/sizes.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { expectPlainWords } from '../renderer/harness/plain-words.ts';
import { hold, kioskScenes, speak } from '../renderer/harness/scenes-kiosk.ts';
import { doorScenes } from '../renderer/harness/scenes-station.ts';
import { inLanguage, type Scene } from '../renderer/harness/steps.ts';
import { isFullRun } from '../support/test-run.ts';

// Desks are measured in the same way where axe examines them: renderer-axe.e2e.ts.

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const portrait = { width: 1080, height: 1920 };
const landscape = { width: 1920, height: 1080 };
/**
 * Laptops and tablets as kiosks, and old screens: everything shrinks in proportion
 * (ui/touch.css).
 */
const small = [
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
  { width: 800, height: 1280 },
] as const;

/** The kiosk's limits on a screen with another size than full HD. */
function limitsOn({ width, height }: { width: number; height: number }): Limits {
  const unit = Math.min(width, height) / 1080;
  const { target, gap, text, capHeight } = limits.kiosk;
  return { target: target * unit, gap: gap * unit, text: text * unit, capHeight: capHeight * unit };
}

/** Resizes the window and waits until the page has been drawn in it. */
async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Switches a kiosk's screen to a language, as a delegate does. */
async function speakOn(page: Page, language: KioskLanguage): Promise<void> {
  await speak(page, kioskLanguages.indexOf(language));
  await page.locator(`html[lang="${language}"]`).waitFor();
}

/** Scenes of the kiosk that `npm test` examines on every screen, and in the dark theme. */
const telling = ['kiosk-confirm-ar', 'kiosk-code-ru', 'kiosk-printing'];
const isTelling = ({ name }: Scene): boolean => isFullRun || telling.includes(name);

/** The languages in which a scene of the kiosk is measured: its own, or all of them in turn. */
function languagesOf(name: string): readonly KioskLanguage[] {
  const own = kioskLanguages.filter((language) => name.endsWith(`-${language}`));
  if (own.length > 0) return own;
  // These disappear or cover the languages; the scenes with their own language show the same.
  const isBrief = ['kiosk-take-beside', 'kiosk-welcome-back', 'kiosk-idle'].includes(name);
  return isBrief || !isFullRun ? ['en'] : kioskLanguages;
}

/** What `npm test` examines besides, in one language and on one screen. */
const further = [
  'kiosk-start-en',
  'kiosk-consents-en',
  'kiosk-take-en',
  'kiosk-see-desk-en',
  'kiosk-long-name',
  'kiosk-correct',
  'kiosk-not-found',
  'kiosk-trouble',
  'kiosk-take-counter',
];
const shown = kioskScenes.filter((scene) => isTelling(scene) || further.includes(scene.name));

describe.concurrent('the kiosk', () => {
  it.each(shown)('$name', async (scene) => {
    const { name, steps } = scene;
    const check = async (page: Page, complaints: readonly string[]): Promise<void> => {
      await steps?.(page);
      const languages = languagesOf(name);
      for (const language of languages) {
        if (languages.length > 1 && language !== 'en') await speakOn(page, language);
        await hold(page);
        for (const size of isTelling(scene) ? [landscape, portrait] : [portrait]) {
          await resize(page, size);
          await expectMeasures(page, limits.kiosk);
        }
        // The scene's own language, and the one with the longest texts.
        const hasLongWords = languages.length === 1 || language === 'ru';
        for (const size of isTelling(scene) && hasLongWords ? small : []) {
          await resize(page, size);
          await expectMeasures(page, limitsOn(size));
        }
        await expectAccessible(page, language);
        await expectPlainWords(page, name);
      }
      await expectKeyboard(page);
      expect(complaints).toEqual([]);
    };
    await harness.onPage(inLanguage(scene, 'en'), check, { viewport: portrait });
  });
});

// The dark theme changes only colours: contrasts of texts, icons and rings. Sizes are the same.
describe.concurrent('the kiosk, dark', () => {
  it.each(kioskScenes.filter(({ name }) => isFullRun || name === 'kiosk-confirm-ar'))(
    '$name',
    async (scene) => {
      const check = async (page: Page, complaints: readonly string[]): Promise<void> => {
        await scene.steps?.(page);
        // A scene with a language of its own is shown in it.
        await expectAccessible(page, languagesOf(scene.name)[0] ?? 'en');
        await expectKeyboard(page);
        expect(complaints).toEqual([]);
      };
      const look = { viewport: portrait, colorScheme: 'dark' } as const;
      await harness.onPage(inLanguage(scene, 'en'), check, look);
    },
  );
});

const tellingDoors = [
  'door-ready-camera',
  'door-choose',
  'door-in-long-name',
  'door-ask-inside-long',
  'door-refused-category',
];
const doorLooks = [
  {
    lang: 'en',
    colorScheme: 'light',
    shown: doorScenes.filter(({ name }) => isFullRun || tellingDoors.includes(name)),
  },
  {
    lang: 'fr',
    colorScheme: 'dark',
    shown: doorScenes.filter(({ name }) => isFullRun || name === 'door-ask-inside-long'),
  },
] as const;

describe.concurrent.each(doorLooks)(
  'the door, $lang, $colorScheme',
  ({ lang, colorScheme, shown }) => {
    it.each(shown)('$name', async (scene) => {
      const check = async (page: Page, complaints: readonly string[]): Promise<void> => {
        await scene.steps?.(page);
        await expectAccessible(page, lang);
        await expectPlainWords(page, scene.name);
        const laptop = { width: 1366, height: 768 };
        for (const size of isFullRun ? [portrait, laptop] : [laptop]) {
          await resize(page, size);
          await expectMeasures(page, limits.door);
        }
        await expectKeyboard(page);
        expect(complaints).toEqual([]);
      };
      await harness.onPage(inLanguage(scene, lang), check, { colorScheme });
    });
  },
);

/**
 * Screens narrower than 16:9, where longer texts could leave the window or end up below a button.
 */
const narrow = [
  { width: 1440, height: 900 },
  { width: 1366, height: 900 },
];
const tablet = { width: 1024, height: 768 };
const inWords = [
  ...kioskScenes.filter(({ name }) => /^kiosk-(start|confirm)-(fr|es|ru)$/.test(name)),
  ...doorScenes.filter(({ name }) => ['door-in', 'door-ready-out'].includes(name)),
];

describe.concurrent('nothing covers a text or leaves the window where words are long', () => {
  it.each(inWords)('$name', async (scene) => {
    const sizes = scene.name.startsWith('door') ? [...narrow, tablet] : narrow;
    const check = async (page: Page): Promise<void> => {
      await scene.steps?.(page);
      for (const size of sizes) {
        await resize(page, size);
        await settled(page);
        const faults = await page.evaluate(() => [
          ...window.measures.sideways(),
          ...window.measures.clippedTexts(),
          ...window.measures.coveredTexts(),
        ]);
        expect(faults, `${size.width}×${size.height}`).toEqual([]);
      }
    };
    await harness.onPage(inLanguage(scene, 'fr'), check);
  });
});
