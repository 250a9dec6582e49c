import type { EventFile } from './event-file.ts';
import { localDayOf, minuteOfDay, minutesIntoDay, minutesOf } from './local-day.ts';

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
