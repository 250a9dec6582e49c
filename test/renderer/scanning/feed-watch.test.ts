import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FeedWatch } from '../../../renderer/scanning/camera/feed-watch.ts';
import type { FrameReader } from '../../../renderer/scanning/camera/frame-pictures.ts';
import type { FromWorker } from '../../../renderer/scanning/camera/worker-messages.ts';

const interval = 1000 / 30;
/** The worker's clock, which only readings advance. */
let now = 0;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

/**
 * Runs a feed over frames with these codes, at these ticks of the camera's clock (by default
 * consecutive ones). Returns which frames were read and what was reported.
 */
async function feedOver(
  frames: readonly (readonly string[])[],
  clock?: readonly number[],
  again: { finds?: readonly string[]; took?: number; stirs?: (frame: number) => boolean } = {},
) {
  const read: number[] = [];
  const readAgain: number[] = [];
  const closed: number[] = [];
  const told: FromWorker[] = [];
  const pauses: number[] = [];
  let taken: (typeof pictures)[number] | undefined;
  const pictures = frames.map((texts, index) => ({
    texts,
    index,
    timestamp: (clock?.[index] ?? index) * interval * 1000,
    close: () => closed.push(index),
  }));
  const reader = {
    take: async (frame: (typeof pictures)[number]) => {
      taken = frame;
      return again.stirs?.(frame.index) ?? true;
    },
    read: async () => {
      read.push(taken?.index ?? -1);
      now += again.took ?? 0;
      return [...(taken?.texts ?? [])];
    },
    readAgain: async () => {
      readAgain.push(read.at(-1) ?? -1);
      return [...(again.finds ?? [])];
    },
  };
  const watch = new FeedWatch({
    feed: 1,
    frameInterval: interval,
    reader: reader as unknown as FrameReader,
    tell: (message) => told.push(message),
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  const stream = new ReadableStream({
    start: (controller) => {
      for (const picture of pictures) controller.enqueue(picture);
      controller.close();
    },
  });
  await watch.watch(stream as ReadableStream<VideoFrame>);
  expect(closed).toEqual(frames.map((_, index) => index));
  return {
    read,
    readAgain,
    pauses,
    rests: told.flatMap((message) => (message.kind === 'rest' ? [message.isResting] : [])),
    codes: told.flatMap((message) => (message.kind === 'sighting' ? [message.text] : [])),
  };
}

test('after a new code the frames of 120 ms are let go unread, and then read again', async () => {
  const { read, codes } = await feedOver([[], ['A'], ['A'], ['A'], ['A'], ['B'], ['B'], []]);
  // Frame 1 is at 33 ms; frames 2 to 4 end before 153 ms.
  expect(read).toEqual([0, 1, 5]);
  expect(codes).toEqual(['A', 'B']);
});

test('a code that stays or comes back, and frames without one, let none go', async () => {
  const stays = await feedOver(Array.from({ length: 20 }, () => ['A']));
  expect(stays.read).toEqual([0, ...Array.from({ length: 16 }, (_, index) => index + 4)]);
  const back = await feedOver([['A'], [], [], [], [], [], ['A'], ['A'], ['A']]);
  expect(back.read).toEqual([0, 4, 5, 6, 7, 8]);
  expect((await feedOver(Array.from({ length: 9 }, () => []))).read.length).toBe(9);
});

test('a camera whose clock begins anew is read at once', async () => {
  const { codes } = await feedOver([['A'], ['A'], ['B']], [9_000, 9_001, 0]);
  expect(codes).toEqual(['A', 'B']);
});

test('frames without a code for half a second are looked at once more, each half second', async () => {
  const nobody = Array.from({ length: 40 }, () => []);
  const { readAgain, codes } = await feedOver(nobody, undefined, { finds: ['FAINT'] });
  // 15 frames are 500 ms.
  expect(readAgain).toEqual([15, 30]);
  expect(codes).toEqual(['FAINT', 'FAINT']);
});

test('a code ends the half second', async () => {
  const frames = Array.from({ length: 30 }, (_, index) => (index === 10 ? ['A'] : []));
  expect((await feedOver(frames)).readAgain).toEqual([25]);
});

test('no further look where it would take the time of the next frame’s first one', async () => {
  const nobody = Array.from({ length: 40 }, () => []);
  expect((await feedOver(nobody, undefined, { took: 11 })).readAgain).toEqual([15, 30]);
  expect((await feedOver(nobody, undefined, { took: 12 })).readAgain).toEqual([]);
});

/** Frames of a camera before which nobody is, except for what the first one changes. */
const second = 30;
const nobody = (seconds: number): readonly string[][] =>
  Array.from({ length: seconds * second }, () => []);
const stirs = (...frames: readonly number[]) => ({ stirs: (at: number) => frames.includes(at) });

test('ten seconds of nobody let the reader rest: one frame a second is read', async () => {
  const { read, pauses, rests } = await feedOver(nobody(13), undefined, stirs(0));
  const atRest = read.filter((frame) => frame >= 10 * second);
  // 33.3 ms a frame: the last one before the rest is frame 299.
  expect(atRest).toEqual([329, 359, 389].map((frame) => frame));
  expect(read.length).toBe(10 * second + atRest.length);
  expect(rests).toEqual([true]);
  expect(pauses.length).toBe(3 * second);
});

test('the first frame with a change is read, and so are all after it', async () => {
  const comes = 12 * second + 7;
  const frames = [...nobody(13)];
  frames[comes] = ['A'];
  const { read, codes, rests } = await feedOver(frames, undefined, stirs(0, comes));
  expect(codes).toEqual(['A']);
  expect(rests).toEqual([true, false]);
  // After a new code, three frames of 120 ms are skipped.
  expect(read.filter((frame) => frame > comes)).toEqual(
    Array.from({ length: 13 * second - comes - 4 }, (_, at) => comes + 4 + at),
  );
});

test('a code without a change is found within a second, and ends the rest', async () => {
  const comes = 12 * second;
  const frames = nobody(14).map((none, at) => (at >= comes ? ['A'] : none));
  const { read, codes, rests } = await feedOver(frames, undefined, stirs(0));
  expect(read.find((frame) => frame >= comes)).toBeLessThan(comes + second);
  expect(codes[0]).toBe('A');
  expect(rests).toEqual([true, false]);
});

test('nobody rests while somebody moves', async () => {
  const { rests } = await feedOver(nobody(25), undefined, {
    stirs: (at) => at % (9 * second) === 0,
  });
  expect(rests).toEqual([]);
});
