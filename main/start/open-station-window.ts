import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { StationMode } from '../../domain/station-face.ts';
import { notify } from '../ipc/notify.ts';
import type { Log } from '../log.ts';
import { lockWindow } from '../security/station-lock.ts';
import { openWindow } from '../window.ts';
import type { Ending } from './ending.ts';
import { watchPage } from './watch-page.ts';

/** Opens the window of the mode; a kiosk's and a door's is locked and watched. */
export function openStationWindow(options: {
  built: string;
  mode: StationMode;
  ending: Ending;
  log: Log;
  /** The page has drawn itself for the first time. */
  onPainted?: () => void;
}): BrowserWindow {
  const { mode, ending, log } = options;
  const preload = join(options.built, '../preload/index.cjs');
  const window = openWindow({ preload, title: 'Lanyard', mode });
  const { onPainted } = options;
  if (onPainted !== undefined) whenPainted(window, onPainted);
  if (mode === 'desk') {
    reloadWhenGone(window, log);
    return window;
  }
  lockWindow(window, {
    mayClose: ending.mayClose,
    onLeaveAsked: () => notify('leaveAsked', null),
  });
  watchPage(window, { restart: ending.restart, log });
  // A page that closes itself is asked nothing by Electron: the station opens again.
  window.once('closed', () => {
    if (ending.mayClose()) return;
    log.warn({}, 'the window was closed; it opens again');
    openStationWindow(options);
  });
  return window;
}

/** Once the page says that it drew something of its own: an empty window is painted, too. */
function whenPainted(window: BrowserWindow, painted: () => void): void {
  const look = async (): Promise<void> => {
    if (window.isDestroyed()) return;
    const isDrawn: unknown = await window.webContents
      .executeJavaScript("document.querySelector('#root')?.textContent.trim() !== ''")
      .catch(() => false);
    if (isDrawn === true) painted();
    else setTimeout(() => void look(), 250);
  };
  window.webContents.once('did-finish-load', () => void look());
}

/** A desk's page comes back by itself as well; a silent one is left to the person before it. */
function reloadWhenGone(window: BrowserWindow, log: Log): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.warn({ reason }, 'the page is loaded anew');
    setImmediate(() => window.webContents.reload());
  });
  window.webContents.on('unresponsive', () => log.warn({}, 'the page does not answer'));
}
