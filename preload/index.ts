import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, noticeChannel } from './channels.ts';

/**
 * The names of the contract's calls and notices, inlined by the build (electron.vite.config.ts).
 * With the contract itself, every page would build some hundred schemas at its start that only the
 * main process uses.
 */
declare const contractCalls: readonly string[];
declare const contractNotices: readonly string[];

// If the page's address requests a camera, start Chromium's camera process now and not with the
// page's first script: it is the slowest part of a start. The answer is not used here.
if (new URLSearchParams(window.location.search).has('camera')) {
  navigator.mediaDevices.enumerateDevices().catch(() => undefined);
}

/**
 * The gateway between a page and the main process. It iterates over the contract, so a page can
 * call exactly what is listed there. The main process parses the input and checks the sender.
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
