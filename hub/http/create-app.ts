import type { Socket } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HubProblem, type Problem, problemStatus } from '../../domain/sync/problems.ts';
import { maxStickSize } from '../../domain/sync/stick.ts';
import { platformSchema, updateAnswerSchema, versionSchema } from '../../domain/sync/update.ts';
import type { Accounts } from '../accounts/create-accounts.ts';
import type { Hub } from '../app/hub.ts';
import type { UpdateSource } from '../station/updates.ts';
import { isBeyondBounds } from '../stations/refused-pushes.ts';
import { problemOf as storeProblemOf } from '../store/store-error.ts';
import type { HubTls } from '../tls/hub-tls-schema.ts';
import { type AdminRoutesSetting, addAdminRoutes } from './admin-routes.ts';
import { countInQuery, readValue } from './body.ts';
import { createGuard, stationOf, type TokenHash } from './guard.ts';
import type { ServerLimits } from './limits.ts';
import { createRefusalLog, errorFields, type HubLog, type RefusalLog, stranger } from './log.ts';
import {
  addAccountRoutes,
  addOwnAccountRoutes,
  addSessionRoutes,
  addSignInRoutes,
} from './organiser/account-routes.ts';
import { addApprovalRoutes, addAuditRoute } from './organiser/audit-routes.ts';
import { addOrganiserData } from './organiser/index.ts';
import { addOrderRoutes } from './organiser/order-routes.ts';
import { addCookies, createOrganiserGuard } from './organiser/organiser-guard.ts';
import { addPageFiles } from './organiser/page-files.ts';
import { addPersonPageRoutes, addPurgePageRoutes } from './organiser/privacy-routes.ts';
import { addTicketRoutes } from './organiser/ticket-routes.ts';
import { type RouteEntry, watchRoutes } from './route-table.ts';
import { addPublicRoutes, addStationRoutes, type StationRoutesSetting } from './station-routes.ts';

const platformQuery = z.object({ platform: platformSchema });
const pieceQuery = z.object({
  platform: platformSchema,
  version: versionSchema,
  from: countInQuery,
});

/**
 * Adds the routes for stations about updates of the app. The hub passes updates on unchecked: each
 * station checks the publisher's signature.
 *
 * @param updates null if this hub has no folder for them: then it offers none
 */
function addUpdateRoutes(app: FastifyInstance, updates: UpdateSource | null): void {
  const forStations = { config: { access: 'station' } } as const;
  app.get('/v1/updates', forStations, async (request) => {
    const { platform } = readValue(request.query, platformQuery);
    return updateAnswerSchema.parse({ newest: (await updates?.newest(platform)) ?? null });
  });
  app.get('/v1/updates/piece', forStations, async (request, reply) => {
    const { platform, version, from } = readValue(request.query, pieceQuery);
    const found = await updates?.newest(platform);
    // A newer one has arrived meanwhile: the station starts again.
    if (updates === null || found?.manifest.version !== version) {
      throw new HubProblem('not-found', 'update');
    }
    const piece = await updates.piece(found.manifest, from);
    return reply.header('content-type', 'application/octet-stream').send(Buffer.from(piece));
  });
}

/** No answer of these routes is a page, and none may be cached or framed. */
export const answerHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  // A year (RFC 6797): a browser that visited once accepts only TLS from this host.
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
} as const;

/** Milliseconds after which a station retries when the hub stops: it may be back by then. */
const retryAfterStop = 2_000;

export interface AppSetting extends StationRoutesSetting, AdminRoutesSetting {
  tls: HubTls;
  adminHash: TokenHash;
  accounts: Accounts;
  /** Folder of the built organiser's page (absolute); null if there is none. */
  organiserPage: string | null;
  /** Updates of the app for the stations; null if the hub has no folder for them. */
  updates?: UpdateSource | null;
  /** True once a stop has begun: requests in progress are finished, new ones refused. */
  isStopping: () => boolean;
  /** Whether the administrator may call from other machines than the hub's own; default no. */
  adminFromAnywhere?: boolean;
}

