import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { appOrigin } from './security/origin.ts';

/** Opens the station's window: sandboxed, isolated, with the one preload and nothing else. */
export function openWindow(options: { preload: string; title: string }): BrowserWindow {
  const window = new BrowserWindow({
    title: options.title,
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#11151c' : '#f6f7f9',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(options.preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // A covered window must go on scanning.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => {
    window.maximize();
    window.show();
  });
  void window.loadURL(`${appOrigin}/`);
  return window;
}
