import { z } from 'zod';
import { readSetting, writeSetting } from '../../db/base/settings.ts';
import type { WritableDatabase } from '../../db/base/types.ts';

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
 * The clock that the configuration sets (`start`, ISO 8601): it begins at the first start with this
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
