import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { bytesToLetters, withCheckLetters } from '../../domain/base/letters.ts';
import { type LaunchedPage, launchPage } from '../renderer/scanning/harness/launch-page.ts';
import { writeFakeWebcam } from '../support/fake-webcam.ts';
import { isFullRun } from '../support/test-run.ts';

/** The code of ticket `i` in the film. */
function filmedTicket(i: number): string {
  return withCheckLetters(`LT${bytesToLetters(Uint8Array.of(7, 1, 2, 3, 4, 5, i >> 8, i & 255))}`);
}

/**
 * Films so many tickets, each held into view for 4 frames and then away for 2, after two seconds
 * without one.
 */
async function ticketsFilm(path: string, count: number): Promise<void> {
  const tickets = Array.from({ length: count }, (_, i) => [
    { text: filmedTicket(i), frames: 4, noise: 4, tilt: (i % 7) * 4 - 12 },
    { text: null, frames: 2, noise: 4 },
  ]);
  await writeFakeWebcam(path, [{ text: null, frames: 60, noise: 4 }, ...tickets.flat()]);
}

/** Waits until the page has seen so many different tickets. */
async function waitForTickets(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (n) => new Set(window.pageLog.scans.map(({ input }) => input.readings[0])).size >= n,
    count,
    { timeout: 110_000, polling: 500 },
  );
}

const count = isFullRun ? 200 : 20;

let folder: string;
let launched: LaunchedPage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lanyard-film-'));
  const film = join(folder, 'tickets.mjpeg');
  await ticketsFilm(film, count);
  launched = await launchPage(inject('electron'), { film, query: '?camera=on' });
});
afterAll(async () => {
  await launched?.close();
  await rm(folder, { recursive: true, force: true });
});

test('tickets on a film: each seen once, and nothing goes wrong on the page', async () => {
  const { page } = launched;
  await waitForTickets(page, count);
  const { scans, states, violations, errors } = await launched.log();
  const texts = scans.map(({ input }) => input.readings[0]);
  expect(new Set(texts)).toEqual(new Set(Array.from({ length: count }, (_, i) => filmedTicket(i))));
  // The film repeats until missed ones are read; nothing in view is seen twice.
  expect(texts.filter((text, i) => text === texts[i - 1])).toEqual([]);
  expect(new Set(scans.map(({ key }) => key)).size).toBe(scans.length);
  expect(scans.every(({ input }) => input.source === 'camera')).toBe(true);
  expect(states.map(({ kind }) => kind)).toEqual(['off', 'starting', 'running']);

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
