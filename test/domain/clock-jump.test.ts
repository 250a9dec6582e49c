import { describe, expect, it } from 'vitest';
import { behindLastFact, clockJump, createJumpSense } from '../../domain/ledger/clock-jump.ts';

const minute = 60_000;
const first = { wall: 1_000_000, steady: 500 };

describe('a wall clock', () => {
  it('that goes as the steady one was not moved', () => {
    expect(clockJump(first, { wall: 1_000_000 + minute, steady: 500 + minute })).toBe(0);
    expect(clockJump(first, { wall: 1_000_000 + minute - 1, steady: 500 })).toBe(0);
  });

  it('was moved forward or back from a minute on', () => {
    expect(clockJump(first, { wall: 1_000_000 + minute + 40, steady: 540 })).toBe(minute);
    expect(clockJump(first, { wall: 1_000_000 - minute, steady: 500 })).toBe(-minute);
  });

  it('is compared with its last reading', () => {
    const sense = createJumpSense();
    expect(sense({ wall: 9 * minute, steady: 0 })).toBe(0);
    expect(sense({ wall: 11 * minute, steady: minute })).toBe(minute);
    expect(sense({ wall: 12 * minute, steady: 2 * minute })).toBe(0);
  });

  it('is behind the last fact from a minute on', () => {
    expect(behindLastFact(10 * minute, 9 * minute)).toBe(minute);
    expect(behindLastFact(10 * minute, 9 * minute + 1)).toBe(0);
    expect(behindLastFact(10 * minute, 20 * minute)).toBe(0);
  });
});
