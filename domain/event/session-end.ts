import type { Checkpoint, EventFile, LocalDay } from './event-file.ts';
import { instantOf, localDayOf, minuteOfDay, minutesIntoDay, minutesOf } from './local-day.ts';

/**
 * Whether the last session of the event's day is over by the timetable. False on a day without
 * sessions, about which the timetable says nothing.
 *
 * @param instant UTC milliseconds
 */
export function areSessionsOver(
  event: Pick<EventFile, 'checkpoints' | 'timeZone' | 'dayBoundary'>,
  instant: number,
): boolean {
  const { checkpoints, timeZone, dayBoundary } = event;
  const day = localDayOf(instant, event);
  const ends = checkpoints
    .filter(({ kind, retired }) => kind === 'session' && retired !== true)
    .flatMap(({ windows }) => windows.filter((window) => window.day === day))
    // A session that closes at the day boundary closes at the end of the day.
    .map(({ closes }) => minutesIntoDay(closes, dayBoundary) || 1440);
  if (ends.length === 0) return false;
  const now = (minuteOfDay(instant, timeZone) - minutesOf(dayBoundary) + 1440) % 1440;
  return now >= Math.max(...ends);
}

/**
 * Whether a session's last hours are over. One without hours is over with the event's last day.
 *
 * @param instant UTC milliseconds
 */
export function isSessionOver(
  { windows }: Pick<Checkpoint, 'windows'>,
  event: Pick<EventFile, 'days' | 'timeZone' | 'dayBoundary'>,
  instant: number,
): boolean {
  if (windows.length === 0) return localDayOf(instant, event) > (event.days.at(-1) ?? '');
  return windows.every(({ day, closes }) => {
    // What closes at the day boundary closes at the end of the day.
    const minutes = minutesIntoDay(closes, event.dayBoundary) || 1440;
    return instant >= instantOf(day, minutes, event);
  });
}

/** Whether a session has hours on a day of the event; null: on any. Without hours it has all. */
export function isOnDay({ windows }: Pick<Checkpoint, 'windows'>, day: LocalDay | null): boolean {
  return day === null || windows.length === 0 || windows.some((window) => window.day === day);
}
