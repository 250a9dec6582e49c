import type { EventFile } from '../../../domain/event/event-file.ts';
import { localDayOf, minuteOfDay, minutesOf } from '../../../domain/event/local-day.ts';

/** Nothing is installed so many minutes before the first opening and after the last closing. */
const marginMinutes = 90;

/** An event day whose checkpoints have no windows counts as open between these local times. */
const usualDay = { opens: minutesOf('06:00'), closes: minutesOf('23:00') };

/** Local times between which a station may install automatically ("tonight"). */
const night = { from: minutesOf('01:00'), to: minutesOf('05:00') };

type Hours = Pick<EventFile, 'timeZone' | 'dayBoundary' | 'days' | 'checkpoints'>;

/**
 * Whether delegates may be waiting at the desks, by the event file: on a day of the event, around
 * the windows of its checkpoints.
 *
 * @param instant UTC milliseconds
 */
export function isOpeningTime(instant: number, event: Hours): boolean {
  const day = localDayOf(instant, event);
  if (!event.days.includes(day)) return false;
  const boundary = minutesOf(event.dayBoundary);
  // Minutes since the calendar day began, counting on after midnight for a day that does.
  const sinceMidnight = (minute: number): number => (minute < boundary ? minute + 1440 : minute);
  const now = sinceMidnight(minuteOfDay(instant, event.timeZone));
  const windows = event.checkpoints
    .flatMap((checkpoint) => checkpoint.windows)
    .filter((window) => window.day === day)
    .map(({ opens, closes }) => {
      const from = sinceMidnight(minutesOf(opens));
      const to = sinceMidnight(minutesOf(closes));
      return { opens: from, closes: to < from ? to + 1440 : to };
    });
  const hours = windows.length === 0 ? [usualDay] : windows;
  const opens = Math.min(...hours.map((window) => window.opens)) - marginMinutes;
  const closes = Math.max(...hours.map((window) => window.closes)) + marginMinutes;
  return now >= opens && now <= closes;
}

/**
 * Whether it is night at the event.
 *
 * @param instant UTC milliseconds
 */
export function isNight(instant: number, { timeZone }: Pick<EventFile, 'timeZone'>): boolean {
  const minute = minuteOfDay(instant, timeZone);
  return minute >= night.from && minute < night.to;
}
