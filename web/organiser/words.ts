import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import {
  documentLanguage,
  type KioskLanguage,
  kioskLanguageOf,
  type ScreenLanguage,
} from '../../domain/base/language.ts';
import {
  app as appEn,
  bookings as bookingsEn,
  day as dayEn,
  delegate as delegateEn,
  error as errorEn,
  eventTexts as eventTextsEn,
  invite as inviteEn,
  people as peopleEn,
  person as personEn,
  purged as purgedEn,
  recordOrder as recordOrderEn,
  reportFile as reportFileEn,
  retention as retentionEn,
  roster as rosterEn,
  search as searchEn,
  setUp as setUpEn,
  stationMode as stationModeEn,
  stationVerdict as stationVerdictEn,
  status as statusEn,
  table as tableEn,
} from '../../ui/words/en.json';
import {
  app as appFr,
  bookings as bookingsFr,
  day as dayFr,
  delegate as delegateFr,
  error as errorFr,
  eventTexts as eventTextsFr,
  invite as inviteFr,
  people as peopleFr,
  person as personFr,
  purged as purgedFr,
  recordOrder as recordOrderFr,
  reportFile as reportFileFr,
  retention as retentionFr,
  roster as rosterFr,
  search as searchFr,
  setUp as setUpFr,
  stationMode as stationModeFr,
  stationVerdict as stationVerdictFr,
  status as statusFr,
  table as tableFr,
} from '../../ui/words/fr.json';
import { furtherWords, wordedLanguages } from '../../ui/words/further.ts';
import { addGroupForms } from '../../ui/words/group.ts';
import en from './words/en.json';
import fr from './words/fr.json';

// The page's texts, with those of the components and forms that it shares with desks.
const english = {
  ...en,
  app: { ...appEn, ...en.app },
  bookings: bookingsEn,
  day: dayEn,
  delegate: delegateEn,
  error: { ...errorEn, ...en.error },
  eventTexts: eventTextsEn,
  invite: inviteEn,
  people: peopleEn,
  person: { ...en.person, missing: personEn.missing },
  purged: purgedEn,
  recordOrder: recordOrderEn,
  reportFile: reportFileEn,
  retention: retentionEn,
  roster: rosterEn,
  search: { ...en.search, clear: searchEn.clear },
  setUp: { ...en.setUp, create: setUpEn.create, event: setUpEn.event },
  stationMode: stationModeEn,
  stationVerdict: stationVerdictEn,
  status: statusEn,
  table: { ...tableEn, ...en.table },
};
const french = {
  ...fr,
  app: { ...appFr, ...fr.app },
  bookings: bookingsFr,
  day: dayFr,
  delegate: delegateFr,
  error: { ...errorFr, ...fr.error },
  eventTexts: eventTextsFr,
  invite: inviteFr,
  people: peopleFr,
  person: { ...fr.person, missing: personFr.missing },
  purged: purgedFr,
  recordOrder: recordOrderFr,
  reportFile: reportFileFr,
  retention: retentionFr,
  roster: rosterFr,
  search: { ...fr.search, clear: searchFr.clear },
  setUp: { ...fr.setUp, create: setUpFr.create, event: setUpFr.event },
  stationMode: stationModeFr,
  stationVerdict: stationVerdictFr,
  status: statusFr,
  table: { ...tableFr, ...fr.table },
};

type Below<T> = {
  [K in keyof T & string]: T[K] extends string ? Stem<K> : `${K}.${Below<T[K]>}`;
}[keyof T & string];
type Stem<K extends string> = K extends `${infer S}_${'one' | 'many' | 'other'}` ? S : K;

/** A key of the locale files; for plurals the stem. */
export type WordKey = Below<typeof english>;
export type Words = (key: WordKey, values?: Record<string, string | number>) => string;

const kept = 'lanyard.language';

/** The language chosen in this browser, else the first of the browser's that the page has. */
function firstLanguage(): KioskLanguage {
  const asked = [localStorage.getItem(kept), ...navigator.languages].map(kioskLanguageOf);
  return asked.find((one) => wordedLanguages().some((had) => had === one)) ?? 'en';
}

/** Loads the texts in this browser's language. Called once, before the first component. */
export function beginWords(): void {
  void i18next.use(initReactI18next).init({
    resources: {
      en: { translation: english },
      fr: { translation: french },
    },
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false, defaultVariables: { group: 'delegation' } },
    returnNull: false,
  });
  addGroupForms(i18next);
  for (const { language, words } of furtherWords) {
    i18next.addResourceBundle(language, 'translation', words);
    i18next.addResourceBundle(language, 'translation', words.organiser ?? {}, true, true);
  }
  showIn(firstLanguage());
}

/** Switches the page to the language and keeps it for the next visit from this browser. */
export function chooseLanguage(language: KioskLanguage): void {
  localStorage.setItem(kept, language);
  showIn(language);
}

function showIn(language: KioskLanguage): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
  void i18next.changeLanguage(language);
}

/** As {@link useWords} says it, for what is asked outside of a component. */
export function currentLanguage(): ScreenLanguage {
  return documentLanguage(kioskLanguageOf(i18next.language) ?? 'en');
}

/**
 * The page's texts, and the language of those that the product has in English and French only; with
 * the one that its language button offers next.
 */
export function useWords(): { t: Words; language: ScreenLanguage; next: KioskLanguage } {
  const { t, i18n } = useTranslation();
  const shown = kioskLanguageOf(i18n.language) ?? 'en';
  const all = wordedLanguages();
  const next = all[(all.indexOf(shown) + 1) % all.length] ?? 'en';
  // i18next's types know the app's keys; these are the page's own.
  return { t: t as unknown as Words, language: documentLanguage(shown), next };
}
