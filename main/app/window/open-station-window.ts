import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { documentLanguage } from '../../../domain/base/language.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import { faceOf } from '../../../domain/station/page-face.ts';
import type { Station } from '../../../preload/contract/station/station.ts';
import type { Log } from '../../base/log.ts';
import { createWatchDog, heartbeatMilliseconds, type WatchDog } from '../../station/watch-dog.ts';
import { lockStationWindow } from '../security/station-lock.ts';
import type { Ending } from '../start/ending.ts';
import type { StartHint } from '../start/start-hint.ts';
import { type Ahead, openWindow } from './window.ts';
import type { WindowAhead } from './window-ahead.ts';

/**
 * Opens the window of the mode, or uses the one that is already open. Every page is watched; the
 * window of a kiosk or a door is locked.
 */
export function openStationWindow(options: {
  built: string;
  mode: StationMode;
  ending: Ending;
  log: Log;
  begin: () => Ahead;
  opened: WindowAhead['opened'];
  /** The page has drawn itself for the first time. */
  onPainted?: () => void;
}): BrowserWindow {
  const { mode, ending, log, onPainted } = options;
  const window = takeOpened(options) ?? openNew(options);
  if (onPainted !== undefined) whenPainted(window, onPainted);
  // At a desk too: an operator with two hundred people waiting should not have to end a dead page.
  watchPage(window, { restart: ending.restart, log });
  if (mode === 'desk') return window;
  // Electron does not ask when a page closes itself: the station opens the window again.
  window.once('closed', () => {
    if (ending.mayClose()) return;
    log.warn({}, 'the window was closed; it opens again');
    openStationWindow({ ...options, opened: null });
  });
  return window;
}

/** Null if the window opened ahead is unusable: another mode's, closed, or with a crashed page. */
function takeOpened({
  opened,
  mode,
}: Pick<Parameters<typeof openStationWindow>[0], 'opened' | 'mode'>): BrowserWindow | null {
  if (opened === null || opened.window.isDestroyed()) return null;
  const { window } = opened;
  if (opened.mode === mode && !window.webContents.isCrashed()) return window;
  // Destroyed later: a moment without any window would end the app.
  setImmediate(() => window.destroy());
  return null;
}

function openNew(options: Parameters<typeof openStationWindow>[0]): BrowserWindow {
  const { mode, ending } = options;
  const preload = join(options.built, '../preload/index.cjs');
  const window = openWindow({ preload, title: 'Lanyard', mode, ahead: options.begin() });
  if (mode !== 'desk') lockStationWindow(window, ending);
  return window;
}

/** Waits until the page has drawn its own content: an empty window is painted, too. */
function whenPainted(window: BrowserWindow, painted: () => void): void {
  const look = async (): Promise<void> => {
    if (window.isDestroyed()) return;
    const isDrawn: unknown = await window.webContents
      .executeJavaScript("document.querySelector('#root')?.textContent.trim() !== ''")
      .catch(() => false);
    if (isDrawn === true) painted();
    else setTimeout(() => void look(), 250);
  };
  if (window.webContents.isLoading()) window.webContents.once('did-finish-load', () => void look());
  else void look();
}

export function aheadOf(station: Station): Ahead {
  return { face: faceOf(station), camera: cameraOf(station) };
}

export function nextStartOf(station: Station, isDeskForOnce: boolean): StartHint {
  const { startsAs, setUp, language } = station;
  const mode = isDeskForOnce || setUp !== null ? 'desk' : startsAs;
  return {
    mode,
    face: faceOf({ setUp, mode }),
    camera: cameraOf(station),
    language: documentLanguage(language),
  };
}

function cameraOf({ cameraEnabled, cameraDeviceId }: Station): Ahead['camera'] {
  return { enabled: cameraEnabled, deviceId: cameraDeviceId };
}

/** True once something is drawn: a page that threw while drawing is as dead as a frozen one. */
const signOfLife = 'document.getElementById("root")?.childElementCount > 0';

function watchPage(window: BrowserWindow, options: { restart: () => void; log: Log }): WatchDog {
  const { webContents: contents } = window;
  /**
   * The end of a process that this watch-dog ended is reported as 'render-process-gone', and is not
   * another fault.
   */
  let isEndedByUs = false;
  const dog = createWatchDog({
    ask: async () => (await contents.executeJavaScript(signOfLife)) === true,
    reload: () => {
      if (window.isDestroyed()) return;
      isEndedByUs = !contents.isCrashed();
      // A process that loops for ever cannot load a page: it is ended first.
      if (isEndedByUs) contents.forcefullyCrashRenderer();
      else setImmediate(() => contents.reload());
    },
    restart: options.restart,
    now: () => performance.now(),
    log: options.log,
  });
  contents.on('render-process-gone', (_event, { reason }) => {
    if (window.isDestroyed() || reason === 'clean-exit') return;
    if (!isEndedByUs) return dog.pageIsGone(reason);
    isEndedByUs = false;
    setImmediate(() => contents.reload());
  });
  contents.on('did-fail-load', (_event, code, _words, _address, isMainFrame) => {
    // -3: another load replaced this one.
    if (isMainFrame && code !== -3) dog.pageIsGone(`load ${code}`);
  });
  contents.on('unresponsive', () => options.log.warn({}, 'the page does not answer'));
  const timer = setInterval(() => dog.beat(), heartbeatMilliseconds);
  window.on('closed', () => clearInterval(timer));
  return dog;
}
