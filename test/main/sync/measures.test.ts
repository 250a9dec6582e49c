import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createChunkSize } from '../../../main/base/chunk-size.ts';
import { realTimers } from '../../../main/base/timers.ts';
import { createGathering } from '../../../main/sync/gathering.ts';
import { createClockSamples } from '../../../main/sync/handshake.ts';

describe('the size of a transaction', () => {
  it('doubles at most while there is time, and shrinks at once when there is none', () => {
    const size = createChunkSize(50);
    size.took(50, 0.1);
    expect(size.rows()).toBe(100);
    size.took(100, 80);
    expect(size.rows()).toBe(10);
    for (let transaction = 0; transaction < 20; transaction += 1) size.took(size.rows(), 0.1);
    expect(size.rows()).toBe(1_000);
  });

  it('does not grow by transactions that had fewer rows', () => {
    const size = createChunkSize(50);
    size.took(3, 0.1);
    expect(size.rows()).toBe(50);
  });
});

describe('the clock of the hub', () => {
  it('is taken from the quickest exchange', () => {
    const samples = createClockSamples();
    expect(samples.add({ sent: 1_000, from: 0, to: 800, hub: 6_000 })).toBe(4_600);
    expect(samples.add({ sent: 2_000, from: 1_000, to: 1_020, hub: 7_010 })).toBe(5_000);
    expect(samples.add({ sent: 3_000, from: 2_000, to: 2_900, hub: 8_900 })).toBe(5_000);
  });

  it('is measured anew once somebody set this station’s clock', () => {
    const samples = createClockSamples();
    samples.add({ sent: 1_000, from: 0, to: 10, hub: 6_005 });
    expect(samples.add({ sent: 62_000, from: 1_000, to: 1_200, hub: 7_100 })).toBe(-55_000);
  });
});

describe('what is told often', () => {
  it('is told at once, and what follows quickly as one', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const told: string[] = [];
    const gathering = createGathering<string>({
      interval: 100,
      timers: realTimers,
      merge: (earlier, later) => earlier + later,
      send: (one) => void told.push(one),
    });
    for (const one of ['a', 'b', 'c']) gathering.add(one);
    expect(told).toEqual(['a']);
    vi.advanceTimersByTime(100);
    expect(told).toEqual(['a', 'bc']);
    gathering.add('d');
    gathering.flush();
    expect(told).toEqual(['a', 'bc', 'd']);
    vi.advanceTimersByTime(1_000);
    expect(vi.getTimerCount()).toBe(0);
    gathering.add('e');
    expect(told.at(-1)).toBe('e');
  });
});
