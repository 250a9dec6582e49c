import type { ScreenLanguage } from '../../domain/language.ts';

/** Titles of the system's own dialogs, which no page can draw. */
const words = {
  en: {
    chooseRoster: 'Choose the roster file',
    saveRejectedRows: 'Save the rejected rows',
    rosterFiles: 'Roster (CSV, Excel)',
  },
  fr: {
    chooseRoster: 'Choisir le fichier des inscriptions',
    saveRejectedRows: 'Enregistrer les lignes refusées',
    rosterFiles: 'Inscriptions (CSV, Excel)',
  },
} as const satisfies Record<ScreenLanguage, Record<string, string>>;

/** The words in the station's language. */
export function dialogWords(language: ScreenLanguage) {
  return words[language];
}
