import type { KioskLanguage } from '../../../../domain/language.ts';

/** Rows of one page of the on-screen keyboard; each character is a key. */
export type KeyRows = readonly string[];

/** A keyboard of one alphabet: its letters, and the page of letters with marks that its languages need. */
export interface Layout {
  letters: KeyRows;
  accents: KeyRows | null;
}

const latinAccents: KeyRows = ['àáâãäåæçćč', 'èéêëęğìíîï', 'łñńòóôõöøœ', 'śšşßùúûüýž'];

const layouts = {
  qwerty: { letters: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm-’'], accents: latinAccents },
  azerty: { letters: ['azertyuiop', 'qsdfghjklm', 'wxcvbné-’'], accents: latinAccents },
  spanish: { letters: ['qwertyuiop', 'asdfghjklñ', 'zxcvbnm-’'], accents: latinAccents },
  portuguese: { letters: ['qwertyuiop', 'asdfghjklç', 'zxcvbnm-’'], accents: latinAccents },
  cyrillic: { letters: ['йцукенгшщзхъ', 'фывапролджэё', 'ячсмитьбю-'], accents: null },
  arabic: { letters: ['ضصثقفغعهخحجد', 'شسيبلاتنمكطذ', 'ئءؤرىةوزظأإآ'], accents: null },
} satisfies Readonly<Record<string, Layout>>;

const latin: Readonly<Record<KioskLanguage, Layout>> = {
  en: layouts.qwerty,
  fr: layouts.azerty,
  es: layouts.spanish,
  ar: layouts.qwerty,
  ru: layouts.qwerty,
  pt: layouts.portuguese,
};

/** The keyboards of a language, the first one shown first: Latin for codes and badges, and its own alphabet. */
export function layoutsOf(language: KioskLanguage, latinOnly: boolean): readonly Layout[] {
  if (latinOnly) return [latin[language]];
  if (language === 'ru') return [latin.ru, layouts.cyrillic];
  if (language === 'ar') return [latin.ar, layouts.arabic];
  return [latin[language]];
}
