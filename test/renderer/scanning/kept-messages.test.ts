import { describe, expect, test } from 'vitest';
import { KeptMessages } from '../../../renderer/scanning/camera/kept-messages.ts';
import type { FeedMessage } from '../../../renderer/scanning/camera/reader-client.ts';

const now = Date.UTC(2026, 10, 26, 9);
const seen = (text: string, seenAt: number): FeedMessage => ({
  kind: 'sighting',
  feed: 0,
  text,
  seenAt,
  lastSeenAt: null,
});

describe('what the reader said before the page was there', () => {
  test('is told in its order, and once', () => {
    const kept = new KeptMessages();
    const said: FeedMessage[] = [{ kind: 'alive', feed: 0 }, seen('a', now - 300), seen('b', now)];
    for (const message of said) kept.keep(message);
    expect(kept.take(now)).toEqual(said);
    expect(kept.take(now)).toEqual([]);
  });

  test('is not told of a ticket that may be gone; that the camera lives is', () => {
    const kept = new KeptMessages();
    kept.keep({ kind: 'alive', feed: 0 });
    kept.keep(seen('long ago', now - 2_001));
    kept.keep(seen('just now', now - 2_000));
    expect(kept.take(now)).toEqual([{ kind: 'alive', feed: 0 }, seen('just now', now - 2_000)]);
  });

  test('does not grow while nobody comes', () => {
    const kept = new KeptMessages();
    for (let count = 0; count < 1_000; count += 1) kept.keep(seen(`${count}`, now));
    const told = kept.take(now);
    expect(told).toHaveLength(50);
    expect(told.at(-1)).toEqual(seen('999', now));
  });
});
