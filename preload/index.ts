import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, noticeChannel } from './channels.ts';
import { calls, notices } from './contract.ts';

/**
 * The one door between a page and the main process. It loops over the contract, so a page can call
 * exactly what stands there; parsing and checks of the sender are the main process's.
 */
const api: Record<string, unknown> = {};
for (const name of Object.keys(calls)) {
  api[name] = (input: unknown) => ipcRenderer.invoke(callChannel(name), input);
}

api.on = (notice: string, listener: (body: unknown) => void): (() => void) => {
  if (!Object.hasOwn(notices, notice)) throw new Error(`there is no notice "${notice}"`);
  const handler = (_event: unknown, body: unknown): void => listener(body);
  ipcRenderer.on(noticeChannel(notice), handler);
  return () => ipcRenderer.off(noticeChannel(notice), handler);
};

contextBridge.exposeInMainWorld('lanyard', api);
