import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deliberateMilliseconds, listen } from '../../ui/hotkeys.tsx';

/** A key press of the page, with the time stamp that the keyboard gave it. */
class Key extends Event {
  readonly key: string;
  readonly code = '';
  readonly repeat = false;
  readonly isComposing = false;
  readonly altKey = false;
  readonly ctrlKey = false;
  readonly metaKey = false;
  readonly shiftKey = false;

  constructor(key: string, pressedAt: number) {
    super('keydown', { cancelable: true });
    this.key = key;
    Object.defineProperty(this, 'timeStamp', { value: pressedAt });
  }
}

let ran = 0;
let end: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('HTMLTextAreaElement', class {});
  vi.stubGlobal('HTMLInputElement', class {});
  ran = 0;
  end = listen(() => [{ key: '1', run: () => (ran += 1) }]);
});

afterEach(() => {
  end();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The page receives a key `late` milliseconds after its press. */
function receive(key: string, late: number): void {
  window.dispatchEvent(new Key(key, performance.now() - late));
}

test('a single key acts once it is certain that a person pressed it', () => {
  receive('1', 2);
  vi.advanceTimersByTime(deliberateMilliseconds);
  expect(ran).toBe(0);
  vi.advanceTimersByTime(3);
  expect(ran).toBe(1);
});

test('keys of a scan that come late one after the other do not act', () => {
  for (const key of '1234') {
    receive(key, 400);
    vi.advanceTimersByTime(350);
  }
  vi.advanceTimersByTime(2_000);
  expect(ran).toBe(0);
});

test('a key that comes very late is not waited for longer than 0.9 s', () => {
  receive('1', 60_000);
  vi.advanceTimersByTime(901);
  expect(ran).toBe(1);
});
