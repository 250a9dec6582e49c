import type { ScreenLanguage } from '../../domain/base/language.ts';

/** The few texts that the writers add themselves. */
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
