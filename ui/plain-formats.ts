import { useTranslation } from 'react-i18next';
import { dateForm, localeOf, noonOf } from '../domain/base/date-form.ts';
import type { ScreenLanguage } from '../domain/base/language.ts';

/** Formats that do not depend on the time zone. */
export interface PlainFormats {
  number: (value: number) => string;
  percent: (fraction: number) => string;
  list: (words: readonly string[]) => string;
  /** A local day → "Tue 2 Oct". */
  shortDay: (localDay: string) => string;
  /** A local day → "Tuesday 2 October 2018". */
  wholeDay: (localDay: string) => string;
  language: ScreenLanguage;
}

const made = new Map<ScreenLanguage, PlainFormats>();

/** Formatters in the screen's language, for pages that may have no event. */
export function usePlainFormats(): PlainFormats {
  const { i18n } = useTranslation();
  const language: ScreenLanguage = i18n.language === 'fr' ? 'fr' : 'en';
  const known = made.get(language) ?? makeFormats(language);
  made.set(language, known);
  return known;
}

function makeFormats(language: ScreenLanguage): PlainFormats {
  const locale = localeOf(language);
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const shortDay = dateForm(language, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const wholeDay = dateForm(language, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return {
    number: (value) => number.format(value),
    percent: (fraction) => percent.format(fraction),
    list: (words) => list.format([...words]),
    shortDay: (localDay) => shortDay.format(noonOf(localDay)),
    wholeDay: (localDay) => wholeDay.format(noonOf(localDay)),
    language,
  };
}
