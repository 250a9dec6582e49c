import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { bytesToLetters, withCheckLetters } from '../../domain/letters.ts';
import { type LaunchedPage, launchPage } from '../scan/page/launch-page.ts';
import { writeFakeWebcam } from '../support/fake-webcam.ts';

const count = 200;
const codes = Array.from({ length: count }, (_, i) =>
  withCheckLetters(`LT${bytesToLetters(Uint8Array.of(7, 1, 2, 3, 4, 5, i >> 8, i & 255))}`),
);

let folder: string;
let launched: LaunchedPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lanyard-film-'));
  const film = join(folder, 'two-hundred-tickets.mjpeg');
  const tickets = codes.map((text, i) => [
    { text, frames: 4, noise: 4, tilt: (i % 7) * 4 - 12 },
    { text: null, frames: 2, noise: 4 },
  ]);
  await writeFakeWebcam(film, [{ text: null, frames: 60, noise: 4 }, ...tickets.flat()]);
  launched = await launchPage(inject('electron'), { film, query: '?camera=on' });
});
afterAll(async () => {
  await launched?.close();
  await rm(folder, { recursive: true, force: true });
});

test('two hundred tickets: each seen once, soon, and without blocking the page', async () => {
  const { page } = launched;
  await page.waitForFunction(
    (n) => new Set(window.pageLog.scans.map(({ input }) => input.readings[0])).size >= n,
    count,
    { timeout: 100_000, polling: 500 },
  );
  const { scans, states, longTasks, violations, errors } = await launched.log();
  const texts = scans.map(({ input }) => input.readings[0]);
  expect(new Set(texts)).toEqual(new Set(codes));
  // The film begins anew while the last ones are waited for: each code once a showing.
  expect(texts.length).toBeLessThanOrEqual(2 * count);
  expect(new Set(scans.map(({ key }) => key)).size).toBe(scans.length);
  expect(scans.every(({ input }) => input.source === 'camera')).toBe(true);
  expect(states.map(({ kind }) => kind)).toEqual(['off', 'starting', 'running']);

  const delays = scans.map(({ input, calledAt }) => calledAt - input.seenAt).sort((a, b) => a - b);
  const percentile = (share: number) => delays[Math.floor(delays.length * share)] ?? Number.NaN;
  console.info(
    `frame to callback, n = ${delays.length}: p50 ${percentile(0.5).toFixed(1)} ms, p95 ${percentile(0.95).toFixed(1)} ms, longest ${delays.at(-1)?.toFixed(1)} ms`,
  );
  expect(delays[0]).toBeGreaterThan(0);
  expect(percentile(0.95)).toBeLessThan(100);
  const firstFrame = scans[0]?.input.seenAt ?? 0;
  const later = longTasks.filter(({ at, duration }) => at > firstFrame && duration > 50);
  expect(later).toEqual([]);
  expect(violations).toEqual([]);
  expect(errors).toEqual([]);
});

test('the preview is one mirrored video that fills its place, in StrictMode too', async () => {
  const { page } = launched;
  const videos = await page.evaluate(() =>
    Array.from(document.querySelectorAll('video'), (video) => ({
      isInPreview: video.closest('.scan-camera') !== null,
      size: [video.clientWidth, video.clientHeight],
      transform: getComputedStyle(video).transform,
      isPlaying: !video.paused,
      live: (video.srcObject instanceof MediaStream ? video.srcObject.getTracks() : []).map(
        ({ readyState }) => readyState,
      ),
    })),
  );
  expect(videos).toEqual([
    {
      isInPreview: true,
      size: [480, 270],
      transform: 'matrix(-1, 0, 0, 1, 0, 0)',
      isPlaying: true,
      live: ['live'],
    },
  ]);
});

test('scanning goes on while no preview is shown, and the picture comes back alive', async () => {
  const { page } = launched;
  await page.evaluate(() => window.pageLog.setOptions({ preview: false }));
  await page.waitForFunction(() => document.querySelector('.scan-camera') === null);
  const before = (await launched.log()).scans.length;
  await page.waitForFunction((n) => window.pageLog.scans.length >= n + 5, before);
  await page.evaluate(() => window.pageLog.setOptions({ preview: true }));
  await page.waitForSelector('.scan-camera video');
  const time = await page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
  await page.waitForFunction(
    (earlier) => (document.querySelector('video')?.currentTime ?? 0) > earlier + 0.5,
    time,
  );
  const { states, errors } = await launched.log();
  expect(states.map(({ kind }) => kind)).toEqual(['off', 'starting', 'running']);
  expect(errors).toEqual([]);
});

test('while an answer is due scans wait, and resume brings them in their order', async () => {
  const { page } = launched;
  await page.evaluate(() => {
    window.pageLog.answer = 'answer-due';
  });
  await page.waitForFunction(() => window.pageLog.waiting >= 3);
  const before = (await launched.log()).scans.length;
  await page.evaluate(() => {
    window.pageLog.answer = 'next';
    window.pageLog.resume();
  });
  await page.waitForFunction((n) => window.pageLog.scans.length >= n + 3, before);
  const scans = (await launched.log()).scans.slice(before, before + 3);
  const seen = scans.map(({ input }) => input.seenAt);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});
