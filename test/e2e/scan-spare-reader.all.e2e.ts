import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { demoDelegates } from '../../tools/sample/delegates.ts';
import {
  type LaunchedPage,
  launchPage,
  pageIsReady,
} from '../renderer/scanning/harness/launch-page.ts';
import { killReaderOn, readerIsOn } from '../renderer/scanning/harness/readers.ts';
import { recordTracks } from '../renderer/scanning/harness/record-tracks.ts';
import { drawPicture, pictureHeight, pictureWidth } from '../support/ticket-picture.ts';

/** Standard deviation of the sensor's noise, of 255: the bench's (tools/bench/decode.ts). */
const noise = 3;
const tickets = demoDelegates()
  .slice(0, 50)
  .map(({ ticketCode }) => ticketCode);

let launched: LaunchedPage;

declare global {
  interface Window {
    /** What the camera sees: pictures in turn, as the noise of a sensor changes. */
    heldUp: { pictures: CanvasImageSource[]; since: number; frames: number };
  }
  // Switches that `shell/main.js` offers.
  var faults: { cameraRefused: boolean; readerMissing: boolean };
}

beforeAll(async () => {
  launched = await launchPage(inject('electron'));
  await launched.page.addInitScript(recordTracks);
  await launched.page.addInitScript(drawnCamera, [pictureWidth, pictureHeight] as const);
});
afterAll(() => launched?.close());
beforeEach(() => setReaderMissing(false));

/** Runs in the page before its own scripts: thirty frames a second of what the test holds up. */
function drawnCamera([width, height]: readonly [number, number]): void {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  window.heldUp = { pictures: [], since: 0, frames: 0 };
  setInterval(() => {
    const { pictures, frames } = window.heldUp;
    const picture = pictures[frames % pictures.length];
    window.heldUp.frames += 1;
    if (picture !== undefined) context?.drawImage(picture, 0, 0);
  }, 1000 / 30);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(30);
}

async function setReaderMissing(readerMissing: boolean): Promise<void> {
  await launched.app.evaluate((_electron, given) => {
    globalThis.faults.readerMissing = given;
  }, readerMissing);
}

/** Reloads the page and starts its camera. */
async function startCamera(): Promise<void> {
  await launched.page.reload();
  await pageIsReady(launched.page);
  await holdUp(null);
  await launched.page.evaluate(() => window.pageLog.setOptions({ enabled: true }));
}

/** Holds a ticket before the camera, or takes it away; visible from the next frame on. */
async function holdUp(text: string | null): Promise<void> {
  const pictures = [1, 2].map((noiseSeed) => drawPicture(text, { noise, noiseSeed }));
  const urls = await Promise.all(
    pictures.map(
      async (picture) =>
        `data:image/jpeg;base64,${(await picture.encode('jpeg', 95)).toString('base64')}`,
    ),
  );
  await launched.page.evaluate(async (given) => {
    const images = given.map((src) => Object.assign(new Image(), { src }));
    await Promise.all(images.map((image) => image.decode()));
    const bitmaps = await Promise.all(images.map((image) => createImageBitmap(image)));
    const since = performance.timeOrigin + performance.now();
    Object.assign(window.heldUp, { pictures: bitmaps, since, frames: 0 });
  }, urls);
}

/** Waits until the ticket that is held up is read; returns the milliseconds since then. */
async function isRead(text: string): Promise<number> {
  const took = await launched.page.waitForFunction(
    (wanted) => {
      const scan = window.pageLog.scans.find(({ input }) => input.readings[0] === wanted);
      return scan === undefined ? null : { took: scan.calledAt - window.heldUp.since };
    },
    text,
    { timeout: 30_000 },
  );
  return ((await took.jsonValue()) ?? { took: Number.NaN }).took;
}

/** One person goes and the next comes: a third of a second. */
async function nextPerson(): Promise<void> {
  await holdUp(null);
  await launched.page.waitForFunction(() => window.heldUp.frames >= 10);
}

const readerIs = (reader: 'worker' | 'spare') => readerIsOn(launched.page, reader);
const killReader = (how: 'loud' | 'silent') => killReaderOn(launched.page, how);

/** Holds up every ticket until it is read; returns the milliseconds of each, in order. */
async function readAll(before: Readonly<Record<number, () => Promise<void>>>): Promise<number[]> {
  const took: number[] = [];
  for (const [number, text] of tickets.entries()) {
    await before[number]?.();
    await holdUp(text);
    took.push(await isRead(text));
    await nextPerson();
  }
  const { scans, errors } = await launched.log();
  // A ticket that is still in view when another reader takes over is seen again.
  expect([...new Set(scans.flatMap(({ input }) => input.readings))]).toEqual(tickets);
  expect(errors).toEqual([]);
  return took;
}

function tell(what: string, took: readonly number[]): void {
  const sorted = took.toSorted((one, other) => one - other).map(Math.round);
  const [half, most] = [sorted[sorted.length >> 1], sorted.at(-1)];
  process.stdout.write(`${what}: 50 tickets, held up until read: ${half} ms, longest ${most} ms\n`);
}

describe('50 tickets at the bench’s noise', () => {
  test('the worker dies three times: every ticket is read, and the fast reader is back', async () => {
    await startCamera();
    await readerIs('worker');
    const took = await readAll({
      10: () => killReader('loud'),
      20: async () => {
        await setReaderMissing(true);
        await killReader('loud');
      },
      30: () => setReaderMissing(false),
      40: async () => {
        await readerIs('worker');
        await killReader('silent');
      },
    });
    await readerIs('worker');
    const { states } = await launched.log();
    expect(states.some((state) => state.kind === 'running' && state.reader === 'spare')).toBe(true);
    tell('a worker that dies', took);
  });

  test('WebAssembly cannot start: html5-qrcode reads every ticket, the fast reader is back later', async () => {
    await setReaderMissing(true);
    await startCamera();
    await readerIs('spare');
    const took = await readAll({});
    await setReaderMissing(false);
    await readerIs('worker');
    tell('no WebAssembly', took);
  });
});
