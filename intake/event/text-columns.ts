import {
  type EventText,
  givenTexts,
  type KioskLanguage,
  kioskLanguages,
} from '../../domain/base/language.ts';
import type { TextColumn } from '../../domain/event/event-tables.ts';
import { normalText } from '../cell-text.ts';
import type { Headings, TableLine } from './table-lines.ts';

const languageWords: Readonly<Record<KioskLanguage, { en: string; fr: string; known: string }>> = {
  en: { en: 'English', fr: 'anglais', known: 'ingles, en' },
  fr: { en: 'French', fr: 'français', known: 'frances, fr' },
  es: { en: 'Spanish', fr: 'espagnol', known: 'español, es' },
  ar: { en: 'Arabic', fr: 'arabe', known: 'العربية, ar' },
  ru: { en: 'Russian', fr: 'russe', known: 'русский, ru' },
  pt: { en: 'Portuguese', fr: 'portugais', known: 'português, pt' },
};

/** How a table calls a text of the event. */
interface TextWords {
  en: string;
  fr: string;
  /** Headings without a language, by the language in which they are: "Name" and "Nom". */
  plain: Readonly<Record<KioskLanguage, string>>;
  /** Whether the name of a language alone is a heading ("English"). */
  isBare: boolean;
}

/**
 * The headings of a text in each of the event's languages. One without a language is that of the
 * language in which it is, if the event has it; else that of the event's first.
 */
export function textHeadings<N extends string>(
  name: N,
  languages: readonly KioskLanguage[],
  words: TextWords,
): Headings<TextColumn<N>> {
  const headings: Partial<Record<TextColumn<N>, Headings<string>[string]>> = {};
  for (const language of languages) {
    const { en, fr, known } = languageWords[language];
    const isOnly = languages.length === 1;
    const others = language === languages[0] ? kioskLanguages.map((one) => words.plain[one]) : [];
    const stems = kioskLanguages.flatMap((one) => words.plain[one].split(', '));
    const spoken = [en, fr, ...known.split(', ')];
    const specific = spoken.flatMap((one) => [
      ...stems.flatMap((stem) => [
        ...[`${stem} ${one}`, `${one} ${stem}`, `${stem} in ${one}`, `${stem} en ${one}`],
      ]),
      ...(words.isBare ? [one] : []),
    ]);
    headings[`${name}.${language}`] = {
      en: isOnly ? words.en : `${words.en} in ${en}`,
      fr: isOnly ? words.fr : `${words.fr} en ${fr}`,
      known: [...specific, ...[words.plain[language], ...others].flatMap((one) => one.split(', '))]
        .map(normalText)
        .join(', '),
    };
  }
  return headings;
}

/** The columns of a text, one for each of these languages. */
export function textColumns<N extends string>(
  name: N,
  languages: readonly KioskLanguage[],
): TextColumn<N>[] {
  return languages.map((language) => `${name}.${language}` as const);
}

/** The text of a line in the languages that it has; null if it has none. */
export function textOfLine<N extends string>(
  line: TableLine<TextColumn<N>>,
  name: N,
  languages: readonly KioskLanguage[],
): EventText | null {
  const cells = languages.map((one) => [one, line.cell(`${name}.${one}`)] as const);
  const given = givenTexts(Object.fromEntries(cells));
  return Object.keys(given).length === 0 ? null : given;
}
