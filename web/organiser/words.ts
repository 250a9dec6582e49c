import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import {
  app as appEn,
  day as dayEn,
  delegate as delegateEn,
  error as errorEn,
  invite as inviteEn,
  purged as purgedEn,
  recordOrder as recordOrderEn,
  reportFile as reportFileEn,
  retention as retentionEn,
  roster as rosterEn,
  setUp as setUpEn,
  stationMode as stationModeEn,
  stationVerdict as stationVerdictEn,
  table as tableEn,
} from '../../ui/words/en.json';
import {
  app as appFr,
  day as dayFr,
  delegate as delegateFr,
  error as errorFr,
  invite as inviteFr,
  purged as purgedFr,
  recordOrder as recordOrderFr,
  reportFile as reportFileFr,
  retention as retentionFr,
  roster as rosterFr,
  setUp as setUpFr,
  stationMode as stationModeFr,
  stationVerdict as stationVerdictFr,
  table as tableFr,
} from '../../ui/words/fr.json';
import en from './words/en.json';
import fr from './words/fr.json';

// The page's texts, with those of the components and forms that it shares with desks.
const english = {
  ...en,
  app: { ...appEn, ...en.app },
  day: dayEn,
  delegate: delegateEn,
  error: { ...errorEn, ...en.error },
  invite: inviteEn,
  purged: purgedEn,
  recordOrder: recordOrderEn,
  reportFile: reportFileEn,
  retention: retentionEn,
  roster: rosterEn,
  setUp: { ...en.setUp, create: setUpEn.create, event: setUpEn.event },
  stationMode: stationModeEn,
  stationVerdict: stationVerdictEn,
  table: { ...tableEn, ...en.table },
};
const french = {
  ...fr,
  app: { ...appFr, ...fr.app },
  day: dayFr,
  delegate: delegateFr,
  error: { ...errorFr, ...fr.error },
  invite: inviteFr,
  purged: purgedFr,
  recordOrder: recordOrderFr,
  reportFile: reportFileFr,
  retention: retentionFr,
  roster: rosterFr,
  setUp: { ...fr.setUp, create: setUpFr.create, event: setUpFr.event },
  stationMode: stationModeFr,
  stationVerdict: stationVerdictFr,
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

/** The language chosen in this browser, else the first supported one of the browser's. */
function firstLanguage(): ScreenLanguage {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'en' || chosen === 'fr') return chosen;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2));
  return spoken.find((tag): tag is ScreenLanguage => tag === 'en' || tag === 'fr') ?? 'en';
}

/** Loads the texts in this browser's language. Called once, before the first component. */
export function beginWords(): void {
  const language = firstLanguage();
  void i18next.use(initReactI18next).init({
    resources: {
      en: { translation: english },
      fr: { translation: french },
    },
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

/** Switches the page to the language and keeps it for the next visit from this browser. */
export function chooseLanguage(language: ScreenLanguage): void {
  localStorage.setItem(kept, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

export function useWords(): { t: Words; language: ScreenLanguage } {
  const { t, i18n } = useTranslation();
  // i18next's types know the app's keys; these are the page's own.
  return { t: t as unknown as Words, language: i18n.language === 'fr' ? 'fr' : 'en' };
}
