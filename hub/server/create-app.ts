import type { Socket } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { HubProblem } from '../../domain/wire/problems.ts';
import type { HubTls } from '../tls/hub-tls.ts';
import {
  type AdminRoutesSetting,
  addCareRoutes,
  addKioskAdminRoutes,
  addRosterAdminRoutes,
} from './admin-routes.ts';
import type { Caller } from './caller.ts';
import { createGuard, type TokenHash } from './guard.ts';
import { addKioskRoutes, addPublicRoutes, type KioskRoutesSetting } from './kiosk-routes.ts';
import type { ServerLimits } from './limits.ts';
import type { HubLog } from './log.ts';
import { answerProblem, whence } from './problem-answer.ts';

/** Nothing here is a page, and nothing may be kept or framed. */
const answerHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Builds the hub's web server: it answers once `listen` was called. */
export async function createApp(
  setting: KioskRoutesSetting & AdminRoutesSetting & { tls: HubTls; adminHash: TokenHash },
): Promise<FastifyInstance> {
  const { hub, limits, log, tls, adminHash } = setting;
  const app = fastify({
    ...transport(tls, limits),
    // Our own lines say less: no addresses with queries, no headers.
    logger: false,
    clientErrorHandler: (error, socket) => refuseUnread(error.code, socket, log),
  });
  await app.register(rateLimit, { global: false, cache: 20_000 });
  app.decorateRequest('caller');
  app.removeAllContentTypeParsers();
  // Kept as bytes: the signature covers them as they came.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  const guard = createGuard(app, hub, adminHash, limits);
  app.addHook('onRequest', async (request, reply) => {
    const nobody: Caller = { kind: 'nobody' };
    request.caller = nobody;
    reply.headers(answerHeaders);
    await guard(request);
  });
  app.addHook('onRequestAbort', (request, done) => {
    // A line of hints ends in no other way.
    if (!request.raw.complete) {
      log.warn({ ...whence(request), code: 'bad-request', detail: 'broken off' }, 'refused');
    }
    done();
  });
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply, log));
  app.setNotFoundHandler((request, reply) =>
    answerProblem(new HubProblem('not-found', 'route'), request, reply, log),
  );
  addPublicRoutes(app, setting);
  addKioskRoutes(app, setting);
  addKioskAdminRoutes(app, setting);
  addRosterAdminRoutes(app, setting);
  addCareRoutes(app, setting);
  limitConnections(app, limits, log);
  return app;
}

function transport(tls: HubTls, limits: ServerLimits) {
  return {
    https: {
      cert: tls.server.certificate,
      key: tls.server.key,
      minVersion: 'TLSv1.3',
      handshakeTimeout: limits.handshake,
      headersTimeout: limits.headers,
      connectionsCheckingInterval: limits.lookForSlow,
    },
    bodyLimit: limits.body.usual,
    requestTimeout: limits.request,
    connectionTimeout: limits.idle,
    keepAliveTimeout: limits.idle,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 100 },
  } as const;
}

/** What never became a request: too slow, no HTTP, headers without end. Node's codes say which. */
function refuseUnread(code: string, socket: Socket, log: HubLog): void {
  // The other side went away between two requests: nothing was refused.
  if (code === 'ECONNRESET') return;
  log.warn({ code: 'bad-request', detail: code }, 'refused');
  const status = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
  if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
  socket.destroy();
}

function limitConnections(app: FastifyInstance, limits: ServerLimits, log: HubLog): void {
  app.server.maxConnections = limits.connections;
  app.server.on('drop', () => log.warn({ code: 'busy', detail: 'connections' }, 'refused'));
  app.server.on('tlsClientError', (error: NodeJS.ErrnoException) =>
    log.warn({ code: error.code }, 'TLS refused'),
  );
}
