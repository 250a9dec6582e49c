import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { FrameClock, Sightings } from '../../../renderer/scanning/camera/feed-watch.ts';
import { toCameraProblem } from '../../../renderer/scanning/camera/problem.ts';
import { loadReader, readColour, readGrey } from '../../../renderer/scanning/camera/qr-reader.ts';
import {
  drawPicture,
  greyPicture,
  pictureHeight,
  pictureWidth,
} from '../../support/ticket-picture.ts';
import { badge, signedTicket, ticket } from './hid-simulation.ts';

const interval = 1000 / 30;

describe('when a code came into view', () => {
  test('the first frame that holds it, if no frame was dropped before', () => {
    const sightings = new Sightings(interval);
    expect(sightings.frame(0, [])).toEqual([]);
    expect(sightings.frame(33, ['A'])).toEqual([{ text: 'A', seenAt: 33, lastSeenAt: null }]);
  });

  test('the earliest frame that may have been dropped', () => {
    const sightings = new Sightings(interval);
    sightings.frame(0, []);
    const [sighting] = sightings.frame(100, ['A']);
    expect(sighting?.seenAt).toBeCloseTo(interval);
  });

  test('one and a half intervals are still no dropped frame, a little more is', () => {
    const jitter = new Sightings(interval);
    jitter.frame(0, []);
    expect(jitter.frame(1.5 * interval, ['A'])[0]?.seenAt).toBe(1.5 * interval);
    const dropped = new Sightings(interval);
    dropped.frame(0, []);
    expect(dropped.frame(1.51 * interval, ['A'])[0]?.seenAt).toBeCloseTo(interval);
  });

  test('the very first frame counts as it is', () => {
    expect(new Sightings(interval).frame(500, ['A'])[0]?.seenAt).toBe(500);
  });

  test('a code that stays is told four times a second, with the frame before', () => {
    const sightings = new Sightings(interval);
    const told = Array.from({ length: 31 }, (_, i) => sightings.frame(i * 33, ['A'])).flat();
    expect(told.map(({ seenAt }) => seenAt)).toEqual([0, 264, 528, 792]);
    expect(told[1]?.lastSeenAt).toBe(231);
  });

  test('a code that comes back is told at once, from when it came back', () => {
    const sightings = new Sightings(interval);
    for (let i = 0; i < 4; i += 1) sightings.frame(i * 33, ['A']);
    for (let i = 4; i < 60; i += 1) sightings.frame(i * 33, []);
    expect(sightings.frame(1980, ['A'])).toEqual([{ text: 'A', seenAt: 1980, lastSeenAt: 99 }]);
  });

  test('two codes in one frame, one of them twice', () => {
    const texts = new Sightings(interval).frame(0, ['A', 'B', 'A']).map(({ text }) => text);
    expect(texts).toEqual(['A', 'B']);
  });

  test('codes long out of view are forgotten', () => {
    const sightings = new Sightings(interval);
    sightings.frame(0, ['A']);
    expect(sightings.frame(10_001, ['A'])[0]?.lastSeenAt).toBeNull();
  });
});

describe('the clock of the frames', () => {
  test('takes the least late frame as on time', () => {
    const clock = new FrameClock();
    const lateness = [12, 5, 30, 7];
    for (const [i, late] of lateness.entries()) clock.arrived(i * 33, 1000 + i * 33 + late);
    expect(clock.timeOf(66)).toBe(1000 + 66 + 5);
  });

  test('follows a camera whose clock is slow', () => {
    const clock = new FrameClock();
    // 1 ms in a second.
    for (let now = 0; now <= 60_000; now += 33) clock.arrived(now * 0.999, now);
    expect(60_000 - clock.timeOf(60_000 * 0.999)).toBeLessThan(21);
  });
});

describe('the reader', () => {
  const wasm = Uint8Array.from(
    readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
  );

  test('refuses the file of another version', async () => {
    const other = Uint8Array.from(wasm);
    other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
    await expect(loadReader(other.buffer)).rejects.toMatchObject({ kind: 'decoder-failed' });
  });

  test('refuses what is no such file, and asks nobody else', async () => {
    await expect(loadReader(new ArrayBuffer(0))).rejects.toMatchObject({ kind: 'decoder-failed' });
  });

  test('proves itself and reads what a webcam sees', async () => {
    await loadReader(wasm.buffer);
    const views = [
      { text: ticket, noise: 10 },
      { text: ticket, noise: 10, tilt: 40 },
      { text: badge, noise: 10, scale: 3 },
      { text: signedTicket, noise: 6, scale: 5 },
      { text: ticket, blur: 2, brightness: 0.5, noise: 4 },
    ];
    for (const { text, ...options } of views) {
      expect([options, await readGrey(greyPicture(text, options))]).toEqual([options, [text]]);
    }
    expect(await readGrey(greyPicture(null, { noise: 10 }))).toEqual([]);
  });

  test('reads white on black as well, and colour pictures', async () => {
    await loadReader(wasm.buffer);
    const picture = greyPicture(ticket, {});
    for (const [i, value] of picture.pixels.entries()) picture.pixels[i] = 255 - value;
    expect(await readGrey(picture)).toEqual([ticket]);
    const context = drawPicture(ticket).getContext('2d');
    const { data } = context.getImageData(0, 0, pictureWidth, pictureHeight);
    const image = {
      data: new Uint8ClampedArray(data),
      width: pictureWidth,
      height: pictureHeight,
      colorSpace: 'srgb' as const,
    };
    expect(await readColour(image)).toEqual([ticket]);
  });
});

describe('what html5-qrcode says when a camera does not start', () => {
  const texts: [string, string][] = [
    ['Error getting userMedia, error = NotAllowedError: Permission denied', 'refused'],
    ['Error getting userMedia, error = NotFoundError: Requested device not found', 'none-found'],
    ['Error getting userMedia, error = OverconstrainedError', 'none-found'],
    ['Error getting userMedia, error = NotReadableError: Could not start video source', 'busy'],
    ['Error getting userMedia, error = AbortError: Timeout starting video source', 'busy'],
    ['something else', 'failed'],
  ];
  for (const [text, kind] of texts) {
    test(kind, () => expect(toCameraProblem(text).kind).toBe(kind));
  }
});
