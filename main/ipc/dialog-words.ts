import type { ScreenLanguage } from '../../domain/language.ts';

/** Titles of the system's own dialogs, which no page can draw. */
const words = {
  en: {
    chooseRoster: 'Choose the roster file',
    choosePhotoFolder: 'Choose the folder with the photos',
    saveRejectedRows: 'Save the rejected rows',
    saveBadgeList: 'Save the list of badges',
    saveActivity: 'Save the activity log',
    rosterFiles: 'Roster (CSV, Excel)',
    chooseStopList: 'Choose the stop list',
    saveStopList: 'Save the stop list',
    stopLists: 'Stop list',
    saveHubBackup: 'Save a backup of the hub',
    saveJobBytes: 'Save what the printer was sent',
    chooseTemplate: 'Choose a badge template',
    saveTemplate: 'Save the badge template',
    saveStick: 'Save this station’s facts for the hub',
    chooseStick: 'Choose the file that was brought',
    sticks: 'Facts of a station',
    savePaper: 'Save the list as PDF',
    templates: 'Badge template',
    chooseEventFile: 'Choose the event file',
    eventFiles: 'Event file',
    chooseEventSecret: 'Choose the event secret',
    secretFiles: 'Event secret',
    chooseSettings: 'Choose a settings file',
    settingsFiles: 'Settings of a station',
    saveSettings: 'Save the settings of this station',
  },
  fr: {
    chooseRoster: 'Choisir le fichier des inscriptions',
    choosePhotoFolder: 'Choisir le dossier des photos',
    saveRejectedRows: 'Enregistrer les lignes refusées',
    saveBadgeList: 'Enregistrer la liste des badges',
    saveActivity: 'Enregistrer le journal d’activité',
    rosterFiles: 'Inscriptions (CSV, Excel)',
    chooseStopList: 'Choisir la liste d’opposition',
    saveStopList: 'Enregistrer la liste d’opposition',
    stopLists: 'Liste d’opposition',
    saveHubBackup: 'Enregistrer une sauvegarde du serveur local',
    saveJobBytes: 'Enregistrer ce qui a été envoyé à l’imprimante',
    chooseTemplate: 'Choisir un modèle de badge',
    saveTemplate: 'Enregistrer le modèle de badge',
    saveStick: 'Enregistrer les données de ce poste pour le serveur local',
    chooseStick: 'Choisir le fichier apporté',
    sticks: 'Données d’un poste',
    savePaper: 'Enregistrer la liste en PDF',
    templates: 'Modèle de badge',
    chooseEventFile: 'Choisir le fichier de l’événement',
    eventFiles: 'Fichier de l’événement',
    chooseEventSecret: 'Choisir le secret de l’événement',
    secretFiles: 'Secret de l’événement',
    chooseSettings: 'Choisir un fichier de réglages',
    settingsFiles: 'Réglages d’un poste',
    saveSettings: 'Enregistrer les réglages de ce poste',
  },
} as const satisfies Record<ScreenLanguage, Record<string, string>>;

/** The words in the station's language. */
export function dialogWords(language: ScreenLanguage) {
  return words[language];
}
