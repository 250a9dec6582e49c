import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { demoPin } from '../../main/app/start/seed.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { asPeopleDo } from '../support/as-people-do.ts';
import { writeFakeWebcam } from '../support/fake-webcam.ts';
import { type LaunchedApp, type LaunchOptions, launchApp } from '../support/launch-app.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'lanyard-ahead-'));
const hintFile = join(dataDir, 'start-hint.json');
const cameraOff = { enabled: false, deviceId: null };
let open: LaunchedApp | null = null;
afterAll(async () => {
  await open?.kill().catch(() => undefined);
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

type Mode = 'desk' | 'kiosk' | 'door';

async function start(
  config: Exclude<LaunchOptions['config'], string>,
  webcam?: string,
): Promise<LaunchedApp> {
  const launched = await launchApp(inject('electron'), {
    dataDir,
    config: { language: 'en', sounds: false, cameraEnabled: false, ...config },
    ...(webcam === undefined ? {} : { webcam }),
  });
  launched.page.setDefaultTimeout(30_000);
  open = launched;
  return launched;
}

async function end(launched: LaunchedApp): Promise<void> {
  await launched.close();
  open = null;
}

/**
 * The mode as the page hears it, and the UTC milliseconds at which the page began and the station
 * was ready.
 */
async function seen({ page, log }: LaunchedApp) {
  const station = await page.evaluate(() => window.lanyard.getStation());
  const pageBegan = await page.evaluate(() => performance.timeOrigin);
  const ready = log().findLast(({ msg }) => msg === 'started');
  return {
    mode: station.ok ? station.value.mode : station.error.code,
    pageBegan,
    stationReady: Date.parse(String(ready?.time)),
  };
}

const hinted = (): unknown => JSON.parse(readFileSync(hintFile, 'utf8'));

describe('the window of the next start', () => {
  it('waits for the store at the first', async () => {
    const kiosk = await start({ mode: 'kiosk' });
    const { mode, pageBegan, stationReady } = await seen(kiosk);
    expect(mode).toBe('kiosk');
    expect(pageBegan).toBeGreaterThan(stationReady);
    // If the end interrupted an import, the log would have an error.
    await waitFor('the roster', 60, async () => {
      const station = await kiosk.page.evaluate(() => window.lanyard.getStation());
      return station.ok && station.value.rosterSize >= 1000 ? true : null;
    });
    await end(kiosk);
    expect(hinted()).toEqual({
      mode: 'kiosk',
      face: 'kiosk',
      camera: cameraOff,
      language: 'en',
    });
  });

  it('opens before the station is there, and what the page asks is answered once it is', async () => {
    const kiosk = await start({ mode: 'kiosk' });
    const { mode, pageBegan, stationReady } = await seen(kiosk);
    expect(mode).toBe('kiosk');
    expect(pageBegan).toBeLessThan(stationReady);
    await kiosk.page.locator('.kiosk').first().waitFor();
    // Its address does not contain its starting values: after a reload it asks the station only.
    expect(kiosk.page.url()).toBe('app://lanyard/');
    await end(kiosk);
  });

  it('turns the camera on with the page, and hands it over to the one preview', async () => {
    const film = join(dataDir, 'nobody.mjpeg');
    await writeFakeWebcam(film, [{ text: null, frames: 30 }]);
    const withCamera = { mode: 'kiosk', cameraEnabled: true } as const;
    const first = await start(withCamera, film);
    expect((await seen(first)).mode).toBe('kiosk');
    await end(first);
    expect(hinted()).toMatchObject({ camera: { enabled: true, deviceId: null } });
    const station = await start(withCamera, film);
    const { page } = station;
    await page.waitForFunction(() => performance.getEntriesByName('camera-reads').length > 0);
    await page.waitForFunction(() => document.querySelector('video')?.paused === false);
    const pictures = await page.evaluate(() =>
      Array.from(document.querySelectorAll('video'), ({ srcObject }) =>
        srcObject instanceof MediaStream ? srcObject.getTracks().map((one) => one.readyState) : [],
      ),
    );
    expect(pictures).toEqual([['live']]);
    await page.locator('#qr-shaded-region').waitFor({ state: 'hidden' });
    expect(station.log().filter(({ level }) => Number(level) >= 50)).toEqual([]);
    await end(station);
  });

  // test/renderer/scanning/kept-messages.test.ts tests that scans before the page is ready are
  // kept.
  it('answers a ticket that is in view from the first frame', async () => {
    const film = join(dataDir, 'early.mjpeg');
    await writeFakeWebcam(film, [{ text: demoTickets().unknown.text, frames: 30 }]);
    const kiosk = await start({ mode: 'kiosk', cameraEnabled: true }, film);
    await kiosk.page.locator('.kiosk[data-screen="notFound"]').waitFor();
    await end(kiosk);
  });

  it('waits for the store where the configuration names another mode', async () => {
    const door = await start({ mode: 'door' });
    const { mode, pageBegan, stationReady } = await seen(door);
    expect(mode).toBe('door');
    expect(pageBegan).toBeGreaterThan(stationReady);
    await end(door);
  });

  it('gives way to the right one where the hint was wrong', async () => {
    const wrong: { mode: Mode; face: Mode } = { mode: 'desk', face: 'desk' };
    writeFileSync(hintFile, JSON.stringify({ ...wrong, camera: cameraOff }));
    // Only the store says the mode.
    await setStoredMode('kiosk');
    writeFileSync(hintFile, JSON.stringify({ ...wrong, camera: cameraOff }));
    const station = await start({});
    await waitFor('the end of the wrong window', 60, async () => station.page.isClosed() || null);
    const isKiosk = await station.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isKiosk()),
    );
    expect(isKiosk).toEqual([true]);
    const page = station.app.windows()[0] ?? (await station.app.waitForEvent('window'));
    const answer = await page.evaluate(() => window.lanyard.getStation());
    expect(answer).toMatchObject({ ok: true, value: { mode: 'kiosk' } });
    await end(station);
    expect(hinted()).toMatchObject({ mode: 'kiosk' });
  });

  it.each([
    ['fr', 'fr'],
    ['en', 'en-GB'],
  ] as const)(
    'has date fields that begin with the day, once it was in %s',
    async (language, locale) => {
      const before = await start({ mode: 'kiosk', language });
      expect((await seen(before)).mode).toBe('kiosk');
      await end(before);
      const { page, ...kiosk } = await start({ mode: 'kiosk', language });
      expect(await page.evaluate(() => navigator.language)).toBe(locale);
      await page.locator('.kiosk').first().waitFor();
      await page.evaluate(() => {
        const field = Object.assign(document.createElement('input'), { type: 'date', id: 'typed' });
        document.body.append(field);
        field.focus();
      });
      await page.keyboard.type('02102018', asPeopleDo);
      await expect.poll(() => page.locator('#typed').inputValue()).toBe('2018-10-02');
      await end({ page, ...kiosk });
    },
  );

  it('is not hindered by a hint that is no hint', async () => {
    writeFileSync(hintFile, '{"mode":');
    const station = await start({});
    expect((await seen(station)).mode).toBe('kiosk');
    await end(station);
    expect(existsSync(hintFile)).toBe(true);
    expect(hinted()).toMatchObject({ mode: 'kiosk' });
  });
});

/** Stores the mode, as a supervisor does in the settings. */
async function setStoredMode(mode: Mode): Promise<void> {
  rmSync(hintFile, { force: true });
  const desk = await start({});
  await desk.page.evaluate(
    async ({ wanted, pin }) => {
      const operators = await window.lanyard.listOperators();
      const [first] = operators.ok ? operators.value : [];
      if (first === undefined) throw new Error('nobody may sign in');
      await window.lanyard.signIn({ operatorId: first.id, pin });
      const changed = await window.lanyard.changeStation({ mode: wanted });
      if (!changed.ok) throw new Error(changed.error.code);
    },
    { wanted: mode, pin: demoPin },
  );
  await end(desk);
}
