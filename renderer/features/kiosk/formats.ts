import type { KioskLanguage } from '../../../domain/language.ts';

/** Locales whose dates are written as the organisation writes them; Arabic with the digits that badges and codes bear. */
const locales: Readonly<Record<KioskLanguage, string>> = {
  en: 'en-GB',
  fr: 'fr-BE',
  es: 'es-ES',
  ar: 'ar-u-nu-latn',
  ru: 'ru-RU',
  pt: 'pt-PT',
};

/** Times and days in the kiosk's language and the event's time zone. */
export interface KioskFormats {
  /** UTC milliseconds → "09:41". */
  time: (wall: number) => string;
  /** UTC milliseconds → "Tuesday 2 October". */
  day: (wall: number) => string;
  /** The language of the event's own table: names of delegations come in two only. */
  table: 'en' | 'fr';
}

export function kioskFormats(language: KioskLanguage, timeZone: string): KioskFormats {
  const locale = locales[language];
  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return {
    time: (wall) => time.format(wall),
    day: (wall) => day.format(wall),
    table: language === 'fr' ? 'fr' : 'en',
  };
}
