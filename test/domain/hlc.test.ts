import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clockAtTime,
  effectiveClock,
  firstHlc,
  maxDrift,
  mergeHlc,
  nextHlc,
  parseHlc,
} from '../../domain/ledger/hlc.ts';

const wall = fc.integer({ min: 0, max: 4_000_000_000_000 });
const clock = wall
  .chain((w) => fc.integer({ min: 0, max: 99_999 }).map((c) => ({ w, c })))
  .map(({ w, c }) => `${String(w).padStart(15, '0')}-${String(c).padStart(5, '0')}`);

describe('the hybrid logical clock', () => {
  it('shows the wall clock and counts within a millisecond', () => {
    const first = nextHlc(firstHlc, 1538463600000);
    expect(first).toBe('001538463600000-00000');
    expect(nextHlc(first, 1538463600000)).toBe('001538463600000-00001');
    expect(nextHlc(first, 1538463600000.75)).toBe('001538463600000-00001');
  });

  it('always moves on, whatever the wall clock does, and as text sorts as time', () => {
    fc.assert(
      fc.property(clock, fc.array(wall, { maxLength: 20 }), (start, walls) => {
        let local = start;
        for (const now of walls) {
          const next = nextHlc(local, now);
          expect(next > local).toBe(true);
          expect(next).toHaveLength(21);
          expect(parseHlc(next)?.milliseconds).toBeGreaterThanOrEqual(now);
          local = next;
        }
      }),
    );
  });

  it('carries a full counter over into the millisecond', () => {
    expect(nextHlc('001538463600000-99998', 5)).toBe('001538463600000-99999');
    expect(nextHlc('001538463600000-99999', 5)).toBe('001538463600001-00000');
  });

  it('what is written after seeing a remote clock sorts after it', () => {
    fc.assert(
      fc.property(clock, clock, wall, (local, remote, now) => {
        const { hlc, drifting } = mergeHlc(local, remote, now);
        const next = nextHlc(hlc, now);
        expect(next > local).toBe(true);
        expect(next > remote || drifting).toBe(true);
      }),
    );
  });

  it('does not follow a remote clock that is too far ahead', () => {
    const remote = nextHlc(firstHlc, 1_000_000 + maxDrift);
    expect(mergeHlc(firstHlc, remote, 1_000_000)).toEqual({ hlc: remote, drifting: false });
    expect(mergeHlc(firstHlc, remote, 999_999)).toEqual({ hlc: firstHlc, drifting: true });
  });

  it('follows a clock that is a minute ahead, and none that is further', () => {
    const ahead = (milliseconds: number) => nextHlc(firstHlc, 1_000_000 + milliseconds);
    expect(mergeHlc(firstHlc, ahead(60_000), 1_000_000).drifting).toBe(false);
    expect(mergeHlc(firstHlc, ahead(60_001), 1_000_000).drifting).toBe(true);
  });

  it.each(['', '1538463600000-00000', '001538463600000', '001538463600000-0000x'])(
    'refuses %j',
    (text) => {
      expect(parseHlc(text)).toBeNull();
      expect(() => nextHlc(text, 0)).toThrow(RangeError);
      expect(() => mergeHlc(firstHlc, text, 0)).toThrow(RangeError);
      expect(() => mergeHlc(text, firstHlc, 0)).toThrow(RangeError);
    },
  );

  it('counts within what the hub knows, and never before the fact that it follows', () => {
    const bounds = { previous: null, earliest: 1_000_000, received: 2_000_000 };
    const at = (time: number, change: Partial<typeof bounds> | { previous: string } = {}) =>
      effectiveClock(clockAtTime(time), { ...bounds, ...change });
    expect(at(1_500_000)).toBe(clockAtTime(1_500_000));
    expect(at(0)).toBe(clockAtTime(1_000_000));
    expect(at(2_060_000)).toBe(clockAtTime(2_060_000));
    expect(at(2_060_001)).toBe(clockAtTime(2_060_000));
    expect(at(1_500_000, { previous: clockAtTime(1_600_000) })).toBe(clockAtTime(1_600_000));
    // The hub's clock was corrected after the station joined: a receipt counts more.
    expect(at(0, { received: 500_000 })).toBe(clockAtTime(560_000));
    expect(() => effectiveClock('', bounds)).toThrow(RangeError);
  });
});
