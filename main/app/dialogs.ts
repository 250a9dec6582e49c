import { type BrowserWindow, dialog, type FileFilter } from 'electron';
import { archiveExtension, packageExtension, stickExtension } from '../../domain/base/file-name.ts';
import type { FileDialogs } from '../base/calls.ts';
import type { dialogWords } from './gateway/dialog-words.ts';

/** The system's file dialogs over the station's window, with the given titles. */
export function createFileDialogs(
  window: () => BrowserWindow | null,
  words: () => ReturnType<typeof dialogWords>,
): FileDialogs {
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
    saveRejectedRows: () => save(words().saveRejectedRows, 'rejected-rows.csv'),
    saveBadgeFindings: () => save(words().saveBadgeFindings, 'badge-check.csv'),
    saveBadgeList: (name) => save(words().saveBadgeList, name),
    saveReport: (name) => save(words().saveReport, name),
    saveTickets: (name) => save(words().saveTickets, name),
    chooseBounces: () =>
      choose(words().chooseBounces, [
        { name: words().addressLists, extensions: ['csv', 'txt', 'xlsx'] },
      ]),
    saveActivity: () => save(words().saveActivity, 'activity.csv'),
    chooseStopList: () =>
      choose(words().chooseStopList, [{ name: words().stopLists, extensions: ['json'] }]),
    saveStopList: () => save(words().saveStopList, 'stop-list.json'),
    saveHubBackup: () => save(words().saveHubBackup, 'hub-backup.db'),
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
