import type { EventFile, LocalDay } from './event-file.ts';

/**
 * Cached: creating a formatter costs a hundred times as much as using it. An event has one time
 * zone.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The event's day of an instant: the calendar day in the event's time zone, or the previous day for
 * local times before the day boundary. Computed on the local clock, so days of 23 and 25 hours are
 * right.
 *
 * @param instant UTC milliseconds
 * @throws RangeError for a time zone that is not in the IANA data base
 */
export function localDayOf(
  instant: number,
  event: Pick<EventFile, 'timeZone' | 'dayBoundary'>,
): LocalDay {
  const local = localTime(instant, event.timeZone);
  const boundary = minutesOf(event.dayBoundary);
  const isBefore = local.minuteOfDay < boundary && !wasReached(boundary, instant, event.timeZone);
  const before = isBefore ? 1 : 0;
  // In UTC every day has 24 hours, so this is plain calendar arithmetic.
  const day = new Date(Date.UTC(local.year, local.month - 1, local.day - before));
  return day.toISOString().slice(0, 10);
}

/**
 * Whether clocks had already reached the boundary before they were put back a moment ago. In an
 * hour that occurs twice, a day begins only once.
 */
function wasReached(boundary: number, instant: number, timeZone: string): boolean {
  const last = lastBeforePutBack(instant, timeZone);
  return last !== null && last >= boundary;
}

/**
 * The last minute that clocks showed on this calendar day before they were put back a moment ago.
 * Null where they were not, or showed another date.
 */
function lastBeforePutBack(instant: number, timeZone: string): number | null {
  let earlier = instant - maxChange;
  let later = instant;
  if (offsetAt(earlier, timeZone) <= offsetAt(instant, timeZone)) return null;
  while (later - earlier > minuteMilliseconds / 2) {
    const middle = (earlier + later) / 2;
    if (offsetAt(middle, timeZone) > offsetAt(instant, timeZone)) earlier = middle;
    else later = middle;
  }
  const last = localTime(earlier, timeZone);
  return last.day === localTime(instant, timeZone).day ? last.minuteOfDay : null;
}

const minuteMilliseconds = 60_000;
const dayMilliseconds = 1_440 * minuteMilliseconds;
/** The max by which clocks are put back. After that long, a time shown before is surely past. */
const maxChange = 3 * 60 * minuteMilliseconds;

/** Minutes by which local clocks are ahead of UTC. */
export function offsetAt(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute } = localTime(instant, timeZone);
  const shown = Date.UTC(year, month - 1, day, hour, minute);
  return Math.round((shown - instant) / minuteMilliseconds);
}

/**
 * Minutes ahead of UTC of clocks that show a local time. In an hour that occurs twice, at its first
 * occurrence (RFC 5545, 3.3.5); for a time that clocks skip, before they skip it.
 *
 * @param shown the local date and time, written as if in UTC (milliseconds)
 */
export function offsetShowing(shown: number, timeZone: string): number {
  const before = offsetAt(shown - dayMilliseconds, timeZone);
  const after = offsetAt(shown + dayMilliseconds, timeZone);
  const isRight = (offset: number): boolean =>
    offsetAt(shown - offset * minuteMilliseconds, timeZone) === offset;
  return isRight(before) || !isRight(after) ? before : after;
}

/**
 * The instant (UTC milliseconds) at which clocks show a time of the event's day.
 *
 * @param minutes since the day boundary, as clocks show them; see {@link minutesIntoDay}
 */
export function instantOf(
  day: LocalDay,
  minutes: number,
  { timeZone, dayBoundary }: Pick<EventFile, 'timeZone' | 'dayBoundary'>,
): number {
  const shown = Date.parse(day) + (minutesOf(dayBoundary) + minutes) * minuteMilliseconds;
  return shown - offsetShowing(shown, timeZone) * minuteMilliseconds;
}

/**
 * Minutes since local midnight (0 to 1439) at an instant (UTC milliseconds), for the timetable. The
 * value never decreases on a calendar day. When clocks are put back, it stays at the last minute
 * reached until they show more. So what closed stays closed, and each time occurs once, at its
 * first occurrence. A time that clocks skip comes with the first minute after it. All opening hours
 * use this function; {@link shownMinute} gives what a clock shows.
 */
export function minuteOfDay(instant: number, timeZone: string): number {
  const shown = shownMinute(instant, timeZone);
  return Math.max(shown, lastBeforePutBack(instant, timeZone) ?? shown);
}

/**
 * Minutes since local midnight that a clock shows. When clocks are put back, one hour occurs twice.
 */
export function shownMinute(instant: number, timeZone: string): number {
  return localTime(instant, timeZone).minuteOfDay;
}

/**
 * Whether clocks skip a local time when they are put forward, so that no instant shows it.
 *
 * @param date the calendar day
 * @param minute since local midnight
 */
export function isSkipped(date: LocalDay, minute: number, timeZone: string): boolean {
  const shown = Date.parse(date) + minute * minuteMilliseconds;
  const before = offsetAt(shown - dayMilliseconds, timeZone);
  const after = offsetAt(shown + dayMilliseconds, timeZone);
  return (
    before < after &&
    [before, after].every(
      (offset) => offsetAt(shown - offset * minuteMilliseconds, timeZone) !== offset,
    )
  );
}

/** Whether this machine's IANA data base has the time zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Minutes since midnight of a time `HH:MM`. */
export function minutesOf(timeOfDay: string): number {
  return Number(timeOfDay.slice(0, 2)) * 60 + Number(timeOfDay.slice(3, 5));
}

/** Minutes from the start of the event's day to a time `HH:MM`; 0 at the day boundary itself. */
export function minutesIntoDay(timeOfDay: string, dayBoundary: string): number {
  return (minutesOf(timeOfDay) - minutesOf(dayBoundary) + 1440) % 1440;
}

function localTime(instant: number, timeZone: string) {
  const parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0 };
  for (const { type, value } of formatterOf(timeZone).formatToParts(instant)) {
    if (type in parts) parts[type as keyof typeof parts] = Number(value);
  }
  return { ...parts, minuteOfDay: parts.hour * 60 + parts.minute };
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formatters.set(timeZone, formatter);
  return formatter;
}
