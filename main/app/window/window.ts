import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  nativeTheme,
  type WebPreferences,
} from 'electron';
import type { StationMode } from '../../../domain/base/protocol.ts';
import type { PageFace } from '../../../domain/station/page-face.ts';
import { appOrigin } from '../../base/own-pages.ts';

/**
 * Opens the station's window: sandboxed, isolated, with the only preload. The window of a kiosk or
 * a door fills the screen without a frame; security/station-lock.ts locks it.
 */
export function openWindow(options: {
  preload: string;
  title: string;
  mode: StationMode;
  ahead: Ahead;
}): BrowserWindow {
  const isLocked = options.mode !== 'desk';
  const window = new BrowserWindow({
    title: options.title,
    width: 1366,
    height: 768,
    ...(isLocked ? lockedShape : deskShape),
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#11151c' : '#f6f7f9',
    autoHideMenuBar: true,
    webPreferences: {
      ...safePreferences(options.preload),
      devTools: !isLocked && !app.isPackaged,
      // A covered window must continue to scan.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => {
    if (!isLocked) window.maximize();
    window.show();
  });
  void window.loadURL(`${appOrigin}/?${wordsOf(options.ahead)}`);
  return window;
}

/** What the page begins with before its first call (renderer/main.ts). */
export interface Ahead {
  face: PageFace;
  camera: { enabled: boolean; deviceId: string | null };
}

function wordsOf({ face, camera }: Ahead): string {
  const words = new URLSearchParams({ face });
  if (camera.enabled) words.set('camera', camera.deviceId ?? '');
  return words.toString();
}

export function safePreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    spellcheck: false,
    devTools: false,
    // A file dropped on the page is not opened.
    navigateOnDragDrop: false,
  };
}

const deskShape: BrowserWindowConstructorOptions = { minWidth: 800, minHeight: 600 };

const lockedShape: BrowserWindowConstructorOptions = {
  kiosk: true,
  fullscreen: true,
  frame: false,
  minimizable: false,
  closable: true,
};
