import { momentSchema } from '../base/protocol.ts';
import type { EventFile } from '../event/event-file.ts';
import { minutesOf, shownMinute } from '../event/local-day.ts';
import type { AttendanceEvent } from './attendance.ts';

export interface PaperEntry {
  /** UTC milliseconds at which the person came. The fact's own `wall` is the time of typing. */
  at: number;
  /** Number of the one-day badge; null if none was given out. */
  number: string | null;
}

/** The paper entry behind an admission; null if it was made at a station or cannot be read. */
export function paperEntryOf(
  fact: Pick<AttendanceEvent, 'type' | 'payload' | 'wall'>,
): PaperEntry | null {
  // Nearly every admission has none, so skip parsing their payloads as JSON.
  if (fact.type !== 'admitted' || !fact.payload.includes('"fromPaper":true')) return null;
  let payload: unknown;
  try {
    payload = JSON.parse(fact.payload);
  } catch {
    return null;
  }
  if (typeof payload !== 'object' || payload === null) return null;
  const values = new Map<string, unknown>(Object.entries(payload));
  const at = values.get('at');
  const number = values.get('paperNumber');
  const offset = values.get('clockOffset');
  if (values.get('fromPaper') !== true || !Number.isSafeInteger(at)) return null;
  // No one arrives after their arrival was recorded. The clock may be known to be wrong: correct
  // it.
  const typed = fact.wall + (Number.isSafeInteger(offset) ? Number(offset) : 0);
  const came = momentSchema.safeParse(Math.min(Number(at), typed)).data;
  // Beyond the range of a date: no page or report could show it.
  if (came === undefined) return null;
  return {
    at: came,
    number: typeof number === 'string' ? number : null,
  };
}

/** When the person came, UTC milliseconds: the true time of a paper entry, else of writing. */
export function arrivalTime(fact: Pick<AttendanceEvent, 'type' | 'payload' | 'wall'>): number {
  return paperEntryOf(fact)?.at ?? fact.wall;
}

/** The source of a one-day badge: the pack of one station for one day. */
export interface PaperPack {
  /** Eight hexadecimal digits, capitals: the station's number as in badge serials. */
  stationNumber: string;
  /** Local day, `YYYY-MM-DD`. */
  day: string;
}

/** Min digits of a one-day badge's count. Larger counts are longer. */
const countDigits = 3;

/**
 * The number of a one-day badge: station, month and day, count from 1, for example
 * `A7F30C12-1002-017`. It is unique across the stations and days of the event.
 */
export function formatPaperNumber({ stationNumber, day }: PaperPack, count: number): string {
  const digits = String(count).padStart(countDigits, '0');
  return `${stationNumber}-${day.slice(5, 7)}${day.slice(8, 10)}-${digits}`;
}

/**
 * Reads a typed number: a complete one (of any station's pack, in either case), or the count alone,
 * which means this station's own pack. Null if it is neither.
 */
export function readPaperNumber(text: string, own: PaperPack): string | null {
  const typed = text.trim();
  if (/^\d{1,4}$/.test(typed)) {
    return Number(typed) === 0 ? null : formatPaperNumber(own, Number(typed));
  }
  const whole = /^([0-9a-f]{8})[- ]?(\d{4})[- ]?(\d{3,4})$/i.exec(typed);
  const [, station, day, count] = whole ?? [];
  if (station === undefined || day === undefined || count === undefined) return null;
  return `${station.toUpperCase()}-${day}-${String(Number(count)).padStart(countDigits, '0')}`;
}

/**
 * Reads a typed time of today ("09:41", "9h41", "941") into UTC milliseconds. Where the event's day
 * began before midnight, a late hour means the evening before.
 *
 * @param now UTC milliseconds of the event's clock
 * @returns the last such time that is past, or the next one today if none is; null if the text is
 * not a time
 */
export function readTimeOfToday(
  text: string,
  now: number,
  event: Pick<EventFile, 'timeZone' | 'dayBoundary'>,
): number | null {
  const match = /^\s*(\d{1,2})\s*[:.hH]?\s*([0-5]\d)\s*$/.exec(text);
  const [, hours, minutes] = match ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 23) return null;
  const wanted = Number(hours) * 60 + Number(minutes);
  const begun = Math.floor(now / minuteMilliseconds) * minuteMilliseconds;
  const current = shownMinute(begun, event.timeZone);
  // After midnight and before the day boundary, the previous evening belongs to the same day.
  const isYesterday = current < minutesOf(event.dayBoundary) && wanted > current;
  const guess = begun - (current - wanted + (isYesterday ? dayMinutes : 0)) * minuteMilliseconds;
  // The clocks changed in between: the paper shows the minutes of the local clock.
  return guess + (wanted - shownMinute(guess, event.timeZone)) * minuteMilliseconds;
}

const minuteMilliseconds = 60_000;
const dayMinutes = 24 * 60;
