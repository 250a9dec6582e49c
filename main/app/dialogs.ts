import { type BrowserWindow, dialog, type FileFilter } from 'electron';
import { archiveExtension, packageExtension, stickExtension } from '../../domain/base/file-name.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import { suggestedName } from '../../domain/base/suggested-names.ts';
import type { FileDialogs } from '../base/calls.ts';

/** Titles of the system's own dialogs, which no page draws. */
const titles = {
  en: {
    chooseRoster: 'Choose the roster file',
    choosePhotoFolder: 'Choose the folder with the photos',
    choosePhotoZip: 'Choose the ZIP file with the photos',
    zipFiles: 'ZIP file',
    saveRejectedRows: 'Save the rejected rows',
    saveBadgeFindings: 'Save the findings',
    saveBadgeList: 'Save the list of badges',
    savePeople: 'Save the list of people',
    saveActivity: 'Save the activity log',
    saveReport: 'Save the report',
    saveTickets: 'Save the tickets',
    chooseBounces: 'Choose the list of bounced addresses',
    addressLists: 'E-mail addresses (CSV, text, Excel)',
    rosterFiles: 'Roster (CSV, Excel)',
    chooseStopList: 'Choose the stop list',
    saveStopList: 'Save the stop list',
    stopLists: 'Stop list',
    saveHubBackup: 'Save a backup of the hub',
    saveJobBytes: 'Save what the printer was sent',
    chooseTemplate: 'Choose a badge template',
    saveTemplate: 'Save the badge template',
    saveStick: 'Save this station’s records',
    saveDayReport: 'Save the report of the day',
    saveArchive: 'Save the archive of the event',
    chooseEarlierEvent: 'Choose an earlier event',
    earlierEvents: 'Archive or event file',
    chooseStick: 'Choose the stick’s file',
    sticks: 'Records of a station',
    savePaper: 'Save the list as PDF',
    saveSupportBundle: 'Save the support bundle',
    saveCertificate: 'Save the certificate of deletion',
    savePersonReport: 'Save everything about this person',
    templates: 'Badge template',
    chooseEventFile: 'Choose the event file',
    eventFiles: 'Event file',
    chooseDelegations: 'Choose the table of delegations',
    tableFiles: 'Table (CSV, Excel)',
    chooseSessions: 'Choose the sessions',
    sessionFiles: 'Sessions (CSV, Excel, iCalendar)',
    saveEventTable: 'Save the table',
    chooseEventSecret: 'Choose the event secret',
    secretFiles: 'Event secret',
    chooseSettings: 'Choose a settings file',
    settingsFiles: 'Settings of a station',
    saveSettings: 'Save the settings of this station',
    savePackage: 'Save the event package',
    choosePackage: 'Choose the event package',
    packages: 'Event package',
  },
  fr: {
    chooseRoster: 'Choisir le fichier de la liste',
    choosePhotoFolder: 'Choisir le dossier des photos',
    choosePhotoZip: 'Choisir le fichier ZIP des photos',
    zipFiles: 'Fichier ZIP',
    saveRejectedRows: 'Enregistrer les lignes rejetées',
    saveBadgeFindings: 'Enregistrer les constats',
    saveBadgeList: 'Enregistrer la liste des badges',
    savePeople: 'Enregistrer la liste des personnes',
    saveActivity: 'Enregistrer le journal d’activité',
    saveReport: 'Enregistrer le rapport',
    saveTickets: 'Enregistrer les billets',
    chooseBounces: 'Choisir la liste des adresses en échec',
    addressLists: 'Adresses électroniques (CSV, texte, Excel)',
    rosterFiles: 'Liste (CSV, Excel)',
    chooseStopList: 'Choisir la liste d’opposition',
    saveStopList: 'Enregistrer la liste d’opposition',
    stopLists: 'Liste d’opposition',
    saveHubBackup: 'Enregistrer une sauvegarde du hub',
    saveJobBytes: 'Enregistrer ce qui a été envoyé à l’imprimante',
    chooseTemplate: 'Choisir un modèle de badge',
    saveTemplate: 'Enregistrer le modèle de badge',
    saveStick: 'Écrire les enregistrements de ce poste',
    saveDayReport: 'Enregistrer le rapport de la journée',
    saveArchive: 'Enregistrer l’archive de l’événement',
    chooseEarlierEvent: 'Choisir un événement passé',
    earlierEvents: 'Archive ou fichier d’événement',
    chooseStick: 'Choisir le fichier de la clé USB',
    sticks: 'Enregistrements d’un poste',
    savePaper: 'Enregistrer la liste en PDF',
    saveSupportBundle: 'Enregistrer le dossier d’assistance',
    saveCertificate: 'Enregistrer l’attestation de suppression',
    savePersonReport: 'Enregistrer tout ce qui concerne cette personne',
    templates: 'Modèle de badge',
    chooseEventFile: 'Choisir le fichier de l’événement',
    eventFiles: 'Fichier de l’événement',
    chooseDelegations: 'Choisir le tableau des délégations',
    tableFiles: 'Tableau (CSV, Excel)',
    chooseSessions: 'Choisir les séances',
    sessionFiles: 'Séances (CSV, Excel, iCalendar)',
    saveEventTable: 'Enregistrer le tableau',
    chooseEventSecret: 'Choisir le secret de l’événement',
    secretFiles: 'Secret de l’événement',
    chooseSettings: 'Choisir un fichier de réglages',
    settingsFiles: 'Réglages d’un poste',
    saveSettings: 'Enregistrer les réglages de ce poste',
    savePackage: 'Enregistrer le paquet de l’événement',
    choosePackage: 'Choisir le paquet de l’événement',
    packages: 'Paquet de l’événement',
  },
} as const satisfies Record<ScreenLanguage, Record<string, string>>;

