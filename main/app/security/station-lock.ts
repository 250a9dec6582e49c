import { app, type BrowserWindow, Menu, powerSaveBlocker } from 'electron';
import { asksToLeave, isAllowedKey } from '../../station/allowed-keys.ts';
import { notify } from '../gateway/notify.ts';
import type { Ending } from '../start/ending.ts';

/**
 * Locks the window of a kiosk or a door: no browser shortcut, menu, zoom, context menu or closing.
 * What only the operating system can do is in docs/kiosk-lock-down.md.
 *
 * @param options.mayClose true once an operator with a PIN, the system or a crash has ended the app
 * @param options.onLeaveAsked called on Ctrl+Shift+Q: the page then asks for the PIN
 */
function lockWindow(
  window: BrowserWindow,
  options: { mayClose: () => boolean; onLeaveAsked: () => void },
): void {
  const { webContents: contents } = window;
  window.setMenu(null);
  contents.on('before-input-event', (event, input) => {
    if (asksToLeave(input)) options.onLeaveAsked();
    if (!isAllowedKey(input)) event.preventDefault();
  });
  contents.on('context-menu', (event) => event.preventDefault());
  contents.on('zoom-changed', () => contents.setZoomFactor(1));
  contents.on('did-finish-load', () => {
    contents.setZoomFactor(1);
    void contents.setVisualZoomLevelLimits(1, 1);
  });
  contents.on('devtools-opened', () => contents.closeDevTools());
  window.on('close', (event) => {
    if (!options.mayClose()) event.preventDefault();
  });
  // A window manager's shortcut may still have an effect.
  window.on('leave-full-screen', () => window.setKiosk(true));
  window.on('minimize', () => window.restore());
}

/** No menu (its shortcuts would work unseen) and no sleeping display while the app runs. */
export function lockApp(): void {
  Menu.setApplicationMenu(null);
  powerSaveBlocker.start('prevent-display-sleep');
  // A kiosk shows no recent document where the system lists them.
  app.clearRecentDocuments();
}

/** Locks the window of a kiosk or a door. On the shortcut to leave, the page asks for the PIN. */
export function lockStationWindow(window: BrowserWindow, { mayClose }: Ending): void {
  lockWindow(window, { mayClose, onLeaveAsked: () => notify('leaveAsked', null) });
}
