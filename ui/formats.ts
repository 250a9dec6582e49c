import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import { dateForm, localeOf, noonOf } from '../domain/base/date-form.ts';
import {
  documentLanguage,
  type KioskLanguage,
  kioskLanguageOf,
  type ScreenLanguage,
} from '../domain/base/language.ts';
import { textOrder } from '../domain/base/text-order.ts';
import { localDayOf } from '../domain/event/local-day.ts';

/** The event's time zone (IANA name), in which a page shows every time; null without an event. */
export const TimeZoneContext = createContext<string | null>(null);

/**
 * Times, days and numbers in the page's language and the event's time zone. What takes UTC
 * milliseconds throws an Error on a page without an event.
 */
export interface Formats {
  /** UTC milliseconds → "09:41". */
  time: (wall: number) => string;
  /** UTC milliseconds → "09:41:07". */
  timeToTheSecond: (wall: number) => string;
  /** UTC milliseconds → "Tue 2 Oct, 09:41". */
  moment: (wall: number) => string;
  /** UTC milliseconds → the local day in the event's time zone, for comparing, not for showing. */
  calendarDay: (wall: number) => string;
  /** A local day → "Tuesday 2 October". */
  day: (localDay: string) => string;
  /** A local day → "Tue 2 Oct". */
  shortDay: (localDay: string) => string;
  /** A local day → "Tuesday 2 October 2018". */
  wholeDay: (localDay: string) => string;
  number: (value: number) => string;
  /** At most one decimal place. */
  decimal: (value: number) => string;
  percent: (fraction: number) => string;
  list: (words: readonly string[]) => string;
  /** "a, b or c" */
  either: (words: readonly string[]) => string;
  /** As within a sentence: "French", « français ». */
  languageName: (language: KioskLanguage) => string;
  /** The order of a list ({@link textOrder}). */
  compare: (a: string, b: string) => number;
  /** Of texts that the product has in English and French only, and of documents. */
  language: ScreenLanguage;
}

/** Calendar days begin here, whenever the event's day does. */
const midnight = '00:00';

const made = new Map<string, Formats>();

/** Formatters in the page's language; British forms for English, for the 24-hour clock. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const timeZone = use(TimeZoneContext);
  const language = kioskLanguageOf(i18n.language) ?? 'en';
  // Shared: every row of every list needs them, and an Intl formatter takes up to a millisecond.
  const key = `${language} ${timeZone}`;
  const known = made.get(key) ?? makeFormats(language, timeZone);
  made.set(key, known);
  return known;
}

const clock = { hour: '2-digit', minute: '2-digit' } as const;
const date = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const longDate = { weekday: 'long', day: 'numeric', month: 'long' } as const;

function makeFormats(shown: KioskLanguage, timeZone: string | null): Formats {
  const language = documentLanguage(shown);
  const locale = localeOf(shown);
  const noZone = (): never => {
    throw new Error('a time was shown where no event is known');
  };
  const ofTime = (options: Intl.DateTimeFormatOptions): ((wall: number) => string) => {
    if (timeZone === null) return noZone;
    const form = dateForm(shown, { timeZone, ...options });
    return (wall) => form.format(wall);
  };
  const ofDay = (options: Intl.DateTimeFormatOptions): ((localDay: string) => string) => {
    const form = dateForm(shown, { timeZone: 'UTC', ...options });
    return (localDay) => form.format(noonOf(localDay));
  };
  // A deduction may be zero: shown as 0, not −0.
  const number = new Intl.NumberFormat(locale, { signDisplay: 'negative' });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  const languageNames = new Intl.DisplayNames(locale, { type: 'language' });
  return {
    time: ofTime(clock),
    timeToTheSecond: ofTime({ ...clock, second: '2-digit' }),
    moment: ofTime({ ...date, ...clock }),
    calendarDay: (wall) =>
      localDayOf(wall, { timeZone: timeZone ?? noZone(), dayBoundary: midnight }),
    day: ofDay(longDate),
    shortDay: ofDay(date),
    wholeDay: ofDay({ ...longDate, year: 'numeric' }),
    number: (value) => number.format(value),
    decimal: (value) => decimal.format(value),
    percent: (fraction) => percent.format(fraction),
    list: (words) => list.format([...words]),
    either: (words) => either.format([...words]),
    languageName: (one) => languageNames.of(one) ?? one,
    compare: textOrder(language),
    language,
  };
}
