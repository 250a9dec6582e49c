import type { KioskLanguage } from './language.ts';

/** Locales with the organisation's forms; Arabic with the digits of badges and codes. */
const locales: Readonly<Record<KioskLanguage, string>> = {
  en: 'en-GB',
  fr: 'fr-BE',
  es: 'es-ES',
  ar: 'ar-u-nu-latn',
  ru: 'ru-RU',
  pt: 'pt-PT',
};

/** The locale in which `Intl` writes numbers and lists of a language. */
export function localeOf(language: KioskLanguage): string {
  return locales[language];
}

/** Writes moments (a `Date`, or UTC milliseconds) as people of a language read them. */
export interface DateForm {
  format: (moment: Date | number) => string;
  /** "2–4 October 2018". */
  formatRange: (first: Date, last: Date) => string;
}

/**
 * The one maker of dates and times that people read, on every screen, paper and mail. `Intl` alone
 * knows no « 1er décembre »; test/domain/base/date-form.test.ts finds every other use of it. Making
 * one costs a good part of a millisecond: keep it.
 *
 * @param options as of `Intl.DateTimeFormat`; clocks have 24 hours unless they say otherwise
 */
export function dateForm(language: KioskLanguage, options: Intl.DateTimeFormatOptions): DateForm {
  const form = new Intl.DateTimeFormat(locales[language], { hourCycle: 'h23', ...options });
  const said = (text: string): string => (language === 'fr' ? withFirstOfMonth(text) : text);
  return {
    format: (moment) => said(form.format(moment)),
    formatRange: (first, last) => said(form.formatRange(first, last)),
  };
}

/** « mardi 1 décembre » → « mardi 1er décembre », « 1–3 décembre » → « 1er–3 décembre ». */
function withFirstOfMonth(text: string): string {
  return text.replace(/(?<![\d.:/-])1(?=\s\p{L}|\s?[–-]\s?\d{1,2}\s\p{L})/gu, '1er');
}

/** A local day has no time zone: noon UTC keeps its date when it is written in UTC. */
export function noonOf(localDay: string): Date {
  return new Date(`${localDay}T12:00:00Z`);
}

/**
 * UTC milliseconds → "2018-10-02 09:41" in a time zone (IANA name): digits that sort, for columns of
 * tables and file names alone. What people read as a sentence comes from `dateForm`.
 */
export function sortableMoments(timeZone: string): (wall: number) => string {
  // The Swedish form of date and time is ISO 8601's with a blank.
  const form = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (wall) => form.format(wall);
}

/** UTC milliseconds → "2 October 2018, 07:41 UTC", for papers that leave the event's time zone. */
export function utcMoment(wall: number, language: KioskLanguage): string {
  const day = dateForm(language, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const time = dateForm(language, { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' });
  return `${day.format(wall)}, ${time.format(wall)} UTC`;
}
