import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { HubProblem } from '../../domain/wire/problems.ts';
import type { Accounts } from '../accounts/create-accounts.ts';
import type { UpdateSource } from '../service/update/update-source.ts';
import type { HubTls } from '../tls/hub-tls-schema.ts';
import {
  type AdminRoutesSetting,
  addCareRoutes,
  addKioskAdminRoutes,
  addRosterAdminRoutes,
} from './admin-routes.ts';
import { addConnectorRoutes } from './connector-routes.ts';
import { addDayRoutes } from './day-routes.ts';
import { createGuard, type TokenHash } from './guard.ts';
import { addJudgingRoutes } from './judging-routes.ts';
import { addKioskRoutes, addPublicRoutes, type KioskRoutesSetting } from './kiosk-routes.ts';
import type { ServerLimits } from './limits.ts';
import type { HubLog } from './log.ts';
import { addAccountAdminRoutes } from './organiser/account-routes.ts';
import { addOrganiserRoutes } from './organiser/add-routes.ts';
import { addCookies } from './organiser/cookies.ts';
import { createOrganiserGuard } from './organiser/organiser-guard.ts';
import { addPageFiles } from './organiser/page-files.ts';
import { addOrganiserData } from './organiser-routes/index.ts';
import { addOrderRoutes } from './organiser-routes/order-routes.ts';
import { addPersonPageRoutes, addPurgePageRoutes } from './organiser-routes/privacy-routes.ts';
import { addTicketRoutes } from './organiser-routes/ticket-routes.ts';
import { addPrivacyRoutes } from './privacy-routes.ts';
import { answerProblem, refuseUnread, whence } from './problem-answer.ts';
import { type RouteEntry, watchRoutes } from './route-table.ts';
import { addStickRoutes } from './stick-routes.ts';
import { addUpdateRoutes } from './update-routes.ts';

/** Nothing here is a page, and nothing may be kept or framed. */
const answerHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  // A year (RFC 6797): a browser that was here once takes no answer without TLS from this name.
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
} as const;

/** Milliseconds after which a kiosk asks again a hub that stops: it may be back by then. */
const retryAfterStop = 2_000;

/** What the web server works with. */
export interface AppSetting extends KioskRoutesSetting, AdminRoutesSetting {
  tls: HubTls;
  adminHash: TokenHash;
  /** Who uses the organiser's page. */
  accounts: Accounts;
  /** Folder of the built organiser's page (absolute); null where there is none. */
  organiserPage: string | null;
  /** Updates of the app for the stations; null where the hub has no place for them. */
  updates?: UpdateSource | null;
  /** True from the beginning of a stop on: requests under way are finished, no further ones begun. */
  isStopping: () => boolean;
  /** Whether the administrator may call from other machines than the hub's own; not unless said. */
  adminFromAnywhere?: boolean;
}

/** Builds the hub's web server, and the table of its routes: it answers once `listen` was called. */
export async function createApp(
  setting: AppSetting,
): Promise<{ app: FastifyInstance; routes: readonly RouteEntry[] }> {
  const { hub, limits, log, tls, adminHash, accounts, adminFromAnywhere = false } = setting;
  const app = fastify({
    ...transport(tls, limits),
    // Our own lines say less: no addresses with queries, no headers.
    logger: false,
    clientErrorHandler: (error, socket) => refuseUnread(error.code, socket, log),
    frameworkErrors: (error, request, reply) => answerProblem(error, request, reply, log),
  });
  await app.register(rateLimit, { global: false, cache: 20_000 });
  await addCookies(app);
  app.decorateRequest('caller', null);
  app.removeAllContentTypeParsers();
  // Kept as bytes: the signature covers them as they came.
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
    // Or the connection would stay open for a next request that is not to come.
    if (setting.isStopping()) reply.header('connection', 'close');
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
  addDayRoutes(app, hub);
  addPrivacyRoutes(app, setting);
  addJudgingRoutes(app, setting.hub);
  addConnectorRoutes(app, setting);
  addStickRoutes(app, hub);
  addUpdateRoutes(app, setting.updates ?? null);
  addOrganiserData(app, {
    hub,
    urls: setting.urls,
    pin: setting.pin,
    audit: accounts.audit,
    limits,
    log,
  });
  addAccountAdminRoutes(app, setting);
  addOrganiserRoutes(app, setting);
  addPurgePageRoutes(app, setting);
  addPersonPageRoutes(app, setting);
  addTicketRoutes(app, setting);
  addOrderRoutes(app, setting);
  await addPageFiles(app, setting.organiserPage);
  limitConnections(app, limits, log);
  return { app, routes };
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
    requestTimeout: limits.request,
    connectionTimeout: limits.idle,
    keepAliveTimeout: limits.idle,
    forceCloseConnections: 'idle',
    // Our own answer says `busy` in the protocol's words.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 100 },
  } as const;
}

function limitConnections(app: FastifyInstance, limits: ServerLimits, log: HubLog): void {
  app.server.maxConnections = limits.connections;
  app.server.on('drop', () => log.warn({ code: 'busy', detail: 'connections' }, 'refused'));
  app.server.on('tlsClientError', (error: NodeJS.ErrnoException) =>
    log.warn({ code: error.code }, 'TLS refused'),
  );
}
