import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { screenLanguages } from '../../domain/base/language.ts';
import { root } from '../../tools/runtime.mjs';
import { demoEvent } from '../../tools/sample/event.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { asPeopleDo } from '../support/as-people-do.ts';
import { badgesConfirmed, type RunningDesk, scan, startDesk } from '../support/running-desk.ts';

// Walks through the main flows of the three modes in each language and keeps a picture of every
// step, for people to look at: test-results/screens/. The tests of desk, kiosk and door check the
// flows; here each runs to its end in the real app.

const electron = inject('electron');
const tickets = demoTickets();

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

  const person = tickets.validOthers[screenLanguages.indexOf(language)];
  if (person === undefined) throw new Error('the demo has too few tickets');
  const kept = (name: string): Promise<void> => picture(desk, 'desk', `${language}-${name}`);
  const hero = (rest: string): Promise<void> => desk.page.locator(`.hero${rest}`).waitFor();
  const dialog = (state: 'visible' | 'detached' = 'visible'): Promise<void> =>
    desk.page.getByRole('dialog').waitFor({ state });

  /** Presses a key as slowly as a person does. */
  async function press(key: string): Promise<void> {
    await desk.page.waitForTimeout(250);
    await desk.page.keyboard.press(key, { delay: 40 });
  }

  /** Presses Tab until the selector's element has the focus. */
  async function tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < 40; presses += 1) {
      await desk.page.keyboard.press('Tab', { delay: 20 });
      const isThere = await desk.page.evaluate(
        (wanted) => document.activeElement?.matches(wanted) ?? false,
        selector,
      );
      if (isThere) return;
    }
    throw new Error(`Tab does not come to ${selector}`);
  }

  /** Chooses the first of a dialog's reasons, which acts at once. */
  async function chooseReason(): Promise<void> {
    await tabTo('[role="dialog"] .choice-buttons .button');
    await press('Enter');
    await dialog('detached');
  }

  const admissions = async (): Promise<number> => {
    const known = await desk.page.evaluate(
      (id) => window.lanyard.getDelegate({ id }),
      person.delegate.id,
    );
    if (!known.ok) throw new Error(known.error.code);
    return known.value.admissions.length;
  };

  it('admits, reprints to the end and refuses, by the keyboard alone', async () => {
    await desk.page.locator(`html[lang="${language}"]`).waitFor();
    await scan(desk, person.text);
    await hero('[data-kind="identity"]');
    await kept('1-identity');
    await press('p');
    await hero('[data-kind="answered"][data-tone="go"]');
    await kept('2-admitted');
    await badgesConfirmed(desk, 1);
    await press('Control+r');
    await dialog();
    await kept('3-reprint');
    await chooseReason();
    await badgesConfirmed(desk, 2);
    expect(desk.printer.jobs).toHaveLength(2);
    // The new badge is the one shown beside the person now, and is handed over.
    await desk.page.locator('.hero .stub-title', { hasText: /-000002$/ }).waitFor();
    await desk.page.locator('.hero .hand-over .button[data-variant="primary"]:enabled').waitFor();
    await kept('4-reprinted');
    await press('h');
    await desk.page.locator('.hero .handed-over').waitFor();
    await scan(desk, tickets.revoked.text);
    await hero('[data-kind="answered"]:not([data-tone="go"])');
    await kept('5-refused');
    await scan(desk, person.delegate.registrationCode);
    await hero('[data-kind="answered"][data-tone="look"]');
    await kept('6-already-in');
  });

  it('undoes to the end', async () => {
    expect(await admissions()).toBe(1);
    await press('Control+z');
    await dialog();
    await kept('7-undo');
    await chooseReason();
    await hero('[data-kind="idle"]');
    await kept('8-undone');
    expect(await admissions()).toBe(0);
  });

  it('registers somebody who is in no list, checks them in and prints', async () => {
    const { page } = desk;
    await press('Control+n');
    await dialog();
    await kept('9-walk-in');
    // The focus is on the given name.
    await page.keyboard.type('Ingrid', asPeopleDo);
    await press('Tab');
    await page.keyboard.type('JOHANSEN', asPeopleDo);
    await tabTo('[role="dialog"] [role="combobox"]');
    await page.keyboard.type('Fran', asPeopleDo);
    await page.getByRole('option').first().waitFor();
    await press('ArrowDown');
    await press('Enter');
    await page.getByRole('option').first().waitFor({ state: 'detached' });
    await tabTo('[role="dialog"] input[type="radio"]');
    await press('Space');
    await press('Tab');
    await page.keyboard.type('Head of protocol', asPeopleDo);
    await kept('10-walk-in-filled');
    await press('Enter');
    await dialog('detached');
    await hero('[data-kind="answered"][data-tone="go"]');
    await badgesConfirmed(desk, 3);
    await kept('11-walk-in-admitted');
  });

  it('searches, and opens a delegation', async () => {
    const { page } = desk;
    await press('/');
    await page.locator('#desk-search:focus').waitFor();
    await page.keyboard.type('customs', asPeopleDo);
    await page.getByRole('option').first().waitFor();
    await kept('12-search');
    await press('Escape');
    await press('Control+g');
    await page.locator('.delegations').waitFor();
    await kept('13-delegation');
  });
});

