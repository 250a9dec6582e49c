import type { KioskLanguage } from './language.ts';

/** Locales with the organisation's forms. Arabic uses the same digits as badges and codes. */
const locales: Readonly<Record<KioskLanguage, string>> = {
  en: 'en-GB',
  fr: 'fr-BE',
  es: 'es-ES',
  ar: 'ar-u-nu-latn',
  ru: 'ru-RU',
  pt: 'pt-PT',
};

/** The locale with which `Intl` formats numbers and lists in a language. */
export function localeOf(language: KioskLanguage): string {
  return locales[language];
}

/**
 * Formats every date and time that people read, on screens, paper and in mail; a moment is a
 * `Date`, or UTC milliseconds. `Intl` alone does not write « 1er décembre »;
 * test/domain/base/date-form.test.ts finds every other use of it.
 * Creating one costs a good part of a millisecond: reuse it.
 *
 * @param options as of `Intl.DateTimeFormat`; clocks have 24 hours unless they say otherwise
 */
export function dateForm(language: KioskLanguage, options: Intl.DateTimeFormatOptions) {
  const form = new Intl.DateTimeFormat(locales[language], { hourCycle: 'h23', ...options });
  const said = (text: string): string => (language === 'fr' ? withFirstOfMonth(text) : text);
  return {
    format: (moment: Date | number): string => said(form.format(moment)),
    /** "2–4 October 2018". */
    formatRange: (first: Date, last: Date): string => said(form.formatRange(first, last)),
  };
}

/** « mardi 1 décembre » → « mardi 1er décembre », « 1–3 décembre » → « 1er–3 décembre ». */
function withFirstOfMonth(text: string): string {
  return text.replace(/(?<![\d.:/-])1(?=\s\p{L}|\s?[–-]\s?\d{1,2}\s\p{L})/gu, '1er');
}

/** Noon UTC of a local day, which has no time zone. Formatted in UTC it keeps its date. */
export function noonOf(localDay: string): Date {
  return new Date(`${localDay}T12:00:00Z`);
}

/**
 * Formats UTC milliseconds as "2018-10-02 09:41" in a time zone (IANA name). The digits sort: only
 * for columns of tables and file names. Use `dateForm` for sentences.
 */
export function sortableMoments(timeZone: string): (wall: number) => string {
  // The Swedish form of date and time is that of ISO 8601 with a space.
  const form = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (wall) => form.format(wall);
}

/**
 * UTC milliseconds → "2 October 2018, 07:41 UTC", for documents that leave the event's time zone.
 */
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
