import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OrganiserRight } from '../../../domain/wire/organiser-access.ts';
import type { AuditAction } from '../../../domain/wire/organiser-audit.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import type { AuditLog, AuditNote } from '../../accounts/audit.ts';
import type { SignedIn } from '../../accounts/sessions.ts';
import { errorFields, type HubLog } from '../log.ts';

/** What a route needs of whoever calls it: a right of the table, a session, or nothing. */
export type RouteRight = OrganiserRight | 'signed-in' | 'anyone';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of routes with the access word `organiser`. */
    organiser?: { right: RouteRight; audit: AuditAction | null };
  }
}

/** What every organiser's route works with. */
export interface OrganiserRouteSetting {
  audit: Pick<AuditLog, 'write'>;
  log: HubLog;
}

/** A request to a route for anyone (signing in). */
export interface OpenCall {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** A request of somebody who is signed in and has the route's right. */
export interface OrganiserCall extends OpenCall {
  session: SignedIn;
  /** Adds to the audit's entry: whom it was about, what was typed, how many persons were shown. Words said later win. */
  note(what: AuditNote): void;
  /** Asks the store anew whether the session and its right still stand: for answers that stay open (server-sent events). */
  stillAllowed(): Promise<boolean>;
}

/** Bytes of a request where the route says no other number. */
const usualBody = 64 * 1024;

interface RouteOf<Right extends RouteRight, Call> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: `/v1/organiser/${string}`;
  right: Right;
  /** As what it is recorded; null for what neither shows a person nor changes anything. */
  audit: AuditAction | null;
  /** Only within `proofLifetime` after the pass phrase: `unauthorised` (`prove-again`) else. */
  asksAgain?: boolean;
  /** Largest body in bytes; the usual one unless said. */
  bodyLimit?: number;
  /**
   * Its answer is sent as JSON. A handler that sends by `reply` itself returns what `reply.send` returned; one that
   * hijacks the reply writes what it has to record with `audit: null` and `AuditLog.write` before its first byte.
   */
  handler: (call: Call) => unknown;
}

/** A route of the organiser's page for whoever is signed in and has the right. */
export type OrganiserRoute = RouteOf<OrganiserRight | 'signed-in', OrganiserCall>;
/** A route by which somebody signs in. */
export type OpenRoute = Omit<RouteOf<'anyone', OpenCall>, 'right' | 'audit' | 'asksAgain'>;

/**
 * Adds a route of the organiser's page. Every one goes through here: the guard checks session, right, origin and the
 * token against forged requests before the body is read, and the entry of the audit is in the store before the
 * answer leaves, so that nobody sees what is not recorded.
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
 * Adds a route by which somebody signs in. The guard checks its origin, and how often an address comes; what happens
 * is recorded by whoever answers.
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
    // Nobody asks for a head alone, and of an answer that stays open it would never come.
    exposeHeadRoute: false,
    // Said for each route: a parser of another kind of body may take far more.
    bodyLimit: bodyLimit ?? usualBody,
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
