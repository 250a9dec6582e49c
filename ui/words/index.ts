import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { KioskLanguage } from '../../domain/base/language.ts';
import type { groupForms } from '../../domain/event/group-words.ts';
import en from './en.json';
import fr from './fr.json';
import { furtherWords } from './further.ts';
import { addGroupForms } from './group.ts';
import type kiosk from './kiosk/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: {
      translation: typeof en & { group: (typeof groupForms)['en'] };
      kiosk: typeof kiosk;
    };
  }
}

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en }, fr: { translation: fr } },
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  interpolation: { escapeValue: false, defaultVariables: { group: 'delegation' } },
  returnNull: false,
});

addGroupForms(i18next);
for (const { language, words } of furtherWords) addScreenWords(language, words);

/** Gives the screens the words of a further language, in the form of `en.json`. */
export function addScreenWords(language: KioskLanguage, words: object): void {
  i18next.addResourceBundle(language, 'translation', words);
}

/** Also sets the document's `lang` and direction. */
export function setScreenLanguage(language: KioskLanguage): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
  if (i18next.language !== language) void i18next.changeLanguage(language);
}

export { i18next };
