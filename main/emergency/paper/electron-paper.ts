import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { BrowserWindow, type Session, session } from 'electron';
import {
  appHost,
  appOrigin,
  appScheme,
  fileOfPath,
  type PageFolders,
} from '../../base/own-pages.ts';
import { createTurns } from '../../base/turns.ts';
import type { SystemPrinting } from '../../printing/transport/system-printing.ts';
import { type Paper, type PaperDocument, pageOf } from './paper-document.ts';

/** Milliseconds for drawing a document, or for an answer of the system. */
const timeOut = 60_000;
const pagePath = '/paper.html';
const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};
/** No script at all: the document is text. */
const policy = "default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors 'none'";

/**
 * Draws documents in hidden, sandboxed windows without preload, in a separate session that serves
 * only the page for paper, its style and the bundled fonts. One document at a time.
 *
 * @param system lists the system's printers
 */
export function createElectronPaper(
  folders: PageFolders,
  system: Pick<SystemPrinting, 'printers'>,
): Paper {
  let shown: PaperDocument | null = null;
  let own: Session | null = null;
  const next = createTurns();

  const openSession = (): Session => {
    own ??= paperSession(folders, () => shown);
    return own;
  };
  const draw = async <T>(
    document: PaperDocument,
    use: (window: BrowserWindow) => Promise<T>,
  ): Promise<T> => {
    shown = document;
    const window = openPaperWindow(openSession());
    try {
      await inTime(showDocument(window));
      return await inTime(use(window));
    } finally {
      shown = null;
      if (!window.isDestroyed()) window.destroy();
    }
  };
  return {
    printers: async () => (await system.printers()).map(({ queue, name }) => ({ queue, name })),
    toPdf: (document) =>
      next(() =>
        draw(document, (window) =>
          window.webContents.printToPDF({
            preferCSSPageSize: true,
            printBackground: true,
            margins: { top: 0, bottom: 0, left: 0, right: 0 },
          }),
        ),
      ),
    print: (document, queue) => next(() => draw(document, (window) => printTo(window, queue))),
  };
}

function openPaperWindow(own: Session): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
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

/** In memory only; refuses every permission, and every address but the app's own. */
function paperSession(folders: PageFolders, shown: () => PaperDocument | null): Session {
  const own = session.fromPartition('paper', { cache: false });
  own.webRequest.onBeforeRequest(({ url }, decide) =>
    decide({ cancel: new URL(url).protocol !== `${appScheme}:` }),
  );
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.protocol.handle(appScheme, async (request) => {
    const url = new URL(request.url);
    const path = url.host === appHost ? fileOfPath(folders, url.pathname) : null;
    if (path === null) return new Response(null, { status: 404 });
    try {
      const file = await readFile(path);
      if (url.pathname === pagePath) return pageResponse(file.toString('utf8'), shown());
      const type = contentTypes[extname(path)];
      if (type === undefined) return new Response(null, { status: 404 });
      return new Response(new Uint8Array(file), { headers: headersOf(type) });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
  return own;
}

function pageResponse(frame: string, document: PaperDocument | null): Response {
  const html = document === null ? null : pageOf(frame, document);
  if (html === null) return new Response(null, { status: 404 });
  return new Response(html, { headers: headersOf('text/html; charset=utf-8') });
}

function headersOf(type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  };
}

/** Loads the page and waits for its fonts: a letter in another font could change a name. */
async function showDocument(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${appOrigin}${pagePath}`);
  const failed: unknown = await window.webContents.executeJavaScript(
    'document.body.getBoundingClientRect(), document.fonts.ready.then((fonts) => [...fonts].filter(({ status }) => status === "error").map(({ family }) => family).join())',
  );
  if (failed !== '') throw new Error(`fonts did not load: ${String(failed)}`);
}

function printTo(window: BrowserWindow, queue: string): Promise<void> {
  return new Promise((resolve, reject) => {
    window.webContents.print(
      {
        silent: true,
        deviceName: queue,
        pageSize: 'A4',
        margins: { marginType: 'none' },
        printBackground: true,
        color: false,
        copies: 1,
      },
      (success, reason) => {
        if (success) resolve();
        else reject(new Error(`the system did not take the document: ${reason}`));
      },
    );
  });
}

async function inTime<T>(action: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeOut} ms`)), timeOut);
  });
  try {
    return await Promise.race([action, late]);
  } finally {
    clearTimeout(timer);
  }
}
