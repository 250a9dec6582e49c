import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openSecretBox } from '../../main/base/secret-box.ts';
import { makePackage } from '../../main/station/event-package.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { root } from '../../tools/runtime.mjs';
import { asPeopleDo } from '../support/as-people-do.ts';
import { ending } from '../support/attached-electron.ts';
import { makeDeskContext } from '../support/desk-context.ts';
import { chooseFirst } from '../support/fill-list.ts';
import { type LaunchedApp, launchApp } from '../support/launch-app.ts';
import { noKeychain } from '../support/no-keychain.ts';
import { sampleEvent, ticketKey } from '../support/sample-event.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanyard-setup-'));
const eventId = '0192d3a0-1111-7000-8000-00000000e001';
const pin = '24681357';
let station: LaunchedApp;

afterAll(async () => {
  await station?.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function start(dataDir = join(folder, 'data')): Promise<void> {
  station = await launchApp(inject('electron'), {
    config: { setUp: true },
    dataDir,
    environment: { LANYARD_SUPERVISED: '1' },
  });
  station.page.setDefaultTimeout(20_000);
}

/** Sets the next answer of the system's file dialog, whose buttons nobody can press here. */
async function choosing(path: string): Promise<void> {
  await station.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

function written(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Presses Tab until the focused element says this; this file uses no mouse. */
async function tabTo(words: RegExp): Promise<void> {
  const { page } = station;
  for (let presses = 0; presses < 60; presses += 1) {
    const text = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (words.test(text) && text.length < 80) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the focus never came to ${words}`);
}

async function pressOn(words: RegExp): Promise<void> {
  await tabTo(words);
  await station.page.keyboard.press('Enter');
}

/** Types as a person does: faster would be a hand scanner. */
async function type(text: string): Promise<void> {
  await station.page.keyboard.type(text, asPeopleDo);
}

/** Waits for a step and for the focus that it takes: earlier keys would be lost. */
async function shows(heading: string): Promise<void> {
  const { page } = station;
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  await page.waitForFunction(() => document.activeElement !== document.body);
}

describe('the first start', () => {
  it('begins with nothing: nobody of the demo may sign in', async () => {
    await start();
    await shows('Welcome to Lanyard');
    const operators = await station.page.evaluate(() => window.lanyard.listOperators());
    expect(operators).toEqual({ ok: true, value: [] });
  });

  it('takes the event from its two files, and tells the mistakes of a wrong one by field', async () => {
    const { page } = station;
    const demo = JSON.parse(readFileSync(join(root, 'out/demo/event.json'), 'utf8'));
    const wrong = written('wrong.json', {
      ...demo,
      id: eventId,
      timeZone: 'Europe/Bruxelles',
      colour: 'blue',
    });
    const name = { en: 'Sample Assembly', fr: 'Assemblée exemple' };
    const right = written('event.json', {
      ...demo,
      id: eventId,
      name,
      // The demo's keys are public: another event may not have them.
      ticketKeys: [ticketKey.toString('base64')],
    });

    for (let down = 0; down < 3; down += 1) await page.keyboard.press('ArrowDown');
    await page.getByRole('radio', { name: /Import an event/, checked: true }).waitFor();
    await page.keyboard.press('Enter');
    await shows('What is this station?');
    await page.keyboard.press('Enter');
    await shows('Your event');

    await choosing(wrong);
    await pressOn(/^Choose…/);
    await page.getByRole('rowheader', { name: 'Time zone' }).waitFor();
    await page.getByRole('rowheader', { name: 'Colour' }).waitFor();
    await page.getByRole('rowheader', { name: 'Key of signed tickets 1' }).waitFor();
    await choosing(right);
    await pressOn(/^Choose another…/);
    await page.getByText('Sample Assembly').waitFor();
    await choosing(written('secret.txt', 'ab'.repeat(32)));
    await pressOn(/^Choose…/);
    await page.getByText('Secret read').waitFor();
    const ended = ending(station.app);
    await tabTo(/^Use this event/);
    // Not awaited: the page may be gone before the key is released.
    void page.keyboard.press('Enter').catch(() => undefined);
    expect(await ended).toBe(75);
  });

  it('goes on where it was, and asks for the supervisor', async () => {
    await start();
    await shows('Supervisor');
    await type('Anna LINDQVIST');
    await station.page.keyboard.press('Tab');
    await type(pin);
    await station.page.keyboard.press('Tab');
    await type(pin);
    await station.page.keyboard.press('Enter');
    await shows('Import roster');
  });

  it('killed in the middle, goes on there once the supervisor has signed in', async () => {
    await station.kill();
    await start();
    const { page } = station;
    // Keys are heard wherever the focus is.
    await page.getByRole('heading', { name: 'Anna LINDQVIST', level: 1 }).waitFor();
    // Nothing else is allowed meanwhile.
    const refused = await page.evaluate(() => window.lanyard.goToSetUpStep({ step: 'ready' }));
    expect(refused).toMatchObject({ ok: false, error: { code: 'sign-in-needed' } });
    await type(pin);
    await page.keyboard.press('Enter');
    await shows('Import roster');
  });

  it('comes to a ready desk by the keyboard alone', async () => {
    const { page } = station;
    await pressOn(/^Skip for now/);
    await shows('Where is it?');
    await page.keyboard.press('Enter');
    await shows('Printers');
    await pressOn(/^Skip for now/);
    await shows('Camera and scanner');
    await pressOn(/^Continue/);
    await shows('Ready');
    await page.getByText('Sample Assembly').waitFor();
    await pressOn(/^Start the desk/);
    await page.locator('.hero').waitFor();
    const answer = await page.evaluate(() => window.lanyard.getStation());
    expect(answer).toMatchObject({
      ok: true,
      value: { mode: 'desk', setUp: null, stationName: 'Desk 1', event: { id: eventId } },
    });
  });
});

describe('a desk of 800 × 600', () => {
  it('shows every way and the whole foot, and nothing lies over anything else', async () => {
    const { app, page } = station;
    await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.unmaximize();
      window?.setSize(800, 600);
    });
    const boxes = await waitFor('the small window', 20, async () => {
      const found = await page.evaluate(() => {
        const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
        return {
          width: window.innerWidth,
          height: window.innerHeight,
          ways: document.querySelectorAll('.rail li').length,
          rail: box('.rail > :last-child')?.bottom ?? 0,
          foot: box('.status-bar')?.top ?? 0,
          sideways: document.documentElement.scrollWidth,
        };
      });
      return found.width <= 800 ? found : null;
    });
    // Seven screens of a supervisor, then evacuation, settings and shortcuts.
    expect(boxes.ways).toBe(10);
    expect(boxes.rail).toBeGreaterThan(200);
    expect(boxes.rail).toBeLessThanOrEqual(boxes.foot + 1);
    expect(boxes.sideways).toBeLessThanOrEqual(boxes.width);
    const least = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getMinimumSize(),
    );
    expect(least).toEqual([800, 600]);
  });
});

describe('an event of one’s own', () => {
  it('is created from nothing, up to the supervisor', async () => {
    await station.close();
    await start(join(folder, 'own'));
    const { page } = station;
    await shows('Welcome to Lanyard');
    await page.getByRole('radio', { name: /Create an event/, checked: true }).waitFor();
    await page.keyboard.press('Enter');
    await shows('What is this station?');
    await page.keyboard.press('Enter');
    await shows('Your event');
    await pressOn(/^Create the event/);
    await page.getByText('Enter a name.').waitFor();
    await page.getByLabel('Name of the event').focus();
    await type('Committee on Origin');
    await page.keyboard.press('Tab');
    await type('Rue du Marché 30, Brussels');
    await page.getByLabel('First day').fill('2026-12-01');
    await chooseFirst(
      page.getByRole('combobox', { name: 'Time zone' }),
      'Brussels',
      'Europe/Brussels',
    );
    const ended = ending(station.app);
    await tabTo(/^Create the event/);
    // Not awaited: the page may be gone before the key is released.
    void page.keyboard.press('Enter').catch(() => undefined);
    expect(await ended).toBe(75);
    await start(join(folder, 'own'));
    await shows('Supervisor');
    const answer = await station.page.evaluate(() => window.lanyard.getStation());
    expect(answer).toMatchObject({
      ok: true,
      value: { event: { name: { en: 'Committee on Origin' } } },
    });
  });
});

describe('an event package', () => {
  it('makes a ready station in one step, without a mouse', async () => {
    const maker = makeDeskContext();
    maker.addDelegate(1);
    const path = join(folder, 'assembly.lanyard-package');
    const made = await makePackage(
      { context: maker.context, config: {}, secrets: openSecretBox(maker.context.db, noKeychain) },
      {
        desks: 2,
        kiosks: 0,
        doors: 0,
        passphrase: null,
        withSupervisor: false,
        names: { desk: 'Desk {number}', kiosk: 'Kiosk {number}', door: 'Door {number}' },
      },
      maker.supervisor,
      async () => path,
    );
    maker.close();
    await station.close();
    await start(join(folder, 'packed'));
    await shows('Welcome to Lanyard');
    const { page } = station;
    for (let down = 0; down < 2; down += 1) await page.keyboard.press('ArrowDown');
    await page.getByRole('radio', { name: /Open an event package/, checked: true }).waitFor();
    await page.keyboard.press('Enter');
    await shows('Open an event package');
    await choosing(path);
    await pressOn(/^Choose…/);
    await page.getByLabel('Passphrase').waitFor();
    await type(made?.passphrase ?? '');
    await page.keyboard.press('Enter');
    const third = page.getByRole('radio', { name: /Desk 3/ });
    await third.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('radio', { name: /Desk 3/, checked: true }).waitFor();
    const ended = ending(station.app);
    await tabTo(/^Set up as Desk 3/);
    // Not awaited: the page may be gone before the key is released.
    void page.keyboard.press('Enter').catch(() => undefined);
    expect(await ended).toBe(75);
    await start(join(folder, 'packed'));
    await shows('Supervisor');
    const answer = await station.page.evaluate(() => window.lanyard.getStation());
    expect(answer).toMatchObject({
      ok: true,
      value: { stationName: 'Desk 3', rosterSize: 1, event: { id: sampleEvent.id } },
    });
  });
});
