import { dateForm, localeOf, noonOf } from '../../domain/base/date-form.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { textOrder } from '../../domain/base/text-order.ts';
import { useTimeZone } from './client/time-zone.ts';
import { useWords } from './words.ts';

/** Times, days and numbers in the page's language and the event's time zone. */
export interface Formats {
  /** UTC milliseconds → "09:41". */
  time: (wall: number) => string;
  /** UTC milliseconds → "09:41:07". */
  timeToTheSecond: (wall: number) => string;
  /** UTC milliseconds → "Tue 2 Oct, 09:41". */
  moment: (wall: number) => string;
  /** A local day → "Tuesday 2 October". */
  day: (localDay: string) => string;
  /** A local day → "Tue 2 Oct". */
  shortDay: (localDay: string) => string;
  number: (value: number) => string;
  /** At most one decimal place. */
  decimal: (value: number) => string;
  percent: (fraction: number) => string;
  list: (words: readonly string[]) => string;
  /** The order of a list ({@link textOrder}). */
  compare: (a: string, b: string) => number;
}

const made = new Map<string, Formats>();

/** Formatters in the page's language; British forms for English (the event's 24-hour clock). */
export function useFormats(): Formats {
  const { language } = useWords();
  const timeZone = useTimeZone();
  // Shared: every table row needs them, and creating an Intl formatter takes up to 1 ms.
  const key = `${language} ${timeZone}`;
  const known = made.get(key) ?? makeFormats(language, timeZone);
  made.set(key, known);
  return known;
}

function makeFormats(language: ScreenLanguage, timeZone: string): Formats {
  const locale = localeOf(language);
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const date = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const time = dateForm(language, { timeZone, ...clock });
  const seconds = dateForm(language, { timeZone, ...clock, second: '2-digit' });
  const moment = dateForm(language, { timeZone, ...date, ...clock });
  const day = dateForm(language, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const shortDay = dateForm(language, { timeZone: 'UTC', ...date });
  const number = new Intl.NumberFormat(locale);
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    time: (wall) => time.format(wall),
    timeToTheSecond: (wall) => seconds.format(wall),
    moment: (wall) => moment.format(wall),
    day: (localDay) => day.format(noonOf(localDay)),
    shortDay: (localDay) => shortDay.format(noonOf(localDay)),
    number: (value) => number.format(value),
    decimal: (value) => decimal.format(value),
    percent: (fraction) => percent.format(fraction),
    list: (words) => list.format([...words]),
    compare: textOrder(language),
  };
}
