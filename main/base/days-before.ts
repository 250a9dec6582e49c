import type { ReadableDatabase } from '../../db/base/types.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { type ClockReading, clockJump } from '../../domain/ledger/clock-jump.ts';
import { type ClockParts, rightNow, steadyNow } from './clock.ts';
import type { Context } from './context.ts';

type Source = ClockParts & { event: Pick<Context['event'], 'file'> };

/** Steady milliseconds for which a day still matters that was today before the clock was set. */
const keptFor = 12 * 3_600_000;

interface Known {
  last: ClockReading;
  /** By day: the steady time until which it is kept. */
  kept: Map<LocalDay, number>;
}
const known = new WeakMap<ReadableDatabase, Known>();

/**
 * The event's days, other than today, whose facts still count as present because the clock was set
 * to another day while this station ran: what happened an hour ago did not happen on another day.
 * Lists of "today" for people at work (alerts, who is inside) include these days too. Each is kept
 * for twelve hours of steady time. Call it with every look at the clock, so that a jump is noticed.
 */
export function daysBefore(source: Source): LocalDay[] {
  const { last, kept } = readDays(source);
  const today = localDayOf(last.wall, source.event.file);
  return [...kept.keys()].filter((day) => day !== today);
}

/** Keeps a day as {@link daysBefore} does, for so many milliseconds of steady time. */
export function keepDay(source: Source, day: LocalDay, milliseconds: number): void {
  readDays(source).kept.set(day, steadyNow(source) + milliseconds);
}

/** Begins the comparison again: while the machine slept, the steady clock may have stopped. */
export function forgetClockReading(source: Source): void {
  const now = { wall: rightNow(source), steady: steadyNow(source) };
  known.set(source.db, { last: now, kept: known.get(source.db)?.kept ?? new Map() });
}

function readDays(source: Source): Known {
  const now = { wall: rightNow(source), steady: steadyNow(source) };
  const { last, kept } = known.get(source.db) ?? { last: now, kept: new Map() };
  for (const [day, until] of kept) if (until <= now.steady) kept.delete(day);
  if (clockJump(last, now) !== 0) {
    const unmoved = last.wall + now.steady - last.steady;
    kept.set(localDayOf(unmoved, source.event.file), now.steady + keptFor);
  }
  const read = { last: now, kept };
  known.set(source.db, read);
  return read;
}