describe('the kiosk', () => {
  let kiosk: RunningDesk;
  beforeAll(async () => {
    kiosk = await startDesk(electron, { signedIn: false, config: { mode: 'kiosk' } });
  });
  afterAll(() => kiosk?.end());

  // The demo event's languages.
  it.each(screenLanguages)('in %s', async (language) => {
    const { page } = kiosk;
    const kept = (name: string): Promise<void> => picture(kiosk, 'kiosk', `${language}-${name}`);
    const shows = (screen: string): Promise<void> =>
      page.locator(`.kiosk[data-screen="${screen}"]`).waitFor();
    const at = screenLanguages.indexOf(language);
    const speak = async (): Promise<void> => {
      const small = page.locator('.kiosk-tools [data-tool="language"]');
      if ((await small.count()) > 0) await small.click();
      await page.locator('.kiosk-language').nth(at).click();
      await page.locator(`html[lang="${language}"]`).waitFor();
    };
    const goOn = (): Promise<void> =>
      page.locator('.kiosk-main .kiosk-button[data-variant="primary"]').click();
    const person = tickets.validOthers[at];
    if (person === undefined) throw new Error('the demo has too few tickets');

    await shows('attract');
    await scan(kiosk, person.text);
    await shows('confirm');
    await speak();
    await expect.poll(() => page.evaluate(() => document.documentElement.dir)).toBe('ltr');
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
    await page.locator('.kiosk-main .kiosk-button[data-variant="quiet"]').click();
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

/** The demo event with a door that admits tickets and asks about people who are inside already. */
function doorEvent(folder: string): { file: string; secretFile: string } {
  const event = demoEvent();
  const checkpoints = event.checkpoints.map((one) =>
    one.id === 'stce'
      ? { ...one, windows: [], tickets: 'admit', reentry: 'ask', needsCheckIn: false }
      : one,
  );
  const file = join(folder, 'event.json');
  writeFileSync(file, JSON.stringify({ ...event, checkpoints }));
  return { file, secretFile: join(root, 'out/demo/event-secret.txt') };
}

describe.each(screenLanguages)('the door, in %s', (language) => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-walk-'));
  let door: RunningDesk;
  beforeAll(async () => {
    const config = { mode: 'door', language, checkpoint: 'stce' } as const;
    door = await startDesk(electron, {
      signedIn: false,
      config: { ...config, event: doorEvent(folder) },
    });
  });
  afterAll(async () => {
    await door?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('waits, lets in, asks, lets in again and refuses', async () => {
    const { page } = door;
    const { text, registrationCode } = tickets.valid;
    const kept = (name: string): Promise<void> => picture(door, 'door', `${language}-${name}`);
    const verdict = (tone: string): Promise<void> =>
      page.locator(`.door[data-tone="${tone}"] .door-verdict`).waitFor();
    await page.locator(`html[lang="${language}"]`).waitFor();
    await page.locator('.door-ready').waitFor();
    await kept('1-ready');
    await scan(door, text);
    await verdict('go');
    await kept('2-admitted');
    // By the organiser's own code: for a while the same text again would count as the same scan.
    await scan(door, registrationCode);
    await verdict('look');
    await kept('3-asks');
    await door.keyboard.pause(300);
    await door.keyboard.press({ code: 'Enter', key: 'Enter' }, 0);
    await verdict('go');
    await kept('4-let-in-again');
    await scan(door, tickets.unknown.text);
    await verdict('stop');
    await kept('5-refused');
  });
});
