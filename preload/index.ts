import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, noticeChannel } from './channels.ts';

/**
 * The names of the contract's calls and notices. The build writes them in
 * (electron.vite.config.ts): with the contract itself, every page would build some hundred schemas
 * at its start that only the main process uses.
 */
declare const contractCalls: readonly string[];
declare const contractNotices: readonly string[];

// If the page's address requests a camera, Chromium's camera process starts now and not with the
// page's first script: it is the slowest part of a start. Its answer is not used here.
if (new URLSearchParams(window.location.search).has('camera')) {
  navigator.mediaDevices.enumerateDevices().catch(() => undefined);
}

/**
 * The gateway between a page and the main process. It loops over the contract, so a page can call
 * exactly what is listed there; the main process parses and checks the sender.
 */
const api: Record<string, unknown> = {};
for (const name of contractCalls) {
  api[name] = (input: unknown) => ipcRenderer.invoke(callChannel(name), input);
}

api.on = (notice: string, listener: (body: unknown) => void): (() => void) => {
  if (!contractNotices.includes(notice)) throw new Error(`there is no notice "${notice}"`);
  const handler = (_event: unknown, body: unknown): void => listener(body);
  ipcRenderer.on(noticeChannel(notice), handler);
  return () => ipcRenderer.off(noticeChannel(notice), handler);
};

contextBridge.exposeInMainWorld('lanyard', api);
