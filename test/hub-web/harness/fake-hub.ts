import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { buildOrganiserPageIfChanged } from '../../../tools/organiser-page.mjs';
import { root } from '../../../tools/runtime.mjs';
import { answerOf, type FakeState } from './answers.ts';
import { admitNext, makeWorld } from './world.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/** Of the page files of a hub: nothing inline, no other host. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; require-trusted-types-for 'script'";

/** A pretended hub with the built page, which tests can change and break. */
export interface FakeHub {
  /** Ends in `/organiser/`. */
  url: string;
  state: FakeState;
  /** Admits somebody, and hints so. */
  admit(): void;
  /** Ends all live lines; `isDown` also refuses new ones and every question until it is called again. */
  cut(isDown: boolean): void;
  close(): Promise<void>;
}

/** Serves the built page and answers its questions from the hub's schemas, on localhost without TLS. */
export async function startFakeHub(): Promise<FakeHub> {
  await buildOrganiserPageIfChanged();
  const state: FakeState = {
    world: makeWorld({ isEmpty: false }),
    emptyWorld: makeWorld({ isEmpty: true }),
    ended: new Set(),
    isDown: false,
  };
  const lines = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    void handle(request, response, state, lines);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/organiser/`,
    state,
    admit: () => {
      admitNext(state.world);
      for (const line of lines) line.write('data: {"what":"facts"}\n\n');
    },
    cut: (isDown) => {
      state.isDown = isDown;
      for (const line of lines) line.destroy();
      lines.clear();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  state: FakeState,
  lines: Set<ServerResponse>,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname.startsWith('/organiser')) return sendFile(url.pathname, response);
  if (state.isDown) {
    response.destroy();
    return;
  }
  const body = await readBody(request);
  const role = /role=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null;
  const session = role === null || state.ended.has(role) ? null : role;
  if (url.pathname === '/v1/organiser/live' && session !== null) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': here\n\n');
    lines.add(response);
    response.once('close', () => lines.delete(response));
    return;
  }
  const {
    status,
    answer,
    headers = {},
  } = answerOf(state, {
    method: request.method ?? 'GET',
    url,
    body,
    role: session,
    isEmpty: /scene=empty/.test(request.headers.cookie ?? ''),
  });
  const isFile = answer instanceof Uint8Array;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(isFile ? answer : JSON.stringify(answer));
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

function sendFile(path: string, response: ServerResponse): void {
  const name = normalize(path.replace(/^\/organiser\/?/, '')) || '.';
  const file = join(root, 'out/organiser', name === '.' ? 'index.html' : name);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  const isPage = extname(file) === '.html';
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cache-control': isPage ? 'no-store' : 'max-age=86400, immutable',
    ...(isPage ? { 'content-security-policy': policy } : {}),
  });
  createReadStream(file).pipe(response);
}