/** Builds the hub's web server and the table of its routes. It answers only after `listen`. */
export async function createApp(
  setting: AppSetting,
): Promise<{ app: FastifyInstance; routes: readonly RouteEntry[] }> {
  const { hub, limits, log, tls, adminHash, accounts, adminFromAnywhere = false } = setting;
  const refusals = createRefusalLog(log);
  const answerTo = (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
    answerProblem(error, request, reply, { log, refusals });
  const app = fastify({
    ...transport(tls, limits),
    // The hub's own log records less: no addresses with queries, no headers.
    logger: false,
    clientErrorHandler: (error, socket) => refuseUnread(error.code, socket, refusals),
    frameworkErrors: answerTo,
  });
  await app.register(rateLimit, { global: false, cache: 20_000 });
  await addCookies(app);
  app.decorateRequest('caller', null);
  app.removeAllContentTypeParsers();
  // Kept as bytes: the signature covers them as received.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  const routes = watchRoutes(app, limits);
  const organiser = createOrganiserGuard(app, { ...accounts, limits });
  const guard = createGuard(app, hub, adminHash, limits, organiser, adminFromAnywhere);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(answerHeaders);
    if (setting.isStopping()) {
      throw new HubProblem('busy', 'stopping', { retryAfter: retryAfterStop });
    }
    await guard(request, reply);
  });
  app.addHook('onSend', async (_request, reply) => {
    // Otherwise the connection would stay open for a next request.
    if (setting.isStopping()) reply.header('connection', 'close');
  });
  // In one place for every route: a station's value beyond a bound is a finding about the station.
  app.addHook('onError', async ({ caller }, _reply, error) => {
    if (caller?.kind === 'station' && isBeyondBounds(error)) {
      hub.noteRefused(caller.station, error);
    }
  });
  app.addHook('onRequestAbort', (request, done) => {
    // Hint lines always end with an abort after a complete request; only broken requests count.
    if (!request.raw.complete) {
      const fields = { ...whence(request), code: 'bad-request', detail: 'broken off' };
      refusals.refused(senderOf(request), fields);
    }
    done();
  });
  app.addHook('onClose', async () => refusals.close());
  app.setErrorHandler(answerTo);
  app.setNotFoundHandler((request, reply) =>
    answerTo(new HubProblem('not-found', 'route'), request, reply),
  );
  addPublicRoutes(app, setting);
  addStationRoutes(app, setting);
  addAdminRoutes(app, setting);
  addStickRoutes(app, hub);
  addUpdateRoutes(app, setting.updates ?? null);
  addOrganiserData(app, {
    hub,
    urls: setting.urls,
    fingerprint: setting.fingerprint,
    audit: accounts.audit,
    limits,
    log,
  });
  addOrganiserRoutes(app, setting);
  addPurgePageRoutes(app, setting);
  addPersonPageRoutes(app, setting);
  addTicketRoutes(app, setting);
  addOrderRoutes(app, setting);
  await addPageFiles(app, setting.organiserPage);
  limitConnections(app, limits, refusals);
  return { app, routes };
}

/** TLS and time limits of a hub's server. */
export function transport(tls: HubTls, limits: ServerLimits) {
  return {
    https: {
      cert: tls.server.certificate,
      key: tls.server.key,
      minVersion: 'TLSv1.3',
      handshakeTimeout: limits.handshake,
      headersTimeout: limits.headers,
      connectionsCheckingInterval: limits.slowCheckInterval,
    },
    requestTimeout: limits.request,
    connectionTimeout: limits.idle,
    keepAliveTimeout: limits.idle,
    forceCloseConnections: 'idle',
    // The hub's own answer is the protocol's `busy`.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 100 },
  } as const;
}

function limitConnections(app: FastifyInstance, limits: ServerLimits, refusals: RefusalLog): void {
  app.server.maxConnections = limits.connections;
  app.server.on('drop', () => refusals.refused(stranger, { code: 'busy', detail: 'connections' }));
  app.server.on('tlsClientError', (error: NodeJS.ErrnoException) =>
    refusals.refused(stranger, { code: error.code }, 'TLS refused'),
  );
}

/** The sender under which the log of refused requests counts a request. */
function senderOf({ caller }: FastifyRequest): string {
  if (caller === null || caller === undefined) return stranger;
  return caller.kind === 'station' ? caller.station.id : caller.kind;
}

/**
 * Sticks: a desk passes one on unchanged, and the administrator imports it. The desk's signature is
 * not needed: the file has the signature of the station whose facts it holds. Importing the same
 * file again changes nothing.
 */