/** The system's file dialogs over the station's window, in the station's language. */
export function createFileDialogs(
  window: () => BrowserWindow | null,
  language: () => ScreenLanguage,
): FileDialogs {
  const words = () => titles[language()];
  const choose = async (
    title: string,
    filters: FileFilter[],
    kind: 'openFile' | 'openDirectory' = 'openFile',
  ): Promise<string | null> => {
    const options = { title, properties: [kind], filters };
    const parent = window();
    const answer = await (parent === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(parent, options));
    return answer.filePaths[0] ?? null;
  };
  const save = async (title: string, defaultPath: string): Promise<string | null> => {
    const options = { title, defaultPath };
    const parent = window();
    const answer = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  };
  return {
    chooseRoster: () =>
      choose(words().chooseRoster, [
        { name: words().rosterFiles, extensions: ['csv', 'txt', 'xlsx'] },
      ]),
    choosePhotoFolder: () => choose(words().choosePhotoFolder, [], 'openDirectory'),
    choosePhotoZip: () =>
      choose(words().choosePhotoZip, [{ name: words().zipFiles, extensions: ['zip'] }]),
    saveRejectedRows: () =>
      save(words().saveRejectedRows, suggestedName(language(), 'rejected-rows', 'csv')),
    saveBadgeFindings: () =>
      save(words().saveBadgeFindings, suggestedName(language(), 'badge-check', 'csv')),
    saveBadgeList: (name) => save(words().saveBadgeList, name),
    savePeople: () => save(words().savePeople, suggestedName(language(), 'people', 'csv')),
    saveReport: (name) => save(words().saveReport, name),
    saveTickets: (name) => save(words().saveTickets, name),
    chooseBounces: () =>
      choose(words().chooseBounces, [
        { name: words().addressLists, extensions: ['csv', 'txt', 'xlsx'] },
      ]),
    saveActivity: () => save(words().saveActivity, suggestedName(language(), 'activity', 'csv')),
    chooseStopList: () =>
      choose(words().chooseStopList, [{ name: words().stopLists, extensions: ['json'] }]),
    saveStopList: () => save(words().saveStopList, suggestedName(language(), 'stop-list', 'json')),
    saveHubBackup: () => save(words().saveHubBackup, suggestedName(language(), 'hub-backup', 'db')),
    saveJobBytes: (name) => save(words().saveJobBytes, name),
    chooseTemplate: () =>
      choose(words().chooseTemplate, [{ name: words().templates, extensions: ['json'] }]),
    saveTemplate: (name) => save(words().saveTemplate, name),
    chooseEventFile: () =>
      choose(words().chooseEventFile, [{ name: words().eventFiles, extensions: ['json'] }]),
    chooseDelegations: () =>
      choose(words().chooseDelegations, [
        { name: words().tableFiles, extensions: ['csv', 'txt', 'xlsx'] },
      ]),
    chooseSessions: () =>
      choose(words().chooseSessions, [
        { name: words().sessionFiles, extensions: ['csv', 'txt', 'xlsx', 'ics'] },
      ]),
    saveEventTable: (name) => save(words().saveEventTable, name),
    chooseEventSecret: () =>
      choose(words().chooseEventSecret, [{ name: words().secretFiles, extensions: ['txt'] }]),
    chooseSettings: () =>
      choose(words().chooseSettings, [{ name: words().settingsFiles, extensions: ['json'] }]),
    saveSettings: (name) => save(words().saveSettings, name),
    savePackage: (name) => save(words().savePackage, name),
    choosePackage: () =>
      choose(words().choosePackage, [{ name: words().packages, extensions: [packageExtension] }]),
    saveStick: (name) => save(words().saveStick, name),
    saveDayReport: (name) => save(words().saveDayReport, name),
    saveArchive: (name) => save(words().saveArchive, name),
    chooseEarlierEvent: () =>
      choose(words().chooseEarlierEvent, [
        { name: words().earlierEvents, extensions: [archiveExtension, 'json'] },
      ]),
    chooseStick: () =>
      choose(words().chooseStick, [{ name: words().sticks, extensions: [stickExtension] }]),
    saveSupportBundle: (name) => save(words().saveSupportBundle, name),
    saveCertificate: (name) => save(words().saveCertificate, name),
    savePersonReport: (name) => save(words().savePersonReport, name),
    savePaper: (name) => save(words().savePaper, name),
  };
}
