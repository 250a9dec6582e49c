import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type KioskLanguage, kioskLanguages } from '../../domain/base/language.ts';
import en from './en.json';
import fr from './fr.json';
import type kiosk from './kiosk/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en; kiosk: typeof kiosk };
  }
}

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en }, fr: { translation: fr } },
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
});

// A further language is its file here: what it lacks is shown in English, word by word.
const further = import.meta.glob<object>('./{es,ar,ru,pt}.json', {
  eager: true,
  import: 'default',
});
for (const language of kioskLanguages) {
  const words = further[`./${language}.json`];
  if (words !== undefined) addScreenWords(language, words);
}

/** Gives the screens the words of a further language, in the form of `en.json`. */
export function addScreenWords(language: KioskLanguage, words: object): void {
  i18next.addResourceBundle(language, 'translation', words);
}

/** The languages that an operator may choose for the screens. */
export function wordedLanguages(): KioskLanguage[] {
  return kioskLanguages.filter((language) => i18next.hasResourceBundle(language, 'translation'));
}

/** Also sets the document's `lang` and direction. */
export function setScreenLanguage(language: KioskLanguage): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

export { i18next };