function addStickRoutes(app: FastifyInstance, hub: Hub): void {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  app.post('/v1/stick', { config: { access: 'desk' }, bodyLimit: maxStickSize }, (request) =>
    hub.importStick(fileOf(request), stationOf(request)),
  );
  app.post(
    '/v1/admin/stick',
    { config: { access: 'administrator' }, bodyLimit: maxStickSize },
    (request) => hub.importStick(fileOf(request), null),
  );
}

function fileOf(request: FastifyRequest): Uint8Array {
  const isFile = request.headers['content-type'] === 'application/octet-stream';
  if (!isFile || !Buffer.isBuffer(request.body)) throw new HubProblem('bad-request', 'file');
  return request.body;
}

/** Converts an error to a problem of the protocol; the hub's own faults become `internal`. */
function problemOf(error: unknown): HubProblem {
  if (error instanceof HubProblem) return error;
  const code = textOf(error, 'code');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new HubProblem('too-large', 'body');
  const status = Number(textOf(error, 'statusCode'));
  // Fastify's own refusals: another content type, a cut body, a malformed address …
  if (status >= 400 && status < 500) return new HubProblem('bad-request', code.slice(0, 100));
  return storeProblemOf(error) ?? new HubProblem('internal');
}

function textOf(error: unknown, property: string): string {
  if (typeof error !== 'object' || error === null) return '';
  return String(Object.getOwnPropertyDescriptor(error, property)?.value ?? '');
}

/** Answers with the problem, and logs the refusal: code, station and route. */
export function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { log, refusals }: { log: HubLog; refusals: RefusalLog },
): void {
  const problem = problemOf(error);
  const fields = { ...whence(request), code: problem.code, detail: problem.detail };
  if (problem.code === 'internal') log.error({ ...fields, ...errorFields(error) }, 'failed');
  else refusals.refused(senderOf(request), fields);
  reply.code(problemStatus[problem.code]);
  if (problem.retryAfter !== null)
    reply.header('retry-after', Math.ceil(problem.retryAfter / 1000));
  // Close the connection instead of waiting for the rest of a refused body.
  if (!request.raw.complete) reply.header('connection', 'close');
  reply
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify(wire(problem)));
}

function wire({ code, detail, retryAfter, head }: HubProblem): Problem {
  return { code, detail: detail.slice(0, 500), retryAfter, head };
}

/** Where a request came from, for the log: no names, no tokens, no query. */
function whence(request: FastifyRequest): object {
  // Missing if a request failed before it had a route (an invalid address).
  const { caller } = request;
  return {
    route: `${request.method} ${request.routeOptions.url ?? '?'}`,
    station: caller?.kind === 'station' ? caller.station.id : null,
    address: request.ip,
  };
}

/** Refuses data that never became a request (too slow, not HTTP, endless headers). */
function refuseUnread(nodeCode: string, socket: Socket, refusals: RefusalLog): void {
  // The client closed between two requests: nothing was refused.
  if (nodeCode === 'ECONNRESET') return;
  // No request was sent: browsers open connections ahead, and a busy computer is slow to start. An
  // answer could be taken for the answer to a request that is on its way. After a closed connection
  // the client sends that request again.
  if (socket.bytesRead === 0) {
    socket.destroy();
    return;
  }
  const code = nodeCode === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'bad-request';
  const problem = new HubProblem(code, nodeCode);
  const fields = { code, detail: nodeCode, address: socket.remoteAddress ?? null };
  refusals.refused(stranger, fields);
  const body = JSON.stringify(wire(problem));
  if (socket.writable) {
    const head = [
      `HTTP/1.1 ${problemStatus[code]} Refused`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroySoon();
}

interface OrganiserSetting {
  accounts: Accounts;
  urls: () => string[];
  log: HubLog;
}

function addOrganiserRoutes(app: FastifyInstance, { accounts, urls, log }: OrganiserSetting): void {
  const setting = { accounts, audit: accounts.audit, urls, log };
  addSignInRoutes(app, setting);
  addSessionRoutes(app, setting);
  addOwnAccountRoutes(app, setting);
  addAccountRoutes(app, setting);
  addAuditRoute(app, setting);
  addApprovalRoutes(app, setting);
}
