import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

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

/** Clears the session's cookie. */
export function takeCookie(reply: FastifyReply): void {
  reply.clearCookie(names.session, attributes);
}
