import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type KioskLanguage, kioskLanguages } from '../../domain/base/language.ts';
import ar from '../../ui/words/kiosk/ar.json' with { type: 'json' };
import en from '../../ui/words/kiosk/en.json' with { type: 'json' };
import es from '../../ui/words/kiosk/es.json' with { type: 'json' };
import fr from '../../ui/words/kiosk/fr.json' with { type: 'json' };
import pt from '../../ui/words/kiosk/pt.json' with { type: 'json' };
import ru from '../../ui/words/kiosk/ru.json' with { type: 'json' };
import { expectMeasures, limits } from '../renderer/harness/examine.ts';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { strangerTicket, ticketOf } from '../renderer/harness/people.ts';
import { speak } from '../renderer/harness/scenes-kiosk.ts';
import { scan } from '../renderer/harness/steps.ts';
import { isFullRun } from '../support/test-run.ts';

// The screens from the scan to the badge, measured on the page: within reach, in one place,
// readable.

const words = { en, fr, es, ar, ru, pt };

/** Millimetres per pixel on the 24-inch full-HD screen of the guide. */
const pitch = (24 * 25.4) / Math.hypot(1920, 1080);
const screens = [
  { width: 1080, height: 1920, steps: 'portrait' },
  { width: 1920, height: 1080, steps: 'landscape' },
] as const;

/** Maximum height in millimetres above the floor of what a visitor needs to touch. */
const reach = 1_100;

/** Height in millimetres at which the guide mounts the lower edge of the picture. */
function mountedAt(turned: 'portrait' | 'landscape'): number {
  const file = new URL('../../docs/kiosk-lock-down.md', import.meta.url);
  const row = new RegExp(`^\\| ${turned}\\b[^|]*\\| (\\d+) mm`, 'm');
  const found = row.exec(readFileSync(fileURLToPath(file), 'utf8'))?.[1];
  if (found === undefined) throw new Error(`the guide mounts no screen in ${turned}`);
  return Number(found);
}

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

const shows = (page: Page, screen: string): Promise<void> =>
  page.locator(`.kiosk[data-screen="${screen}"]`).waitFor();
const press = (page: Page, look: 'primary' | 'plain' | 'quiet'): Promise<void> =>
  page.locator(`.kiosk-bar [data-variant="${look}"]`).click();

interface Seen {
  screen: string;
  /** The name and the upper edge in pixels of what can be touched. */
  controls: [string, number][];
  /** Left, top, width and height. */
  primary: number[] | null;
  back: number[] | null;
  help: number;
  step: string | null;
  text: string;
}

function see(): Seen {
  const boxOf = (one: Element | null): number[] | null => {
    if (one === null) return null;
    const { left, top, width, height } = one.getBoundingClientRect();
    return [left, top, width, height].map(Math.round);
  };
  const touched = document.querySelectorAll(
    '.kiosk-main :is(button, input, .consent), .kiosk-tools button, .kiosk-foot button',
  );
  return {
    screen: document.querySelector<HTMLElement>('.kiosk')?.dataset.screen ?? '',
    controls: [...touched]
      .filter((one) => one.checkVisibility() && one.closest('[aria-hidden="true"]') === null)
      .filter((one) => !(one.matches('input') && one.closest('.consent') !== null))
      .map((one) => [one.textContent || one.className, one.getBoundingClientRect().top]),
    primary: boxOf(document.querySelector('.kiosk-bar [data-variant="primary"]')),
    back: boxOf(document.querySelector('.kiosk-bar [data-variant="quiet"]')),
    help: document.querySelector('[data-tool="help"]')?.getBoundingClientRect().top ?? 0,
    step: document.querySelector('.kiosk-step[aria-current]')?.textContent ?? null,
    text: document.body.textContent,
  };
}

const inMm = {
  target: limits.kiosk.target,
  gap: 8 / pitch,
  text: limits.kiosk.text,
  capHeight: 7.3 / pitch,
};

/** Measures the present screen in both orientations and returns what was seen. */
async function measure(page: Page): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const { width, height, steps } of screens) {
    await page.setViewportSize({ width, height });
    await expectMeasures(page, inMm);
    const now = await page.evaluate(see);
    const edge = mountedAt(steps);
    const tooHigh = now.controls.filter(([, top]) => edge + (height - top) * pitch > reach);
    expect(tooHigh, `${now.screen}, ${steps}`).toEqual([]);
    // Help and speech are in the lower third of a portrait screen.
    if (steps === 'portrait') expect(now.help).toBeGreaterThan((height * 2) / 3);
    expect(now.text, now.screen).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/i);
    seen.push(now);
  }
  return seen;
}

