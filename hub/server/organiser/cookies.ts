import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * The two cookies of the organiser's page. `__Host-`: this host alone, over TLS alone, for every path. No script reads
 * them, and no other site's link, form or frame sends them.
 */
const names = { session: '__Host-lanyard-session', browser: '__Host-lanyard-browser' } as const;

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;

/** Seconds that a browser is known for; browsers keep no cookie for longer than 400 days. */
const knownFor = 90 * 24 * 60 * 60;

/** Teaches the server cookies. They are read where they are needed: kiosks have none. */
export async function addCookies(app: FastifyInstance): Promise<void> {
  await app.register(cookie, { hook: false });
}

/** The token in one of the cookies; null where there is none, or a text that is no token of ours. */
export function cookieToken(request: FastifyRequest, which: keyof typeof names): string | null {
  const { cookie: header } = request.headers;
  if (header === undefined) return null;
  const value = request.server.parseCookie(header)[names[which]];
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null;
}

/** Gives the session's cookie, which goes with the browser's end, and the one by which the browser is known again. */
export function giveCookies(
  reply: FastifyReply,
  { session, browser }: { session: string; browser: string },
): void {
  reply.setCookie(names.session, session, attributes);
  reply.setCookie(names.browser, browser, { ...attributes, maxAge: knownFor });
}

/** Takes the session's cookie back. */
export function takeCookie(reply: FastifyReply): void {
  reply.clearCookie(names.session, attributes);
}
