import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { badTickets, foreignBadge, people, ticketOf } from '../renderer/harness/people.ts';
import { scan } from '../renderer/harness/steps.ts';
import { createRandom, type Random } from '../sim/random.ts';

/** Total touches; `KIOSK_TOUCHES=20000 npm run test:all -- kiosk-monkey` plays for longer. */
const touches = Number(process.env.KIOSK_TOUCHES ?? '1000');
const seed = Number(process.env.KIOSK_SEED ?? '5');
const perRound = 100;

let harness: HarnessPages;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
});
afterAll(() => harness?.close());

interface Watch {
  violations: string[];
  /** How often each screen was shown. */
  screens: Record<string, number>;
}

/**
 * Watches every change of the page: whose name is on it, and whether the first screen came between
 * two people.
 */
function watchPage(names: readonly string[]): void {
  const watch: Watch = { violations: [], screens: {} };
  let last: string | null = null;
  let screen = '';
  const look = (): void => {
    const kiosk = document.querySelector<HTMLElement>('.kiosk');
    const now = kiosk?.dataset.screen ?? 'none';
    if (now !== screen) watch.screens[now] = (watch.screens[now] ?? 0) + 1;
    screen = now;
    const inputs = [...document.querySelectorAll('input')].map(({ value }) => value);
    const text = [document.body.textContent, ...inputs].join(' ');
    const shown = names.filter((name) => text.includes(name));
    if (kiosk === null) watch.violations.push('the kiosk is gone');
    if (shown.length > 1) watch.violations.push(`two persons at once: ${shown.join(', ')}`);
    if (now === 'attract') {
      if (shown.length > 0) watch.violations.push(`a person on the first screen: ${shown.join()}`);
      last = null;
    }
    const [name] = shown;
    if (name === undefined) return;
    if (last !== null && last !== name) watch.violations.push(`${name} after ${last}`);
    last = name;
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-screen'],
  });
  Object.assign(window, { watch });
}

/** Touches in the page itself, a moment apart, at whatever is shown by then. */
async function touchAll(draws: readonly number[]): Promise<void> {
  for (const draw of draws) {
    const targets = [...document.querySelectorAll<HTMLElement>('button, input')].filter(
      (element) => element.getClientRects().length > 0,
    );
    targets[Math.floor(draw * targets.length)]?.click();
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
}

const keys = ['Tab', 'Enter', 'Escape', 'Backspace', 'F5', 'Alt+ArrowLeft', 'Control+r', ' '];
const papers = [badTickets.forged, foreignBadge(7), 'GSC-1079', 'UNKNOWN-1'];

/** Some touches, a key, a scan or a pause; returns the number of touches. */
async function play(page: Page, random: Random): Promise<number> {
  switch (random.below(12)) {
    case 0:
      await page.keyboard.press(random.pick(keys));
      return 1;
    case 1:
    case 2: {
      const someone = ticketOf(random.below(16));
      await scan(page, random.chance(0.75) ? someone : random.pick(papers));
      return 1;
    }
    case 3:
      await page.clock.fastForward(random.below(70) * 1000);
      return 0;
    case 4:
      await page.mouse.click(random.below(1920), random.below(1080));
      return 1;
    case 5:
    case 6:
    case 7: {
      // The most common choice: what the screen proposes.
      const proposed = page.locator('.kiosk-main [data-variant="primary"]');
      const box = await proposed.boundingBox({ timeout: 1 }).catch(() => null);
      if (box !== null) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      return 1;
    }
    default: {
      const draws = Array.from({ length: 5 }, () => random.below(10_000) / 10_000);
      await page.evaluate(touchAll, draws);
      return draws.length;
    }
  }
}

const watched = (page: Page): Promise<Watch> =>
  page.evaluate(() => (window as unknown as { watch: Watch }).watch);

/** Nobody touches the screen any more: the first screen comes back. */
async function leftAlone(page: Page): Promise<string> {
  const screen = (): Promise<string | null> =>
    page.locator('.kiosk').getAttribute('data-screen', { timeout: 5_000 });
  for (let minute = 0; minute < 6 && (await screen()) !== 'attract'; minute += 1) {
    await page.clock.fastForward(30_000);
    await page.waitForTimeout(20);
  }
  return (await screen()) ?? '';
}

it(`${touches} random touches never leave the kiosk and never mix two persons`, {
  timeout: 60_000 + touches * 600,
}, async () => {
  const page = await harness.newPage();
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(String(error)));
  await page.clock.install();
  await harness.open(page, 'mode=kiosk&role=none&admitted=3&id=0', {
    viewport: { width: 1920, height: 1080 },
  });
  const address = page.url();
  await page.evaluate(
    watchPage,
    people().map(({ printedName }) => printedName),
  );
  const random = createRandom(seed);
  for (let done = 0; done < touches; ) {
    const end = done + perRound;
    while (done < end) done += await play(page, random);
    const where = `seed ${seed}, after ${done} touches`;
    expect(await leftAlone(page), where).toBe('attract');
    expect((await watched(page)).violations, where).toEqual([]);
    expect(page.url(), where).toBe(address);
    expect(page.context().pages(), where).toHaveLength(1);
  }
  expect(failures).toEqual([]);
  // The monkey got somewhere: it reached a badge and had some printed.
  const { screens } = await watched(page);
  for (const screen of ['confirm', 'consents', 'take', 'notFound', 'seeDesk', 'code', 'start']) {
    expect(screens[screen] ?? 0, screen).toBeGreaterThan(0);
  }
});
