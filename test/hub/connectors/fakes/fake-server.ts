import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { prepareHubTls } from '../../../../hub/tls/hub-tls.ts';

/** What a fake server does to a request instead of answering it, or after executing it. */
export type Fault =
  /** The connection is cut before anything was done. */
  | { kind: 'cut' }
  /** The request is executed, and the connection cut before the answer. */
  | { kind: 'cut-after-commit' }
  /** An answer that is shorter than its stated length. */
  | { kind: 'cut-midway'; body: string; length: number }
  | {
      kind: 'answer';
      status: number;
      body: string;
      type: string;
      headers?: Record<string, string>;
    };

/** The answer of another program in between: a proxy's page. */
export const oddPage: Fault = {
  kind: 'answer',
  status: 404,
  body: '<html>Not here</html>',
  type: 'text/html',
};

export const json = (status: number, body: object, headers?: Record<string, string>): Fault => ({
  kind: 'answer',
  status,
  body: JSON.stringify(body),
  type: 'application/json',
  ...(headers === undefined ? {} : { headers }),
});

/** Made once per test file: keys take longer than the rest of a start. */
let madeTls: ReturnType<typeof prepareHubTls> | null = null;

export type FakeServer = Awaited<ReturnType<typeof startFake>>;

/** Starts an HTTPS server with its own authority and the routes that `build` adds. */
export async function startFake(build: (app: FastifyInstance) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-fake-'));
  madeTls ??= prepareHubTls(null, ['localhost', '127.0.0.1'], Date.now());
  const tls = await madeTls;
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, tls.authority.certificate);
  const app = fastify({
    https: { cert: tls.server.certificate, key: tls.server.key },
    forceCloseConnections: true,
  });
  const requests: string[] = [];
  const faults: { path: string; fault: Fault }[] = [];
  const late = new WeakSet<FastifyRequest>();
  app.addHook('onRequest', async (request, reply) => {
    requests.push(`${request.method} ${request.url}`);
    const index = faults.findIndex(({ path }) => request.url.includes(path));
    const [found] = index < 0 ? [] : faults.splice(index, 1);
    if (found === undefined) return;
    if (found.fault.kind === 'cut-after-commit') late.add(request);
    else return meet(found.fault, request, reply);
  });
  app.addHook('onSend', async (request) => {
    if (late.has(request)) request.raw.socket.destroy();
  });
  build(app);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    /** PEM file of the authority. */
    authority,
    folder,
    /** Method and path with query of every request so far. */
    requests,
    /** The next requests whose path contains this get these faults, in order. */
    fail: (path: string, ...more: Fault[]): void => {
      faults.push(...more.map((fault) => ({ path, fault })));
    },
    /** Writes a file that only its owner may read; returns its path. */
    secretFile: (name: string, text: string): string => {
      const file = join(folder, name);
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    },
    close: async (): Promise<void> => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function meet(
  fault: Exclude<Fault, { kind: 'cut-after-commit' }>,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (fault.kind === 'cut') {
    request.raw.socket.destroy();
    return reply.hijack();
  }
  if (fault.kind === 'cut-midway') {
    reply.raw.writeHead(200, { 'content-type': 'text/csv', 'content-length': fault.length });
    reply.raw.write(fault.body, () => request.raw.socket.destroy());
    return reply.hijack();
  }
  return reply
    .code(fault.status)
    .headers({ 'content-type': fault.type, ...fault.headers })
    .send(fault.body);
}
