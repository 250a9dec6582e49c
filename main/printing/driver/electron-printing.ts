import { BrowserWindow, type Session, session, type WebContents } from 'electron';
import type { SystemPage, SystemPrintFault, SystemPrinting } from '../transport/system-printing.ts';
import { cupsPapers, cupsServer } from './cups-papers.ts';
import { printPage } from './print-page.ts';
import { readPrinterInfo } from './printer-info.ts';

/** Milliseconds for a page to appear, or for an answer of the system. */
const listTimeOut = 15_000;
const loadTimeOut = 15_000;
const printTimeOut = 60_000;

/**
 * The operating system's printing through Chromium. Every page has a separate window, closed before
 * the next one opens: a window used again can show its old content.
 *
 * @param station any page of the app (Electron lists printers through it); null without one
 */
export function createElectronPrinting(station: () => WebContents | null): SystemPrinting {
  return {
    printers: async () => {
      const contents = station();
      if (contents === null) throw new Error('no window to ask the system for its printers');
      const printers = await within(listTimeOut, contents, contents.getPrintersAsync());
      return printers.map(readPrinterInfo);
    },
    papers: async (queue) =>
      process.platform === 'win32' ? [] : cupsPapers(queue, cupsServer(process.env)),
    print: async (page, beforeSpooling) => {
      const window = openPrintWindow();
      try {
        const { address, pageSize } = printPage(page);
        const fault = await showPage(window, address, page);
        if (fault !== null) return fault;
        beforeSpooling();
        return await hand(window.webContents, page, pageSize);
      } finally {
        // The window is already gone if the app ended meanwhile.
        if (!window.isDestroyed()) window.destroy();
      }
    },
  };
}

/** Hidden, sandboxed, without preload, in a separate session without network. */
function openPrintWindow(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: {
      session: printSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: false,
      backgroundThrottling: false,
    },
  });
}

let lockedDown: Session | null = null;

/** In memory only; refuses every request but a page's own data, and every permission. */
function printSession(): Session {
  if (lockedDown !== null) return lockedDown;
  const own = session.fromPartition('printing', { cache: false });
  own.webRequest.onBeforeRequest(({ url }, decide) =>
    decide({ cancel: new URL(url).protocol !== 'data:' }),
  );
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  lockedDown = own;
  return own;
}

/**
 * Loads the page and waits until its picture is decoded: only then does the page show the badge.
 */
async function showPage(
  window: BrowserWindow,
  address: string,
  page: SystemPage,
): Promise<SystemPrintFault | null> {
  const shown = async (): Promise<void> => {
    await window.loadURL(address);
    const size: unknown = await window.webContents.executeJavaScript(
      'Promise.all([...document.images].map((image) => image.decode())).then(() => [document.images[0].naturalWidth, document.images[0].naturalHeight].join())',
    );
    if (size !== `${page.width},${page.height}`)
      throw new Error(`the page shows a picture of ${String(size)} dots`);
  };
  try {
    await within(loadTimeOut, window.webContents, shown());
    return null;
  } catch (error) {
    return { stage: 'not-begun', detail: `the page could not be drawn: ${String(error)}` };
  }
}

/** Gives the page to the system. */
async function hand(
  contents: WebContents,
  page: SystemPage,
  pageSize: { width: number; height: number },
): Promise<SystemPrintFault | null> {
  const answer = new Promise<string | null>((resolve) => {
    contents.print(
      {
        silent: true,
        deviceName: page.queue,
        pageSize,
        margins: { marginType: 'none' },
        scaleFactor: 100,
        dpi: { horizontal: page.dpi, vertical: page.dpi },
        color: page.colour,
        // A card is turned over like the page of a book: about its upright edge.
        ...(page.backRows === 0 ? {} : { duplexMode: duplexOf(page) }),
        printBackground: true,
        copies: 1,
      },
      (success, reason) => resolve(success ? null : reason),
    );
  });
  try {
    const refusal = await within(printTimeOut, contents, answer);
    if (refusal === null) return null;
    return { stage: 'refused', detail: `the system did not take the page: ${refusal}` };
  } catch (error) {
    return { stage: 'no-answer', detail: `the system: ${String(error)}` };
  }
}

/** The edge about which a card is turned. */
function duplexOf({ width, height, backRows }: SystemPage): 'shortEdge' | 'longEdge' {
  return width > height - backRows ? 'shortEdge' : 'longEdge';
}

/** Rejects after so many milliseconds, or when the action's page is gone: the app may be ending. */
async function within<T>(
  milliseconds: number,
  contents: WebContents,
  action: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onGone: () => void = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${milliseconds} ms`)),
      milliseconds,
    );
    onGone = () => reject(new Error('its window was closed'));
    contents.once('destroyed', onGone);
  });
  try {
    return await Promise.race([action, ended]);
  } finally {
    clearTimeout(timer);
    contents.off('destroyed', onGone);
  }
}
