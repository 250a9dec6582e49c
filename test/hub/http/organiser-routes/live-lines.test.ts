import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HubChange } from '../../../../hub/base/context.ts';
import { createLiveLines, livePace } from '../../../../hub/http/organiser/live-lines.ts';
import type { StreamPlace } from '../../../../hub/organiser/create-organiser-data.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An answer that keeps what was written. */
class FakeAnswer extends EventEmitter {
  texts: string[] = [];
  writableLength = 0;
  writeHead(): void {}
  write(text: string): void {
    this.texts.push(text);
  }
  end(): void {
    this.emit('close');
  }
  destroy(): void {
    this.emit('close');
  }
  hints(): string[] {
    return this.texts.flatMap((text) =>
      [...text.matchAll(/"what":"(\w+)"/g)].map(([, what]) => what ?? ''),
    );
  }
}

function rig() {
  let listener: (change: HubChange) => void = () => {};
  const place: StreamPlace = { epoch: 'e', facts: 1, roster: 1, directory: 1 };
  const hub = {
    onChange: (heard: (change: HubChange) => void) => {
      listener = heard;
      return () => {};
    },
    organiser: { place: async () => ({ ...place }) },
  };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const lines = createLiveLines(
    hub as unknown as Parameters<typeof createLiveLines>[0],
    log,
    1_000,
  );
  const open = (account = 'a', stillAllowed = async () => true): FakeAnswer => {
    const answer = new FakeAnswer();
    lines.open({ account, stillAllowed }, answer as unknown as ServerResponse);
    return answer;
  };
  return { lines, place, open, change: (what: HubChange) => listener(what) };
}

test('a burst is one hint at once and one at its end', async () => {
  const { open, change, place } = rig();
  const answer = open();
  await vi.advanceTimersByTimeAsync(0);
  place.facts = 49;
  for (let i = 2; i < 50; i += 1) change({ events: i });
  expect(answer.hints()).toEqual(['facts']);
  await vi.advanceTimersByTimeAsync(livePace.hint);
  expect(answer.hints()).toEqual(['facts', 'facts']);
  await vi.advanceTimersByTimeAsync(livePace.hint * 5);
  expect(answer.hints()).toEqual(['facts', 'facts']);
});

test('what another process wrote is told at the next look, what this one wrote not twice', async () => {
  const { open, change, place } = rig();
  const answer = open();
  await vi.advanceTimersByTimeAsync(0);
  place.facts = 7;
  await vi.advanceTimersByTimeAsync(livePace.look);
  expect(answer.hints()).toEqual(['facts']);
  place.facts = 8;
  change({ events: 8 });
  await vi.advanceTimersByTimeAsync(livePace.look * 3);
  expect(answer.hints()).toEqual(['facts', 'facts']);
  change({ health: true });
  await vi.advanceTimersByTimeAsync(livePace.look);
  expect(answer.hints().at(-1)).toBe('stations');
});

test('a line ends with its session, where its reader is too far behind, and the ninth ends the first', async () => {
  const { lines, open, change } = rig();
  let allowed = true;
  open('b', async () => allowed);
  const slow = open('c');
  expect(lines.count()).toBe(2);
  allowed = false;
  await vi.advanceTimersByTimeAsync(livePace.session);
  expect(lines.count()).toBe(1);
  slow.writableLength = 1_001;
  change({ roster: 5 });
  expect(lines.count()).toBe(0);
  for (let i = 0; i < 9; i += 1) open('d');
  expect(lines.count()).toBe(8);
  lines.close();
  expect(lines.count()).toBe(0);
  // Without a listener no timer runs.
  expect(vi.getTimerCount()).toBe(0);
});
