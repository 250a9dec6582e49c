import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OrganiserRight } from '../../../domain/organiser/access.ts';
import type { AuditAction } from '../../../domain/organiser/audit.ts';
import type { RouteRight } from '../../../domain/organiser/route.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import type { AuditLog, AuditNote } from '../../accounts/audit.ts';
import type { SignedIn } from '../../accounts/sessions.ts';
import { errorFields, type HubLog } from '../log.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For routes with `access: 'organiser'`. */
    organiser?: { right: RouteRight; audit: AuditAction | null };
  }
}

export interface OrganiserRouteSetting {
  audit: Pick<AuditLog, 'write'>;
  log: HubLog;
}

/** A request to a route for anyone (signing in). */
export interface OpenCall {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** A request of a signed-in user who has the route's right. */
export interface OrganiserCall extends OpenCall {
  session: SignedIn;
  /**
   * Adds delegate, search text or number of people shown to the audit's entry. Later values win.
   */
  note(what: AuditNote): void;
  /** Whether session and right are still valid, for answers that stay open (server-sent events). */
  stillAllowed(): Promise<boolean>;
}

/** Bytes of a request if the route sets no other limit. */
const defaultBody = 64 * 1024;

interface RouteOf<Right extends RouteRight, Call> {
  method: 'GET' | 'POST';
  url: `/v1/organiser/${string}`;
  right: Right;
  /** The audit's action; null for a route that neither shows a person nor changes anything. */
  audit: AuditAction | null;
  /** Needs the password within `proofLifetime`; else `unauthorised` (`prove-again`). */
  asksAgain?: boolean;
  /** Max body in bytes; default {@link defaultBody}. */
  bodyLimit?: number;
  /**
   * Returns the result, which is sent as JSON. A handler that sends with `reply` itself returns
   * what `reply.send` returned. One that hijacks it has `audit: null` and calls `AuditLog.write`
   * before it sends.
   */
  handler: (call: Call) => unknown;
}

export type OrganiserRoute = RouteOf<OrganiserRight | 'signed-in', OrganiserCall>;
export type OpenRoute = Omit<RouteOf<'anyone', OpenCall>, 'right' | 'audit' | 'asksAgain'>;

/**
 * Adds a route of the organiser's page. All of them are added here: before the body is read, the
 * guard checks session, right, origin and the token against forged requests. The audit's entry is
 * stored before the answer is sent, so that no one sees data without a record.
 */
export function addOrganiserRoute(
  app: FastifyInstance,
  setting: OrganiserRouteSetting,
  route: OrganiserRoute,
): void {
  const { right, audit } = route;
  add(app, route, { right, audit }, (request, reply) => recorded(setting, route, request, reply));
}

/**
 * Adds a route for signing in. The guard checks its origin and the rate of the address; the handler
 * records the call.
 */
export function addOpenRoute(app: FastifyInstance, route: OpenRoute): void {
  const config = { right: 'anyone', audit: null } as const;
  add(app, route, config, (request, reply) => route.handler({ request, reply }));
}

function add(
  app: FastifyInstance,
  { method, url, bodyLimit }: Pick<OrganiserRoute, 'method' | 'url' | 'bodyLimit'>,
  organiser: { right: RouteRight; audit: AuditAction | null },
  handler: (request: FastifyRequest, reply: FastifyReply) => unknown,
): void {
  app.route({
    method,
    url,
    config: { access: 'organiser', organiser },
    // No client needs HEAD, and for an answer that stays open it would never end.
    exposeHeadRoute: false,
    // Set for each route: the parser of another content type may accept much more.
    bodyLimit: bodyLimit ?? defaultBody,
    handler,
  });
}

async function recorded(
  { audit, log }: OrganiserRouteSetting,
  route: OrganiserRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { caller } = request;
  if (caller?.kind !== 'organiser') throw new HubProblem('unauthorised', 'session');
  const { session, stillAllowed } = caller;
  if (route.asksAgain === true && !session.isProved) {
    throw new HubProblem('unauthorised', 'prove-again');
  }
  let said: AuditNote = {};
  const note = (what: AuditNote): void => {
    said = { ...said, ...what };
  };
  const write = async (outcome: 'done' | 'failed'): Promise<void> => {
    if (route.audit === null) return;
    const { account } = session;
    await audit.write(
      { actor: account.id, action: route.audit, outcome, address: request.ip },
      said,
    );
  };
  let answer: unknown;
  try {
    answer = await route.handler({ request, reply, session, note, stillAllowed });
  } catch (error) {
    await write('failed').catch((problem: unknown) =>
      log.error(errorFields(problem), 'audit: not written'),
    );
    throw error;
  }
  await write('done');
  return answer;
}
