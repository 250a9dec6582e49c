import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { ReadableDatabase } from '../../db/base/types.ts';
import { admitsSince, lastRow, rowOfFact } from '../../db/emergency.ts';
import { type ClockParts, rightNow, steadyNow } from '../base/clock.ts';
import { type Context, today } from '../base/context.ts';
import { daysBefore, keepDay } from '../base/days-before.ts';

const settingName = 'evacuation';
const musterSchema = z
  .object({
    day: z.string(),
    seen: z.record(z.string(), z.object({ at: z.int(), row: z.int() })),
  })
  .catch({ day: '', seen: {} });

/**
 * The evacuation count of this station: the people ticked at the assembly point. It begins with the
 * first tick, and neither a changed clock nor the day boundary ends it: the people of the day on
 * which it began stay on the list beside those of today. {@link endOldMuster} ends it.
 */
export interface Muster {
  /** The event's day of the first tick. */
  day: string;
  /** By person: when they were seen (UTC milliseconds), and the last record held then. */
  seen: Record<string, { at: number; row: number }>;
}

/** The evacuation count under way; null while no person is ticked. */
export function readMuster(db: ReadableDatabase): Muster | null {
  const muster = musterSchema.parse(readSetting(db, settingName));
  return Object.keys(muster.seen).length === 0 ? null : muster;
}

export interface MusterSource extends ClockParts {
  event: Pick<Context['event'], 'file'>;
  /** As `earlierDays` found them, where the list is made in another process. */
  readonly earlierDays?: readonly string[];
}

/**
 * The event's days whose people are listed: today, the day on which the count began, and those of
 * {@link earlierDays}. In doubt the list names a person who left rather than omit one who is
 * missing.
 */
export function musterDays(source: MusterSource): string[] {
  const muster = readMuster(source.db);
  const earlier = source.earlierDays ?? earlierDays(source);
  return [...new Set([...(muster === null ? [] : [muster.day]), ...earlier, today(source)])];
}

/** The days before that stay on the list until "Start over" ({@link daysBefore}). */
export function earlierDays(source: MusterSource): string[] {
  const over = ended.get(source.db);
  return daysBefore(source).filter((day) => over?.has(day) !== true);
}

/** Days whose people a "Start over" took off the list, by open store. */
const ended = new WeakMap<ReadableDatabase, ReadonlySet<string>>();

/** The last time when each open store's list was read. */
const looks = new WeakMap<ReadableDatabase, { steady: number; day: string }>();

/** Steady milliseconds: reads within this time belong to one screen that stays open. */
const oneLook = 2 * 3_600_000;

/**
 * Call it with every read of the list. A list that is open over the day boundary keeps its people:
 * a person who is missing then is still missing.
 */
export function noteLook(context: Context): void {
  const { db } = context;
  const [day, steady] = [today(context), steadyNow(context)];
  const before = looks.get(db);
  looks.set(db, { steady, day });
  if (before === undefined || before.day === day || steady - before.steady > oneLook) return;
  keepDay(context, before.day, forgottenAfter);
}

/**
 * When the person was seen; null if not, or if they came in again on another day since: the tick is
 * then from an old drill.
 *
 * @param factId the crossing that puts the person inside, if any
 */
export function seenAt(
  db: ReadableDatabase,
  muster: Muster | null,
  person: string,
  factId: string | null,
): number | null {
  const tick = muster?.seen[person];
  if (muster === null || tick === undefined) return null;
  const crossing = factId === null ? null : rowOfFact(db, factId);
  const isBackSince =
    crossing !== null && crossing.row > tick.row && crossing.localDay !== muster.day;
  return isBackSince ? null : tick.at;
}

/** Ticks or unticks a person as seen at the assembly point; kept at this station. */
export function tickEvacuated(context: Context, input: { id: string; seen: boolean }): void {
  endOldMuster(context);
  const muster = readMuster(context.db) ?? { day: today(context), seen: {} };
  const { [input.id]: _, ...others } = muster.seen;
  const tick = { at: rightNow(context), row: lastRow(context.db) };
  const seen = input.seen ? { ...others, [input.id]: tick } : others;
  writeSetting(context.db, settingName, { ...muster, seen });
  lastUse.set(context.db, steadyNow(context));
}

/** Deletes every tick: a drill is over, or a real evacuation begins. */
export function clearEvacuated(context: Context): void {
  writeSetting(context.db, settingName, { day: today(context), seen: {} });
  ended.set(context.db, new Set(daysBefore(context)));
}

/**
 * Steady milliseconds without a tick after which a forgotten count or list of another day is over.
 */
const forgottenAfter = 6 * 3_600_000;

/**
 * Steady time of the last tick of each open store, or of the first read of its list after a start.
 */
const lastUse = new WeakMap<ReadableDatabase, number>();

/**
 * Ends a count that began on another day and was never cleared, so that a drill of yesterday does
 * not affect today. It is over once this station has admitted people on another day, or has run for
 * six hours without a tick. The wall clock is not used: it may have been set during an evacuation.
 */
export function endOldMuster(context: Context): void {
  const { db } = context;
  const muster = readMuster(db);
  const now = steadyNow(context);
  const since = lastUse.get(db) ?? now;
  lastUse.set(db, since);
  if (muster === null || muster.day === today(context)) return;
  const row = Math.max(...Object.values(muster.seen).map((tick) => tick.row));
  const { station } = context.self;
  const goesOn = admitsSince(db, { row, station, day: muster.day });
  if (goesOn || now - since >= forgottenAfter) clearEvacuated(context);
}
