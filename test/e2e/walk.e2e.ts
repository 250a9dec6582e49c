import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kioskLanguages, screenLanguages } from '../../domain/language.ts';
import { root } from '../../tools/runtime.mjs';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { type RunningDesk, scan, startDesk } from '../support/running-desk.ts';

// Walks the main flows of the three modes in each of their languages and keeps a picture of every step, to be looked at:
// test-results/screens/. What the flows do is tested by desk, kiosk and door; here they are seen in the real app.

const electron = inject('electron');
const tickets = demoTickets();

/** Keeps a picture of the page as it stands. */
async function picture({ page }: RunningDesk, mode: string, name: string): Promise<void> {
  const folder = join(root, 'test-results', 'screens', mode);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

describe.each(screenLanguages)('the desk, in %s', (language) => {
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await startDesk(electron, { config: { language } });
  });
  afterAll(() => desk?.end());

  it('is walked by the keyboard alone', async () => {
    const { page } = desk;
    await page.locator(`html[lang="${language}"]`).waitFor();
    const kept = (name: string): Promise<void> => picture(desk, 'desk', `${language}-${name}`);
    const person = tickets.validOthers[screenLanguages.indexOf(language)];
    if (person === undefined) throw new Error('the demo has too few tickets');
    const hero = (rest: string): Promise<void> => page.locator(`.hero${rest}`).waitFor();

    await scan(desk, person.text);
    await hero('[data-kind="identity"]');
    await kept('1-identity');
    await press('p');
    await hero('[data-kind="answered"][data-tone="go"]');
    await kept('2-admitted');
    await press('Control+r');
    await page.getByRole('dialog').waitFor();
    await kept('3-reprint');
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('Control+z');
    await page.getByRole('dialog').waitFor();
    await kept('4-undo');
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await scan(desk, tickets.revoked.text);
    await hero('[data-kind="answered"]:not([data-tone="go"])');
    await kept('5-refused');
    await scan(desk, person.delegate.registrationCode);
    await hero('[data-kind="answered"][data-tone="look"]');
    await kept('6-already-in');
    await press('Control+n');
    await page.getByRole('dialog').waitFor();
    await kept('7-walk-in');
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('/');
    await page.locator('#desk-search:focus').waitFor();
    await page.keyboard.type('customs', { delay: 90 });
    await page.getByRole('option').first().waitFor();
    await kept('8-search');
    await press('Escape');
    await press('Control+g');
    await page.locator('.delegations').waitFor();
    await kept('9-delegation');

    /** As slowly as a person presses it. */
    async function press(key: string): Promise<void> {
      await page.waitForTimeout(250);
      await page.keyboard.press(key, { delay: 40 });
    }
  });
});

describe('the kiosk', () => {
  let kiosk: RunningDesk;
  beforeAll(async () => {
    kiosk = await startDesk(electron, { signedIn: false, config: { mode: 'kiosk' } });
  });
  afterAll(() => kiosk?.end());

  it.each(kioskLanguages)('in %s', async (language) => {
    const { page } = kiosk;
    const kept = (name: string): Promise<void> => picture(kiosk, 'kiosk', `${language}-${name}`);
    const shows = (screen: string): Promise<void> =>
      page.locator(`.kiosk[data-screen="${screen}"]`).waitFor();
    const at = kioskLanguages.indexOf(language);
    const speak = async (): Promise<void> => {
      await page.locator('.kiosk-language').nth(at).click();
      await page.locator(`html[lang="${language}"]`).waitFor();
    };
    const goOn = (): Promise<void> =>
      page.locator('.kiosk-main .kiosk-button[data-look="primary"]').click();
    const person = tickets.validOthers[at];
    if (person === undefined) throw new Error('the demo has too few tickets');

    await shows('attract');
    await scan(kiosk, person.text);
    await shows('confirm');
    await speak();
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(
      language === 'ar' ? 'rtl' : 'ltr',
    );
    await kept('1-confirm');
    await goOn();
    await shows('consents');
    await kept('2-consents');
    await goOn();
    await shows('take');
    await kept('3-take');
    await goOn();
    await shows('attract');
    await speak();
    await shows('start');
    await scan(kiosk, tickets.unknown.text);
    await shows('notFound');
    await kept('4-not-found');
    await page.locator('.kiosk-main .kiosk-button').last().click();
    await shows('attract');
    await speak();
    await shows('start');
    await scan(kiosk, tickets.cancelled.text);
    await shows('seeDesk');
    await kept('5-see-the-desk');
    await goOn();
    await shows('attract');
  });
});

describe.each(screenLanguages)('the door, in %s', (language) => {
  let door: RunningDesk;
  beforeAll(async () => {
    door = await startDesk(electron, {
      signedIn: false,
      config: { mode: 'door', language, checkpoint: 'stce' },
    });
  });
  afterAll(() => door?.end());

  it('waits, answers a ticket and refuses', async () => {
    const { page } = door;
    const kept = (name: string): Promise<void> => picture(door, 'door', `${language}-${name}`);
    await page.locator(`html[lang="${language}"]`).waitFor();
    await page.locator('.door-ready').waitFor();
    await kept('1-ready');
    await scan(door, tickets.valid.text);
    await page.locator('.door-verdict').waitFor();
    await kept('2-ticket');
    await scan(door, tickets.unknown.text);
    await page.locator('.door[data-tone="stop"] .door-verdict').waitFor();
    await kept('3-refused');
  });
});