/** Every screen from scan to badge, with its fields and errors; each is measured. */
async function walk(page: Page, language: KioskLanguage): Promise<Seen[]> {
  const seen: Seen[] = [];
  const look = async (screen: string): Promise<void> => {
    await shows(page, screen);
    seen.push(...(await measure(page)));
  };
  await look('attract');
  await speak(page, kioskLanguages.indexOf(language));
  await look('start');
  await press(page, 'plain');
  await look('code');
  await scan(page, 'https://example.org/?x=1');
  await look('notFound');
  await scan(page, ticketOf(3));
  await page.locator('.kiosk-badge img').waitFor();
  await look('confirm');
  await press(page, 'plain');
  await look('correct');
  await press(page, 'quiet');
  await shows(page, 'confirm');
  await press(page, 'primary');
  await look('consents');
  await press(page, 'primary');
  await shows(page, 'take');
  // It disappears after six seconds, unless the visitor asks for more.
  await press(page, 'plain');
  await look('take');
  return seen;
}

describe.concurrent('the way through a kiosk', () => {
  it.each(isFullRun ? kioskLanguages : (['ru', 'ar'] as const))(
    'is within reach and has its next step at one place, in %s',
    async (language) => {
      const world = { query: 'mode=kiosk&role=none&admitted=0&id=0' };
      await harness.onPage(world, async (page) => {
        const seen = await walk(page, language);
        const own = words[language].steps;
        const isUpright = (_: Seen, place: number): boolean => place % 2 === 0;
        for (const [which, { width, height }] of screens.entries()) {
          const here = seen.filter((one, place) => isUpright(one, place) === (which === 0));
          const places = here.flatMap(({ primary }) => (primary === null ? [] : [primary]));
          // Code, not found, confirm, correct, consents, take.
          expect(places).toHaveLength(6);
          expect(places, `${language} ${width}`).toEqual(places.map(() => places[0]));
          const [left = 0, top = 0, across = 0, down = 0] = places[0] ?? [];
          const side = language === 'ar' ? left : width - left - across;
          expect(side).toBeLessThan(width / 10);
          expect(top + down).toBeGreaterThan(height * 0.9 - 100);
          for (const [from = 0, , wide = 0] of here.flatMap(({ back }) => (back ? [back] : []))) {
            expect(language === 'ar' ? width - from - wide : from).toBe(side);
          }
          // The first screen uses the station's language.
          const steps = here.slice(1).map(({ screen, step }) => [screen, step]);
          expect(steps).toEqual([
            ['start', `1${own.scan}`],
            ['code', `1${own.scan}`],
            ['notFound', `1${own.scan}`],
            ['confirm', `2${own.check}`],
            ['correct', `2${own.check}`],
            ['consents', `2${own.check}`],
            ['take', null],
          ]);
        }
      });
    },
    120_000,
  );

  it('shows the badge on six tenths of the screen', async () => {
    await harness.onPage('mode=kiosk&role=none&admitted=0', async (page) => {
      await shows(page, 'attract');
      await scan(page, ticketOf(0));
      await page.locator('.kiosk-badge img').waitFor();
      for (const size of screens) {
        await page.setViewportSize(size);
        const [room, badge] = await page.evaluate(() =>
          ['.kiosk-badge', '.kiosk-badge img'].map((one) => {
            const { width, height } = document.querySelector(one)?.getBoundingClientRect() ?? {};
            return { width: width ?? 0, height: height ?? 0 };
          }),
        );
        expect(room?.height).toBeGreaterThanOrEqual(size.height * 0.6 - 1);
        // A badge that is broader than its space fills the width.
        const [across = 0, down = 0] = [
          (room?.width ?? 0) - (badge?.width ?? 0),
          (room?.height ?? 0) - (badge?.height ?? 0),
        ];
        expect(Math.min(across, down), JSON.stringify([room, badge])).toBeLessThan(1);
      }
    });
  });

  it('ends in amber for a genuine ticket of a person whom this station does not know', async () => {
    await harness.onPage('mode=kiosk&role=none', async (page) => {
      await shows(page, 'attract');
      await scan(page, strangerTicket);
      await shows(page, 'seeDesk');
      await page.locator('.kiosk[data-tone="look"]').waitFor();
      const [{ text = '', step = '' } = {}] = await measure(page);
      expect(step).toBeNull();
      expect(text).toContain(en.seeDesk.title);
      for (const greeting of [en.attract.welcome, en.take.back, en.take.title]) {
        expect(text).not.toContain(greeting);
      }
    });
  });
});

