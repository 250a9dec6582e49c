import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserWindow, type Session, session } from 'electron';
import { appHost, appOrigin, appScheme } from '../base/own-pages.ts';
import { createTurns } from '../base/turns.ts';
import type { SystemPrinting } from '../printing/transport/system-printing.ts';
import { type PaperPrinting, paperStylePath } from './emergency-paper.ts';

/** Milliseconds for showing a paper, or for an answer of the system. */
const timeOut = 60_000;
const pagePath = '/paper.html';
const fontsPath = '/fonts/';
/** No script at all: the paper is text. */
const policy = "default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors 'none'";

/**
 * Prints papers from hidden, sandboxed windows without preload, in a separate session that serves
 * only the paper, its style and the bundled fonts. One paper at a time.
 *
 * @param fonts folder of the bundled fonts
 * @param system lists the system's printers
 */
export function createElectronPaper(
  fonts: string,
  system: Pick<SystemPrinting, 'printers'>,
): PaperPrinting {
  let shown: Uint8Array | null = null;
  let own: Session | null = null;
  const next = createTurns();

  const show = async (paper: Uint8Array, queue: string): Promise<void> => {
    shown = paper;
    own ??= paperSession(fonts, () => shown);
    const window = openPaperWindow(own);
    try {
      await inTime(showPaper(window));
      await inTime(printTo(window, queue));
    } finally {
      shown = null;
      if (!window.isDestroyed()) window.destroy();
    }
  };
  return {
    printers: async () => (await system.printers()).map(({ queue, name }) => ({ queue, name })),
    print: (paper, queue) => next(() => show(paper, queue)),
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
function paperSession(fonts: string, shown: () => Uint8Array | null): Session {
  const own = session.fromPartition('paper', { cache: false });
  own.webRequest.onBeforeRequest(({ url }, decide) =>
    decide({ cancel: new URL(url).protocol !== `${appScheme}:` }),
  );
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.protocol.handle(appScheme, async (request) => {
    const { host, pathname } = new URL(request.url);
    try {
      if (host !== appHost) return nothing();
      if (pathname === pagePath) {
        const paper = shown();
        return paper === null ? nothing() : answer(paper, 'text/html; charset=utf-8');
      }
      if (pathname === paperStylePath) {
        const { printableStyle } = await import('../../reports/write/print/printable-page.ts');
        const style = printableStyle((name) => `${fontsPath}${name}`);
        return answer(Buffer.from(style), 'text/css; charset=utf-8');
      }
      const { fontFiles } = await import('../../platform/fonts/font-files.ts');
      const font = fontFiles.find(({ name }) => pathname === `${fontsPath}${name}`);
      if (font === undefined) return nothing();
      return answer(await readFile(join(fonts, font.name)), 'font/ttf');
    } catch {
      return nothing();
    }
  });
  return own;
}

function nothing(): Response {
  return new Response(null, { status: 404 });
}

function answer(bytes: Uint8Array, type: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
    },
  });
}

/** Loads the paper and waits for its fonts: a letter in another font could change a name. */
async function showPaper(window: BrowserWindow): Promise<void> {
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
        else reject(new Error(`the system did not take the paper: ${reason}`));
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
