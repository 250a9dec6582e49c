import i18next from 'i18next';
import { type KioskLanguage, kioskLanguages } from '../../domain/base/language.ts';

const files = import.meta.glob<{ organiser?: object }>('./{es,ar,ru,pt}.json', {
  eager: true,
  import: 'default',
});

/**
 * The words of further languages, one file each, in the form of `en.json`; those of the organiser's
 * page are in the section `organiser`. What a file lacks is shown in English, word by word.
 */
export const furtherWords = kioskLanguages.flatMap((language) => {
  const words = files[`./${language}.json`];
  return words === undefined ? [] : [{ language, words }];
});

/** The languages that have words, and may be chosen for the screens. */
export function wordedLanguages(): KioskLanguage[] {
  return kioskLanguages.filter((language) => i18next.hasResourceBundle(language, 'translation'));
}