/** The texts of the first screen at one moment. Runs in the page. */
function hear() {
  const spoken = document.querySelector<HTMLElement>('.attract-words');
  return {
    language: (spoken?.lang ?? '') as KioskLanguage,
    direction: spoken?.dir,
    text: document.querySelector<HTMLElement>('.kiosk')?.textContent ?? '',
    spoken: document.querySelector('h1')?.getAttribute('data-speak'),
    page: document.documentElement.lang,
  };
}

describe('the first screen', () => {
  it('turns all that it says through the languages, and goes on in the one that was read', async () => {
    const page = await harness.newPage();
    await page.clock.install();
    await harness.open(page, 'mode=kiosk&role=none&lang=fr');
    await shows(page, 'attract');
    await page.clock.pauseAt(Date.now() + 3_600_000);
    const heard: KioskLanguage[] = [];
    for (const _ of kioskLanguages) {
      await page.clock.fastForward(5_000);
      await expect
        .poll(async () => (await page.evaluate(hear)).language)
        .not.toBe(heard.at(-1) ?? '');
      const { language, direction, text, spoken, page: ofPage } = await page.evaluate(hear);
      heard.push(language);
      const { attract, help, steps } = words[language];
      const said = [...Object.values(attract), help.button, steps.scan, steps.check, steps.print];
      expect(said.filter((one) => !text.includes(one))).toEqual([]);
      expect(direction).toBe(language === 'ar' ? 'rtl' : 'ltr');
      // The page and its voice keep the station's language.
      expect([ofPage, spoken]).toEqual(['fr', fr.attract.scan]);
    }
    expect(heard.toSorted()).toEqual([...kioskLanguages].toSorted());
    await press(page, 'plain');
    await shows(page, 'code');
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(heard.at(-1));
  });

  it('offers the event’s languages only, and none to choose where there is one', async () => {
    await harness.onPage('mode=kiosk&role=none&lang=en&languages=fr', async (page) => {
      await shows(page, 'attract');
      const heard = await page.evaluate(hear);
      expect([heard.page, heard.language, heard.spoken]).toEqual(['fr', 'fr', fr.attract.scan]);
      expect(await page.locator('.kiosk-language, [data-tool="language"]').count()).toBe(0);
      await press(page, 'plain');
      await shows(page, 'code');
      expect(await page.locator('[data-tool="language"]').count()).toBe(0);
    });
    await harness.onPage('mode=kiosk&role=none&lang=en&languages=es,fr', async (page) => {
      await shows(page, 'attract');
      const offered = page.locator('.kiosk-language');
      expect(await offered.allTextContents()).toEqual(['Español', 'Français']);
      expect((await page.evaluate(hear)).page).toBe('es');
    });
  });

  it('moves for 120 to 200 ms, and not at all where little motion is asked for', async () => {
    await harness.onPage('mode=kiosk&role=none', async (page) => {
      await shows(page, 'attract');
      const moves = (): Promise<number[]> =>
        page.evaluate(() =>
          [...document.querySelectorAll('.kiosk, .kiosk *')].flatMap((one) => {
            const { animationName, animationDuration, animationIterationCount, ...style } =
              getComputedStyle(one);
            const turns = animationName !== 'none' && animationIterationCount === '1';
            const changes = style.transitionProperty !== 'none';
            return [
              ...(turns ? [animationDuration] : []),
              ...(changes ? style.transitionDuration.split(', ') : []),
            ].map((text) => Number.parseFloat(text) * (text.endsWith('ms') ? 1 : 1000));
          }),
        );
      expect((await moves()).filter((lasts) => lasts > 1)).toEqual([]);
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      const lasting = (await moves()).filter((lasts) => lasts > 0);
      expect(lasting.length).toBeGreaterThan(3);
      expect(lasting.filter((lasts) => lasts < 120 || lasts > 200)).toEqual([]);
      await page.emulateMedia({ reducedMotion: 'reduce' });
    });
  });
});
