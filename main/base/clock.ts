// clock: this is the clock.

import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { ReadableDatabase, WritableDatabase } from '../../db/base/types.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { clockWarningFrom } from '../../domain/sync/sync-status.ts';
import { CallFailure } from './call-failure.ts';

// The rule for every clock, at stations and at the hub: a clock may be set at any moment, back or
// ahead, by minutes or by weeks, and that changes no meaning and stalls nothing silently.
//
// - How long something lasts is measured by a steady clock (`steadyNow`, the hub's `Lifetimes`).
// - What came before or after is decided by rows, places in a chain, or causes.
// - Days and opening hours are those of the event's zone (`rightNow`, `localDayOf`, `minuteOfDay`).
// - A stored time that seems to be of the future was noted before the clock was set back.
// - Waits that may be long use `afterLong` (`timers.ts`).
//
// `tools/lint/clocks.mjs` finds other uses; a file that may have one says why: `// clock: reason`.

/** The event's clock: UTC milliseconds. */
export type Clock = () => number;

/**
 * The system's clock, or, with a start (ISO 8601), a clock that runs from that instant on: the
 * demo, tests and training run on another day.
 */
export function createClock(start: string | undefined): Clock {
  return start === undefined ? Date.now : shifted(Date.parse(start) - Date.now());
}

const settingName = 'configured-clock';
const settingSchema = z.object({ start: z.string(), shift: z.number() }).nullable().catch(null);

/**
 * The clock that the configuration sets (`start`, ISO 8601). It begins at the first start with this
 * instant and continues from there, also while the station is off.
 *
 * @param now UTC milliseconds of the system's clock
 */
export function continueClock(
  db: WritableDatabase,
  start: string,
  now: () => number = Date.now,
): Clock {
  const known = settingSchema.parse(readSetting(db, settingName) ?? null);
  const shift = known?.start === start ? known.shift : Date.parse(start) - now();
  if (known?.start !== start) writeSetting(db, settingName, { start, shift });
  return shifted(shift, now);
}

function shifted(shift: number, now: () => number = Date.now): Clock {
  return () => now() + shift;
}

export interface ClockParts {
  db: ReadableDatabase;
  /** The station's own clock; for the day and time at the event use `rightNow`. */
  clock: Clock;
  /** The clock was set on purpose (demo, training, configuration): no other clock corrects it. */
  readonly clockIsSet: boolean;
  /**
   * The offset (hub minus station, milliseconds) that a supervisor confirmed here since the start.
   */
  readonly confirmedOffset?: number;
  /** Steady milliseconds from any start; `performance.now()` if left out. Tests set it. */
  readonly steady?: () => number;
}

/** Steady milliseconds from any start: for durations, which a changed clock must not alter. */
export function steadyNow(context: Pick<ClockParts, 'steady'>): number {
  return (context.steady ?? (() => performance.now()))();
}

/**
 * UTC milliseconds of the machine's clock at the start of this process, continued by the steady
 * clock. For waits after wrong guesses, which survive a restart and which setting the clock must
 * not shorten. Another process knows only its own start (`leftOfWait`).
 */
export function unmovedNow(): number {
  return Math.floor(performance.timeOrigin + performance.now());
}

/**
 * The difference of this station's clock from the hub's (hub minus station, milliseconds) where the
 * operator must know of it, else null. Where most stations doubt the hub's clock, their time
 * counts.
 */
export function wrongClock(context: Omit<ClockParts, 'clock'>): number | null {
  if (context.clockIsSet) return null;
  const link = findHubLink(context.db);
  if (link === null || link.clockOffset === null) return null;
  const fromMost = link.clockOffset - (link.hubClockOff ?? 0);
  // A station that agrees with the hub or with most stations gets no warning while these two
  // differ.
  return isFar(link.clockOffset) && isFar(fromMost) ? fromMost : null;
}

function isFar(offset: number): boolean {
  return Math.abs(offset) > clockWarningFrom;
}

/** Milliseconds. Beyond this difference a supervisor must confirm before the station admits. */
const askFrom = 60 * 60_000;

/**
 * The offset (`wrongClock`) that a supervisor must confirm before this station admits; null where
 * there is none, and always while the hub's clock is in doubt.
 */
export function offsetToConfirm(context: Omit<ClockParts, 'clock'>): number | null {
  const offset = wrongClock(context);
  if (offset === null || Math.abs(offset) <= askFrom) return null;
  if (findHubLink(context.db)?.hubClockOff !== null) return null;
  const { confirmedOffset: confirmed } = context;
  const isKnown = confirmed !== undefined && !isFar(offset - confirmed);
  return isKnown ? null : offset;
}

/** Call it before any admission. Throws CallFailure `clock-not-confirmed`. */
export function assertClockConfirmed(context: Omit<ClockParts, 'clock'>): void {
  if (offsetToConfirm(context) !== null) throw new CallFailure('clock-not-confirmed');
}

/**
 * UTC milliseconds that decide about days, windows and expiry: the station's clock, corrected by
 * its known error. Facts keep the station's own time, and the offset beside it.
 */
export function rightNow(context: ClockParts): number {
  return context.clock() + (wrongClock(context) ?? 0);
}
