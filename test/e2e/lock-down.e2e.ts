import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoPin } from '../../main/app/start/seed.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { ending } from '../support/attached-electron.ts';
import { inPage, pageGivesTrue } from '../support/in-page.ts';
import { type LaunchedApp, launchApp } from '../support/launch-app.ts';
import { isFullRun } from '../support/test-run.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-kiosk-'));
let kiosk: LaunchedApp;

/**
 * Starts the app with the mode as a stored setting, as after a set-up: only the store says "kiosk".
 */
async function start(): Promise<LaunchedApp> {
  const launched = await launchApp(inject('electron'), {
    config: { language: 'en', cameraEnabled: false, sounds: false },
    dataDir,
    // Playwright cannot follow an app that restarts itself; the supervisor of a real kiosk sets
    // this as well.
    environment: { LANYARD_SUPERVISED: '1' },
  });
  launched.page.setDefaultTimeout(20_000);
  return launched;
}

async function stationOf(page: Page) {
  const answer = await page.evaluate(() => window.lanyard.getStation());
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

beforeAll(async () => {
  const desk = await start();
  await waitFor(
    'the roster',
    60,
    async () => (await stationOf(desk.page)).rosterSize >= 1000 || null,
  );
  const { page } = desk;
  const changed = await page.evaluate(async (pin) => {
    const operators = await window.lanyard.listOperators();
    const [first] = operators.ok ? operators.value : [];
    if (first === undefined) throw new Error('nobody may sign in');
    await window.lanyard.signIn({ operatorId: first.id, pin });
    return window.lanyard.changeStation({ mode: 'kiosk', stationName: 'Kiosk 7' });
  }, demoPin);
  expect(changed).toEqual({ ok: true, value: undefined });
  await desk.close();
  kiosk = await start();
});
afterAll(async () => {
  await kiosk?.close().catch(() => undefined);
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** Presses keys where the system's arrive, so that menus and the window hear them as well. */
async function press(app: ElectronApplication, key: string, modifiers: string[]): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, { keyCode, held }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (const type of ['keyDown', 'keyUp'] as const)
        contents?.sendInputEvent({ type, keyCode, modifiers: held as 'control'[] });
    },
    { keyCode: key, held: modifiers },
  );
}

/** State that would have changed if one of the keys had an effect. */
function stateOf(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow, Menu }) => {
    const windows = BrowserWindow.getAllWindows();
    const [window] = windows;
    return {
      windows: windows.length,
      isKiosk: window?.isKiosk(),
      isVisible: window?.isVisible(),
      menu: Menu.getApplicationMenu() === null,
      zoom: window?.webContents.getZoomFactor(),
      devTools: window?.webContents.isDevToolsOpened(),
      url: window?.webContents.getURL(),
    };
  });
}

const locked = {
  windows: 1,
  isKiosk: true,
  isVisible: true,
  menu: true,
  zoom: 1,
  devTools: false,
  url: 'app://lanyard/',
};

