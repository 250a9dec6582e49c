import type { KioskLanguage } from '../../domain/base/language.ts';

/** Each language's own name, shown the same in every language. */
export const endonyms: Readonly<Record<KioskLanguage, string>> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
  ru: 'Русский',
  pt: 'Português',
};
