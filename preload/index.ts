import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, noticeChannel } from './channels.ts';

/**
 * The names of the contract's calls and notices. The build writes them in (electron.vite.config.ts): with the
 * contract itself, every page would build some hundred schemas at its start that only the main process uses.
 */
declare const contractCalls: readonly string[];
declare const contractNotices: readonly string[];

// Where the page's address wants a camera, Chromium's camera process starts now and not with the page's first script: it
// takes longer than anything else of a start. What it answers is of no use here.
if (new URLSearchParams(window.location.search).has('camera')) {
  navigator.mediaDevices.enumerateDevices().catch(() => undefined);
}

/**
 * The one door between a page and the main process. It loops over the contract, so a page can call
 * exactly what stands there; parsing and checks of the sender are the main process's.
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