describe('a locked station', () => {
  it('starts in its stored mode, fills the screen and keeps the display awake', async () => {
    expect(await stationOf(kiosk.page)).toMatchObject({ mode: 'kiosk', stationName: 'Kiosk 7' });
    await expect.poll(() => stateOf(kiosk.app)).toEqual(locked);
    const awake = await kiosk.app.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0));
    expect(awake).toBe(true);
  });

  it('hears none of the keys by which people leave a browser', async () => {
    const { app, page } = kiosk;
    await page.evaluate(() => {
      document.body.dataset.loaded = 'once';
      window.addEventListener('keydown', ({ key }) => {
        document.body.dataset.heard = `${document.body.dataset.heard ?? ''} ${key}`;
      });
    });
    const chords: [string, string[]][] = [
      ['Q', ['control']],
      ['W', ['control']],
      ['R', ['control']],
      ['F5', []],
      ['F11', []],
      ['F12', []],
      ['F4', ['alt']],
      ['I', ['control', 'shift']],
      ['N', ['control']],
      ['P', ['control']],
      ['=', ['control']],
      ['-', ['control']],
      ['Left', ['alt']],
      ['F6', []],
    ];
    for (const [key, modifiers] of chords) await press(app, key, modifiers);
    // An allowed key after all of them: they have been handled by then.
    await press(app, 'F13', []);
    await press(app, 'z', []);
    await page.waitForFunction(() => document.body.dataset.heard?.endsWith('z') === true);
    const heard = await page.evaluate(() => document.body.dataset);
    expect({ ...heard }).toMatchObject({ loaded: 'once', heard: ' F13 z' });
    await expect.poll(() => stateOf(app)).toEqual(locked);
  });

  it('goes nowhere, opens nothing, takes nothing that is dropped, and does not close', async () => {
    const { app, page } = kiosk;
    // The page locks itself once it knows its mode; the window handled the earlier keys.
    await page.locator('html[data-locked]').waitFor({ state: 'attached' });
    const found = await page.evaluate(() => {
      const opened = window.open('https://example.org/');
      location.href = 'https://example.org/';
      const dropped = (kind: string): boolean =>
        document.body.dispatchEvent(
          new DragEvent(kind, {
            bubbles: true,
            cancelable: true,
            dataTransfer: new DataTransfer(),
          }),
        );
      const wheel = new WheelEvent('wheel', { ctrlKey: true, bubbles: true, cancelable: true });
      document.body.dispatchEvent(wheel);
      return {
        opened: opened !== null,
        over: dropped('dragover'),
        drop: dropped('drop'),
        zooms: !wheel.defaultPrevented,
        selects: getComputedStyle(document.body).userSelect,
      };
    });
    expect(found).toEqual({
      opened: false,
      over: false,
      drop: false,
      zooms: false,
      selects: 'none',
    });
    await app.evaluate(({ app: electron, BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.close();
      electron.quit();
    });
    await expect.poll(() => stateOf(app)).toEqual(locked);
    const refused = await page.evaluate(() => window.lanyard.listOperators());
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });

  // The watchdog takes fifteen seconds; frozen-desk.all.e2e.ts shows it at a desk.
  if (isFullRun) {
    it('a page that is frozen is loaded anew', async () => {
      const { app, page } = kiosk;
      // Never resolves: the page is busy for ever.
      void page
        .evaluate(() =>
          setTimeout(() => {
            for (;;);
          }, 0),
        )
        .catch(() => undefined);
      const line = await waitFor('the watch-dog', 60, () =>
        kiosk
          .log()
          .find(({ msg, reason }) => msg === 'the page is loaded anew' && reason === 'silent'),
      );
      expect(line.reloads).toBe(1);
      await pageIsBack(app);
      await expect.poll(() => stateOf(app)).toEqual(locked);
    });
  }

  it('a page whose process is killed comes back in the same mode', async () => {
    const { app } = kiosk;
    await app.evaluate(({ BrowserWindow }) => {
      const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    });
    await waitFor('the dead page', 60, () => kiosk.log().find(({ reason }) => reason === 'killed'));
    await pageIsBack(app);
    // Electron does not ask a page that closes itself: the window comes back.
    void inPage(app, 'window.close()').catch(() => undefined);
    await waitFor('the closed window', 60, () =>
      kiosk.log().find(({ msg }) => msg === 'the window was closed; it opens again'),
    );
    await pageIsBack(app);
    await expect.poll(() => stateOf(app)).toEqual(locked);
    const mode = await inPage(app, 'window.lanyard.getStation().then(({ value }) => value.mode)');
    expect(mode).toBe('kiosk');
  });
});

function pageIsBack(app: ElectronApplication): Promise<void> {
  return pageGivesTrue(app, 'the page', 'document.getElementById("root")?.childElementCount > 0');
}

describe('a station that was killed', () => {
  it('starts in the same mode, with its ledger and its supervisor', async () => {
    const before = existsSync(join(dataDir, 'lanyard.db'));
    await kiosk.kill();
    kiosk = await start();
    expect(before).toBe(true);
    const station = await stationOf(kiosk.page);
    expect(station).toMatchObject({ mode: 'kiosk', stationName: 'Kiosk 7', setUp: null });
    expect(station.rosterSize).toBe(1000);
  });
});

describe('the way out', () => {
  const type = async (digits: string): Promise<void> => {
    for (const digit of digits) await kiosk.page.keyboard.press(`Digit${digit}`, { delay: 80 });
    await kiosk.page.keyboard.press('Enter');
  };

  it('asks for a PIN, makes guesses wait, and lets the right one out', async () => {
    const { page, app } = kiosk;
    await page.locator('.station-exit-corner').waitFor({ state: 'attached' });
    await press(app, 'Q', ['control', 'shift']);
    await page.getByRole('dialog', { name: 'Staff only' }).waitFor();
    for (let guess = 0; guess < 3; guess += 1) {
      await type('1111');
      await page.getByText(/Wrong PIN|Too many attempts/).waitFor();
    }
    // The third wrong one begins the wait.
    await type('1111');
    await page.getByText(/Too many attempts/).waitFor();
    await page.getByText(/Too many attempts/).waitFor({ state: 'detached' });
    await type(demoPin);
    await page.getByRole('button', { name: 'Settings' }).waitFor();
    const ended = ending(app);
    await page.getByRole('button', { name: 'Settings' }).click();
    // "Start me again": with a supervisor process the next start is a desk, once.
    expect(await ended).toBe(75);
  });

  it('opens the settings as a desk once, and is a kiosk again afterwards', async () => {
    kiosk = await start();
    expect(await stationOf(kiosk.page)).toMatchObject({ mode: 'desk', startsAs: 'kiosk' });
    await kiosk.close();
    kiosk = await start();
    expect(await stationOf(kiosk.page)).toMatchObject({ mode: 'kiosk' });
    const left = await kiosk.page.evaluate(
      (pin) => window.lanyard.leaveStation({ pin, to: 'ask' }),
      demoPin,
    );
    expect(left).toMatchObject({ ok: true, value: { result: 'approved' } });
    const ended = ending(kiosk.app);
    // Not awaited: the page may be gone before it could answer.
    void kiosk.page
      .evaluate((pin) => window.lanyard.leaveStation({ pin, to: 'leave' }), demoPin)
      .catch(() => undefined);
    expect(await ended).toBe(0);
  });
});
