import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type ProtocolResponse, protocol } from 'electron';
import { appHost, appScheme, fileOfPath, type PageFolders } from '../../base/own-pages.ts';

/**
 * Allows no inline script or style, and nothing from elsewhere. `wasm-unsafe-eval` lets the
 * decoder's own WebAssembly compile; `data:` and `blob:` pictures are the badge preview. Text
 * cannot become markup or script. Addresses of workers pass the only Trusted Types policy, in
 * renderer/scanning/camera/own-scripts.ts.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "font-src 'self'",
  "media-src 'self' blob: mediastream:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Answers of the protocol besides the file itself (RFC 9110). */
const notFound = { statusCode: 404, data: Buffer.alloc(0) };

export interface Pages {
  /** Resolves once a page requests its code. It then has its preload, which this thread reads. */
  readonly codeAsked: Promise<void>;
  /** From now on files are read asynchronously, as an operator may be using the desk. */
  readBeside(): void;
}

/**
 * Serves the built pages at app://lanyard/ and the badges' fonts at app://lanyard/fonts/, and
 * nothing outside of these two folders. Uses the older of Electron's two interfaces: the newer one
 * (`protocol.handle`) loads Node's whole fetch for its first answer, a tenth of a second of every
 * start (decision 020).
 *
 * Until `readBeside` a file is read synchronously: an asynchronous read takes four turns of this
 * thread, and parts of the station that is being loaded would run between them.
 */
export function servePages(folders: PageFolders): Pages {
  let isBeside = false;
  let tellAsked: () => void = () => undefined;
  const codeAsked = new Promise<void>((resolve) => {
    tellAsked = resolve;
  });
  protocol.registerBufferProtocol(appScheme, (request, answer) => {
    const file = fileOf(folders, request.url);
    if (file === null) return answer(notFound);
    if (file.type === contentTypes['.js']) tellAsked();
    if (!isBeside) return answer(answerAtOnce(file));
    void readFile(file.path).then(
      (data) => answer(answerOf(file, data)),
      () => answer(notFound),
    );
  });
  return {
    codeAsked,
    readBeside: () => {
      isBeside = true;
    },
  };
}

interface PageFile {
  path: string;
  type: string;
}

function fileOf(folders: PageFolders, address: string): PageFile | null {
  const url = new URL(address);
  const path = url.host === appHost ? fileOfPath(folders, url.pathname) : null;
  const type = path === null ? undefined : contentTypes[extname(path)];
  return path === null || type === undefined ? null : { path, type };
}

function answerAtOnce(file: PageFile): ProtocolResponse {
  try {
    return answerOf(file, readFileSync(file.path));
  } catch {
    return notFound;
  }
}

function answerOf({ type }: PageFile, data: Buffer): ProtocolResponse {
  return {
    data,
    mimeType: mimeOf(type),
    charset: 'utf-8',
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    },
  };
}

function mimeOf(type: string): string {
  return type.replace(/;.*/, '');
}
