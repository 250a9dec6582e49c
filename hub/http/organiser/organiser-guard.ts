import { timingSafeEqual } from 'node:crypto';
import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { csrfHeader, organiserMay } from '../../../domain/organiser/access.ts';
import type { AuditAction } from '../../../domain/organiser/audit.ts';
import type { RouteRight } from '../../../domain/organiser/route.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import type { AuditLog } from '../../accounts/audit.ts';
import type { Sessions, SignedIn } from '../../accounts/sessions.ts';
import { secretHash } from '../../base/texts.ts';
import { limiterOf, type ServerLimits } from '../limits.ts';

/**
 * The two cookies of the organiser's page. `__Host-`: only this host, only over TLS, every path. No
 * script reads them, and no other site's link, form or frame sends them.
 */
const names = { session: '__Host-lanyard-session', browser: '__Host-lanyard-browser' } as const;

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;

/** Seconds for which a browser is known; browsers keep no cookie for longer than 400 days. */
const knownFor = 90 * 24 * 60 * 60;

/** Adds cookie support to the server. Cookies are read only when needed: stations have none. */
export async function addCookies(app: FastifyInstance): Promise<void> {
  await app.register(cookie, { hook: false });
}

/** The token in one of the cookies; null if there is none, or the text is not a token. */
export function cookieToken(request: FastifyRequest, which: keyof typeof names): string | null {
  const { cookie: header } = request.headers;
  if (header === undefined) return null;
  const value = request.server.parseCookie(header)[names[which]];
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

/** Sets the session's cookie, which ends with the browser, and the known browser's cookie. */
export function giveCookies(
  reply: FastifyReply,
  { session, browser }: { session: string; browser: string },
): void {
  reply.setCookie(names.session, session, attributes);
  reply.setCookie(names.browser, browser, { ...attributes, maxAge: knownFor });
}

export function takeCookie(reply: FastifyReply): void {
  reply.clearCookie(names.session, attributes);
}

export interface OrganiserGuardSetting {
  sessions: Pick<Sessions, 'ofToken' | 'find'>;
  audit: Pick<AuditLog, 'write'>;
  isKnownBrowser: (token: string) => Promise<boolean>;
  limits: Pick<ServerLimits, 'perAccount' | 'perAddress' | 'signInPerAddress'>;
}

/**
 * Creates the check of every organiser's route, before its body is read. A changing request must
 * come from this hub's own page; the user must be signed in, within the limits, with the token
 * against forged requests and the route's right. Register `@fastify/rate-limit` first.
 *
 * @returns a hook that throws HubProblem `unauthorised` (`session`), `not-allowed` (`origin`,
 *   `csrf`, `right`), `too-many-requests`
 */
export function createOrganiserGuard(
  app: FastifyInstance,
  setting: OrganiserGuardSetting,
): (request: FastifyRequest) => Promise<void> {
  const { sessions, limits } = setting;
  const perAccount = limiterOf(app, limits.perAccount, ({ caller }) =>
    caller?.kind === 'organiser' ? caller.session.account.id : '',
  );
  const perAddress = limiterOf(app, limits.perAddress, ({ ip }) => ip);
  const signIns = limiterOf(app, limits.signInPerAddress, ({ ip }) => ip);
  const knownSignIns = limiterOf(app, limits.signInPerAddress, (request) =>
    secretHash(cookieToken(request, 'browser') ?? ''),
  );
  return async (request) => {
    const route = request.routeOptions.config.organiser;
    if (route === undefined) throw new HubProblem('not-allowed', 'no right');
    const isChange = request.method !== 'GET' && request.method !== 'HEAD';
    if (route.right === 'anyone') {
      // Counted separately: a stranger at the same address must not lock a known browser out
      // (OWASP).
      const browser = cookieToken(request, 'browser');
      const isKnown = browser !== null && (await setting.isKnownBrowser(browser));
      await (isKnown ? knownSignIns : signIns)(request);
      if (isChange) checkOrigin(request);
      return;
    }
    const token = cookieToken(request, 'session');
    const session = token === null ? null : await sessions.ofToken(token);
    if (token === null || session === null) {
      // Counted only now, so that a stranger cannot block users behind the same address.
      await perAddress(request);
      throw new HubProblem('unauthorised', 'session');
    }
    const { right } = route;
    const stillAllowed = async (): Promise<boolean> => {
      const now = await sessions.find(token);
      return now !== null && mayCall(now, right);
    };
    request.caller = { kind: 'organiser', session, stillAllowed };
    await perAccount(request);
    if (isChange) {
      checkOrigin(request);
      checkCsrf(request, session);
    }
    if (!mayCall(session, right)) await refuse(setting, request, session, route.audit);
  };
}

function mayCall({ account }: SignedIn, right: Exclude<RouteRight, 'anyone'>): boolean {
  return right === 'signed-in' || organiserMay(account.role, right);
}

/** Records refused attempts like permitted actions. */
async function refuse(
  { audit }: OrganiserGuardSetting,
  request: FastifyRequest,
  { account }: SignedIn,
  action: AuditAction | null,
): Promise<never> {
  if (action !== null) {
    const detail = `${request.method} ${request.routeOptions.url ?? ''}`;
    const head = { actor: account.id, action, outcome: 'refused', address: request.ip } as const;
    await audit.write(head, { detail });
  }
  throw new HubProblem('not-allowed', 'right');
}

/**
 * Checks the page that a changing request comes from: browsers report it, and no script can change
 * the report. A request without it does not come from the hub's page. Throws HubProblem
 * `not-allowed`.
 */
export function checkOrigin({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  const isOurs = headers.origin === `https://${headers.host ?? ''}`;
  if (!isOurs || (site !== undefined && site !== 'same-origin')) {
    throw new HubProblem('not-allowed', 'origin');
  }
}

function checkCsrf({ headers }: FastifyRequest, { csrf }: SignedIn): void {
  const given = Buffer.from(String(headers[csrfHeader] ?? ''));
  const expected = Buffer.from(csrf);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new HubProblem('not-allowed', 'csrf');
  }
}
