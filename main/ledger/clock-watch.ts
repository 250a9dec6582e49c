import { behindLastFact, clockJump } from '../../domain/ledger/clock-jump.ts';
import type { StationWarning } from '../../preload/contract/station/station.ts';

/**
 * Makes the watch. A clock that was set stays a warning until it is set back, or until the next
 * start finds it correct.
 *
 * @param parts.wall UTC milliseconds
 * @param parts.steady milliseconds of a monotonic clock
 * @param parts.lastFact UTC milliseconds of the last fact in the store; 0 for none
 */
export function createClockWatch(parts: {
  wall: () => number;
  steady: () => number;
  lastFact: number;
  onChange: (jump: number) => void;
}) {
  const read = () => ({ wall: parts.wall(), steady: parts.steady() });
  let last = read();
  let jumped = -behindLastFact(parts.lastFact, last.wall);
  const look = (): void => {
    const now = read();
    const jump = clockJump(last, now);
    // Between two checks only, so that the slow drift of weeks never adds up to a jump.
    last = now;
    if (jump === 0) return;
    jumped = Math.abs(jumped + jump) < 1_000 ? 0 : jumped + jump;
    parts.onChange(jump);
  };
  return {
    /** Compares wall and monotonic clock; call it every few seconds. */
    look,
    /** Begins the comparison again, after the machine slept. */
    forgetReading: (): void => {
      last = read();
    },
    /** At most one warning for the desk; `detail` is the difference. */
    warnings: (): StationWarning[] => {
      if (jumped === 0) return [];
      const code = jumped < 0 ? 'clock-moved-back' : 'clock-moved-forward';
      return [{ code, detail: duration(Math.abs(jumped)) }];
    },
  };
}

/** 90,061,000 ms → "1 d 1 h 1 min"; the smallest unit is a minute. */
function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const parts = [
    [Math.floor(minutes / 1_440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
