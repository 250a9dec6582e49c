import { type BrowserWindow, dialog } from 'electron';
import type { FileDialogs } from './ipc/desk.ts';

/** The system's file dialogs over the station's window, titled in the words given. */
export function createFileDialogs(
  window: () => BrowserWindow | null,
  words: () => { chooseRoster: string; saveRejectedRows: string; rosterFiles: string },
): FileDialogs {
  return {
    chooseRoster: async () => {
      const options = {
        title: words().chooseRoster,
        properties: ['openFile' as const],
        filters: [{ name: words().rosterFiles, extensions: ['csv', 'txt', 'xlsx'] }],
      };
      const parent = window();
      const answer = await (parent === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(parent, options));
      return answer.filePaths[0] ?? null;
    },
    saveRejectedRows: async () => {
      const options = { title: words().saveRejectedRows, defaultPath: 'rejected-rows.csv' };
      const parent = window();
      const answer = await (parent === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options));
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
  };
}
