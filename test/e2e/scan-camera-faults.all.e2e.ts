import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import {
  type LaunchedPage,
  launchPage,
  pageIsReady,
} from '../renderer/scanning/harness/launch-page.ts';
import { killReaderOn, readerIsOn } from '../renderer/scanning/harness/readers.ts';
import { recordTracks } from '../renderer/scanning/harness/record-tracks.ts';
import { ticket } from '../renderer/scanning/hid-simulation.ts';
import { writeFakeWebcam } from '../support/fake-webcam.ts';
import { SimulatedKeyboard } from '../support/hid.ts';
import { isFullRun } from '../support/test-run.ts';

let folder: string;
let film: string;
let launched: LaunchedPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lanyard-film-'));
  film = join(folder, 'one-ticket.mjpeg');
  // Out of sight long enough to count as a new scan each time the film repeats.
  await writeFakeWebcam(film, [
    { text: ticket, frames: 20, noise: 4 },
    { text: null, frames: 55, noise: 4 },
  ]);
  launched = await launchPage(inject('electron'), { film });
  await launched.page.addInitScript(recordTracks);
});
afterAll(async () => {
  await launched?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await setFaults({ cameraRefused: false, readerMissing: false });
  await launched.page.reload();
  await pageIsReady(launched.page);
});

declare global {
  // Switches that `shell/main.js` offers.
  var faults: { cameraRefused: boolean; readerMissing: boolean };
}

async function setFaults(change: Partial<typeof faults>): Promise<void> {
  await launched.app.evaluate((_electron, given) => {
    Object.assign(globalThis.faults, given);
  }, change);
}

async function setCamera(enabled: boolean): Promise<void> {
  await launched.page.evaluate((on) => window.pageLog.setOptions({ enabled: on }), enabled);
}

/** Waits until the newest state is of this kind: `running`, `off`, or a problem's. */
async function stateIs(kind: string): Promise<void> {
  await launched.page.waitForFunction(
    (wanted) => {
      const state = window.pageLog.states.at(-1);
      return state?.kind === wanted || (state?.kind === 'problem' && state.problem === wanted);
    },
    kind,
    { timeout: 30_000 },
  );
}

async function kinds(): Promise<string[]> {
  const { states } = await launched.log();
  return states.map((state) => (state.kind === 'problem' ? state.problem : state.kind));
}

/** Waits for a scan that begins later than now. */
async function scanComes(): Promise<void> {
  const { page } = launched;
  const now = await page.evaluate(() => performance.timeOrigin + performance.now());
  await page.waitForFunction(
    (since) => window.pageLog.scans.some(({ input }) => input.seenAt > since),
    now,
    { timeout: 30_000 },
  );
}

async function liveTracks(): Promise<number> {
  return launched.page.evaluate(
    () => window.tracks.filter(({ readyState }) => readyState === 'live').length,
  );
}

/** Signals the process in which Chromium runs the camera. */
async function signalCaptureProcess(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  const signalled = await launched.app.evaluate(({ app }, name) => {
    const captures = app
      .getAppMetrics()
      .filter(({ serviceName }) => serviceName?.startsWith('video_capture') === true);
    for (const { pid } of captures) process.kill(pid, name);
    return captures.length;
  }, signal);
  expect(signalled).toBe(1);
}

describe('a camera that goes wrong', () => {
  test('its process dies: the track ends, the camera comes back by itself and scans', async () => {
    await setCamera(true);
    await stateIs('running');
    await scanComes();
    await signalCaptureProcess('SIGKILL');
    await stateIs('unplugged');
    await stateIs('running');
    await scanComes();
    expect(await liveTracks()).toBe(1);
  });

  test('the track is stopped behind our back: noticed', async () => {
    await setCamera(true);
    await stateIs('running');
    await launched.page.evaluate(() => window.tracks.at(-1)?.stop());
    await stateIs('unplugged');
    await stateIs('running');
    await scanComes();
  });

  test('the picture freezes: noticed, and the camera runs again when it can', async () => {
    await setCamera(true);
    await stateIs('running');
    await scanComes();
    await signalCaptureProcess('SIGSTOP');
    try {
      await stateIs('frozen');
    } finally {
      // A camera that stays frozen would fail every test that follows.
      await signalCaptureProcess('SIGCONT');
    }
    await stateIs('running');
    await scanComes();
    expect(await liveTracks()).toBe(1);
  });

  test('unplugged, then three times busy: recovered by itself', async () => {
    await setCamera(true);
    await stateIs('running');
    await launched.page.evaluate(() => {
      window.busyAttempts = 3;
      window.tracks.at(-1)?.stop();
    });
    await stateIs('busy');
    await stateIs('running');
    expect(await kinds()).toEqual([
      'off',
      'starting',
      'running',
      'unplugged',
      'busy',
      'busy',
      'busy',
      'running',
    ]);
    await scanComes();
  });

  test('hand scanners work meanwhile', async () => {
    await launched.page.evaluate(() => {
      window.busyAttempts = 1000;
    });
    await setCamera(true);
    await stateIs('busy');
    const keyboard = await SimulatedKeyboard.at(launched.page);
    await keyboard.scan(ticket);
    await launched.page.waitForFunction(() => window.pageLog.scans.length === 1);
    expect((await launched.log()).scans[0]?.input.source).toBe('hid');
  });
});

