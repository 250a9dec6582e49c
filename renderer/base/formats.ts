import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { dateForm, localeOf, noonOf } from '../../domain/base/date-form.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { localDayOf } from '../../domain/event/local-day.ts';
import { useStation } from './station.tsx';

/** Times, days and numbers in the screen's language and the event's time zone. */
export interface Formats {
  /** UTC milliseconds → "09:41". */
  time: (wall: number) => string;
  /** A local day → "Tuesday 2 October". */
  day: (localDay: string) => string;
  /** A local day → "Tue 2 Oct". */
  shortDay: (localDay: string) => string;
  /** UTC milliseconds → "Tue 2 Oct, 09:41". */
  moment: (wall: number) => string;
  /** UTC milliseconds → the local day in the event's time zone, for comparing, not for showing. */
  calendarDay: (wall: number) => string;
  number: (value: number) => string;
  list: (words: readonly string[]) => string;
  /** "a, b or c" */
  either: (words: readonly string[]) => string;
  percent: (fraction: number) => string;
  language: ScreenLanguage;
}

/** Calendar days begin here, whenever the event's day does. */
const midnight = '00:00';

const made = new Map<string, Formats>();

/**
 * Formatters for the screen's language and the event's time zone; British forms for English, for
 * the 24-hour clock.
 */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const { timeZone } = useStation().event;
  const language: ScreenLanguage = i18n.language === 'fr' ? 'fr' : 'en';
  // Shared, because every row of every list needs them, and an Intl formatter costs a good part of
  // a millisecond.
  const key = `${language} ${timeZone}`;
  const known = made.get(key) ?? makeFormats(language, timeZone);
  made.set(key, known);
  return known;
}

function makeFormats(language: ScreenLanguage, timeZone: string): Formats {
  const locale = localeOf(language);
  const time = dateForm(language, { timeZone, hour: '2-digit', minute: '2-digit' });
  const day = dateForm(language, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  const shortDay = dateForm(language, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const moment = dateForm(language, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  // A deduction may be zero: shown as 0, not −0.
  const number = new Intl.NumberFormat(locale, { signDisplay: 'negative' });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const either = new Intl.ListFormat(locale, { type: 'disjunction' });
  return {
    time: (wall) => time.format(wall),
    day: (localDay) => day.format(noonOf(localDay)),
    shortDay: (localDay) => shortDay.format(noonOf(localDay)),
    moment: (wall) => moment.format(wall),
    calendarDay: (wall) => localDayOf(wall, { timeZone, dayBoundary: midnight }),
    number: (value) => number.format(value),
    percent: (fraction) => percent.format(fraction),
    list: (words) => list.format([...words]),
    either: (words) => either.format([...words]),
    language,
  };
}

/** UTC milliseconds → "09:41", preceded by the day if it is not the event's current day. */
export function useMoment(): (wall: number) => string {
  const { t } = useTranslation();
  const { time, shortDay, calendarDay } = useFormats();
  const { day } = useStation();
  return useCallback(
    (wall) => {
      const other = calendarDay(wall);
      if (other === day) return time(wall);
      return t('age.dayAndTime', { day: shortDay(other), time: time(wall) });
    },
    [calendarDay, day, shortDay, t, time],
  );
}
