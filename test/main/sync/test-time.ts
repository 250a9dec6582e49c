import type { Timers } from '../../../main/sync/timers.ts';

/** A time that moves only when the test says so, with its alarms. Milliseconds. */
export interface TestTime {
  timers: Timers;
  now(): number;
  /** Every alarm that is due until then rings in its order. */
  advance(milliseconds: number): void;
  /** From alarm to alarm until the condition holds; gives how long that took. */
  advanceUntil(condition: () => boolean): number;
  /** Alarms that are set. */
  alarms(): number;
}

interface Alarm {
  at: number;
  ring: () => void;
}

export function createTestTime(): TestTime {
  let now = 1_000_000;
  const alarms = new Set<Alarm>();
  const next = (until: number): Alarm | null => {
    let first: Alarm | null = null;
    for (const alarm of alarms) {
      if (alarm.at <= until && (first === null || alarm.at < first.at)) first = alarm;
    }
    return first;
  };
  const ring = (alarm: Alarm): void => {
    alarms.delete(alarm);
    now = Math.max(now, alarm.at);
    alarm.ring();
  };
  return {
    timers: {
      after: (milliseconds, action) => {
        const alarm = { at: now + milliseconds, ring: action };
        alarms.add(alarm);
        return () => alarms.delete(alarm);
      },
    },
    now: () => now,
    advance: (milliseconds) => {
      const end = now + milliseconds;
      for (let alarm = next(end); alarm !== null; alarm = next(end)) ring(alarm);
      now = end;
    },
    advanceUntil: (condition) => {
      const start = now;
      while (!condition()) {
        const alarm = next(Number.POSITIVE_INFINITY);
        if (alarm === null) throw new Error('no alarm is set');
        ring(alarm);
      }
      return now - start;
    },
    alarms: () => alarms.size,
  };
}