test('refused: said so, and it runs as soon as it is allowed', async () => {
  await setFaults({ cameraRefused: true });
  await setCamera(true);
  await stateIs('refused');
  await setFaults({ cameraRefused: false });
  await stateIs('running');
  await scanComes();
});

const readerIs = (reader: 'worker' | 'spare') => readerIsOn(launched.page, reader);
const killReader = (how: 'loud' | 'silent') => killReaderOn(launched.page, how);

async function workersMade(): Promise<number> {
  return launched.page.evaluate(() => window.workers.length);
}

describe('the reading worker', () => {
  test('its file is missing: html5-qrcode reads until it is there', async () => {
    await setFaults({ readerMissing: true });
    await setCamera(true);
    await readerIs('spare');
    await scanComes();
    await scanComes();
    expect(await liveTracks()).toBe(1);
    await setFaults({ readerMissing: false });
    await readerIs('worker');
    await scanComes();
    await setCamera(false);
    await stateIs('off');
    expect(await liveTracks()).toBe(0);
  });

  test.each(['loud', 'silent'] as const)('it dies (%s): the next one reads', async (how) => {
    await setCamera(true);
    await readerIs('worker');
    await scanComes();
    const made = await workersMade();
    await killReader(how);
    await expect.poll(workersMade, { timeout: 30_000 }).toBeGreaterThan(made);
    await readerIs('worker');
    await scanComes();
  });

  test('it dies and none can follow: html5-qrcode reads', async () => {
    await setCamera(true);
    await readerIs('worker');
    await scanComes();
    await setFaults({ readerMissing: true });
    await killReader('loud');
    await readerIs('spare');
    await scanComes();
  });
});

test('where frames cannot be had from the track, pictures of the video are read', async () => {
  await launched.page.evaluate(() => Reflect.deleteProperty(window, 'MediaStreamTrackProcessor'));
  await setCamera(true);
  await stateIs('running');
  await scanComes();
  await scanComes();
  expect((await launched.log()).errors).toEqual([]);
});

test('random starts and stops leave nothing running', async () => {
  const { page } = launched;
  await page.evaluate(
    async (count) => {
      // Marsaglia's xorshift32, so that each run takes the same path.
      let state = 20181002;
      for (let i = 0; i < count; i += 1) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        const enabled = (state & 1) === 1;
        window.pageLog.setOptions({ enabled, preview: (state & 6) !== 6 });
        await new Promise((resolve) => setTimeout(resolve, (state >>> 8) % 70));
      }
      window.pageLog.setOptions({ enabled: false, preview: true });
    },
    isFullRun ? 300 : 60,
  );
  await stateIs('off');
  expect(await liveTracks()).toBe(0);
  await expect.poll(() => page.locator('video').count()).toBe(0);
  const opened = await page.evaluate(() => window.tracks.length);
  expect(opened).toBeGreaterThan(5);
  await setCamera(true);
  await stateIs('running');
  await scanComes();
  expect(await liveTracks()).toBe(1);
  await expect.poll(() => page.locator('video').count()).toBe(1);
  expect((await launched.log()).errors).toEqual([]);
});

test('without a camera: said so, and hand scanners work', async () => {
  const without = await launchPage(inject('electron'), { query: '?camera=on' });
  try {
    await without.page.waitForFunction(() => window.pageLog.states.at(-1)?.kind === 'problem');
    expect((await without.log()).states.at(-1)).toMatchObject({ problem: 'none-found' });
    const keyboard = await SimulatedKeyboard.at(without.page);
    await keyboard.scan(ticket);
    await without.page.waitForFunction(() => window.pageLog.scans.length === 1);
  } finally {
    await without.close();
  }
});

describe('before an empty hall', () => {
  test('the picture stands still, and a ticket wakes it and is read', async () => {
    const long = join(folder, 'nobody-then-a-ticket.mjpeg');
    await writeFakeWebcam(long, [
      { text: null, frames: 390, noise: 4 },
      { text: ticket, frames: 15, noise: 4 },
    ]);
    const hall = await launchPage(inject('electron'), { film: long, query: '?camera=on' });
    try {
      const { page } = hall;
      await page.waitForFunction(
        () =>
          document.documentElement.hasAttribute('data-nobody') &&
          document.querySelector('video')?.paused === true,
        null,
        { timeout: 60_000 },
      );
      const before = (await hall.log()).scans.length;
      await page.waitForFunction(
        (count) =>
          window.pageLog.scans.length > count &&
          !document.documentElement.hasAttribute('data-nobody') &&
          document.querySelector('video')?.paused === false,
        before,
        { timeout: 60_000 },
      );
      const { scans, states, errors } = await hall.log();
      expect(scans.at(-1)?.input.readings).toEqual([ticket]);
      expect(states.map(({ kind }) => kind)).toEqual(['off', 'starting', 'running']);
      expect(errors).toEqual([]);
    } finally {
      await hall.close();
    }
  });
});
