import type { ScreenLanguage } from '../../domain/language.ts';

/** The few words that the writers add by themselves. */
export const pageWords: Record<
  ScreenLanguage,
  { page: string; of: string; continued: string; missing: (characters: string) => string }
> = {
  en: {
    page: 'Page',
    of: 'of',
    continued: 'continued',
    missing: (characters) => `Left out, because no font has them: ${characters}`,
  },
  fr: {
    page: 'Page',
    of: 'sur',
    continued: 'suite',
    missing: (characters) => `Omis, car absents des polices\u202F: ${characters}`,
  },
};
