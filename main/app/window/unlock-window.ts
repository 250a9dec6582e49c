import { join } from 'node:path';
import { app, BrowserWindow, ipcMain } from 'electron';
import { callChannel } from '../../../preload/channels.ts';
import { securityCalls } from '../../../preload/contract/station/care.ts';
import type { CallResult } from '../../../preload/contract.ts';
import { errorFields, type Log } from '../../base/log.ts';
import { appOrigin } from '../../base/own-pages.ts';
import { StoreKeyError } from '../../base/store-key.ts';
import type { Unlocking } from '../../station/unlock.ts';
import { checkSender } from '../security/check-sender.ts';
import { systemLanguage } from '../system-language.ts';
import { safePreferences } from './window.ts';
import type { WindowAhead } from './window-ahead.ts';

const channel = callChannel('unlockStore');

/**
 * The start screen of a station whose key needs a passphrase: a page that can make only this one
 * call. Ends the app if an operator closes it. Resolves once the store's key is there; rejects with
 * StoreKeyError where it cannot be read.
 */
export async function askToUnlock(
  unlocking: Unlocking,
  options: { built: string; log: Log; ahead: WindowAhead },
): Promise<void> {
  // There is no window between this one and the station's; Electron would end the app then.
  app.on('window-all-closed', () => {});
  const window = new BrowserWindow({
    title: 'Lanyard',
    width: 560,
    height: 620,
    show: false,
    autoHideMenuBar: true,
    webPreferences: safePreferences(join(options.built, '../preload/index.cjs')),
  });
  window.once('ready-to-show', () => window.show());
  const { gateway, opened } = options.ahead;
  // This page has only one call, and it is answered here.
  gateway.shut();
  // The last start needed no passphrase; the station's window opens again with the store.
  opened?.window.destroy();
  const leave = (): void => app.exit(0);
  window.once('closed', leave);
  try {
    const answered = answer(unlocking, options.log);
    await window.loadURL(`${appOrigin}/unlock.html?language=${systemLanguage()}`);
    await answered;
  } finally {
    ipcMain.removeHandler(channel);
    gateway.hear();
    window.off('closed', leave);
    window.destroy();
  }
}

/** Answers the page until the store is open. */
function answer(unlocking: Unlocking, log: Log): Promise<void> {
  return new Promise((resolve, reject) => {
    ipcMain.handle(channel, async (event, raw: unknown): Promise<CallResult<'unlockStore'>> => {
      try {
        checkSender(event);
        const input = securityCalls.unlockStore.input.safeParse(raw);
        if (!input.success) return { ok: false, error: { code: 'bad-input', detail: 'phrase' } };
        const value = await unlocking.attempt(input.data.phrase);
        if (value.result === 'unlocked') setImmediate(resolve);
        else log.warn({ result: value.result }, 'the store stays closed');
        return { ok: true, value };
      } catch (error) {
        log.error(errorFields(error), 'the store cannot be opened');
        if (error instanceof StoreKeyError) setImmediate(reject, error);
        return { ok: false, error: { code: 'internal', detail: 'unlockStore' } };
      }
    });
  });
}
