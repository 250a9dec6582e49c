import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type openSessionsSchema,
  passwordChangeSchema,
  proveAgainSchema,
  type recoveryCodesAnswerSchema,
  recoveryCodesRequestSchema,
  type SessionAnswer,
  type SetUpAnswer,
  type SetUpDone,
  type SignInAnswer,
  setUpFinishSchema,
  setUpRequestSchema,
  signInCodeRequestSchema,
  signInRequestSchema,
} from '../../../domain/hub-hosting/organiser-access.ts';
import type { Accounts } from '../../accounts/create-accounts.ts';
import { sessionAnswer } from '../../accounts/sessions.ts';
import type { Opened, SigningBrowser } from '../../accounts/sign-in.ts';
import { readBody, readValue } from '../body.ts';
import { cookieToken, giveCookies, takeCookie } from './cookies.ts';
import { addOpenRoute, addOrganiserRoute, type OrganiserRouteSetting } from './route.ts';

/** What the routes for signing in and for one's own account need. */
export interface AccessRoutesSetting extends OrganiserRouteSetting {
  accounts: Accounts;
}

const idSchema = z.object({ id: z.uuid() });

/** Sign-in and set-up: the only routes for anyone. The services record what happens. */
export function addSignInRoutes(app: FastifyInstance, setting: AccessRoutesSetting): void {
  const { signIn, setUp } = setting.accounts;
  addOpenRoute(app, {
    method: 'POST',
    url: '/v1/organiser/sign-in',
    handler: ({ request }): Promise<SignInAnswer> =>
      signIn.begin(readBody(request, signInRequestSchema), browserOf(request)),
  });
  addOpenRoute(app, {
    method: 'POST',
    url: '/v1/organiser/sign-in/code',
    handler: async ({ request, reply }): Promise<SessionAnswer> => {
      const body = readBody(request, signInCodeRequestSchema);
      return opened(setting, request, reply, await signIn.finish(body, browserOf(request)));
    },
  });
  addOpenRoute(app, {
    method: 'POST',
    url: '/v1/organiser/set-up',
    handler: ({ request }): Promise<SetUpAnswer> =>
      setUp.begin(readBody(request, setUpRequestSchema).code, browserOf(request)),
  });
  addOpenRoute(app, {
    method: 'POST',
    url: '/v1/organiser/set-up/finish',
    handler: async ({ request, reply }): Promise<SetUpDone> => {
      const body = readBody(request, setUpFinishSchema);
      const done = await setUp.finish(body, browserOf(request));
      const session = await opened(setting, request, reply, done);
      return { session, recoveryCodes: done.recoveryCodes };
    },
  });
}

/** One's own session. */
export function addSessionRoutes(app: FastifyInstance, setting: AccessRoutesSetting): void {
  const { sessions, now } = setting.accounts;
  addOrganiserRoute(app, setting, {
    ...{ method: 'GET', url: '/v1/organiser/session', right: 'signed-in', audit: null },
    handler: async ({ session }): Promise<SessionAnswer> => sessionAnswer(session, now()),
  });
  addOrganiserRoute(app, setting, {
    ...{ method: 'POST', url: '/v1/organiser/sign-out', right: 'signed-in' },
    audit: 'signed-out',
    handler: async ({ session, reply }) => {
      await sessions.end(session.account.id, session.id);
      takeCookie(reply);
      return {};
    },
  });
  addOrganiserRoute(app, setting, {
    ...{ method: 'POST', url: '/v1/organiser/sign-out-everywhere', right: 'signed-in' },
    audit: 'signed-out-everywhere',
    handler: async ({ session, reply, note }) => {
      note({ count: await sessions.endAll(session.account.id) });
      takeCookie(reply);
      return {};
    },
  });
  addOrganiserRoute(app, setting, {
    ...{ method: 'GET', url: '/v1/organiser/sessions', right: 'signed-in', audit: null },
    handler: async ({ session }): Promise<z.infer<typeof openSessionsSchema>> => ({
      sessions: await sessions.list(session.account.id, session.id),
    }),
  });
  addOrganiserRoute(app, setting, {
    ...{ method: 'DELETE', url: '/v1/organiser/sessions/:id', right: 'signed-in' },
    audit: 'session-ended',
    handler: async ({ session, request }) => {
      await sessions.end(session.account.id, readValue(request.params, idSchema).id);
      return {};
    },
  });
}

/** How users sign in themselves: password and codes. The services record what happens. */
export function addOwnAccountRoutes(app: FastifyInstance, setting: AccessRoutesSetting): void {
  const { own } = setting.accounts;
  addOrganiserRoute(app, setting, {
    ...{ method: 'POST', url: '/v1/organiser/password', right: 'signed-in', audit: null },
    handler: async ({ session, request, reply }): Promise<SessionAnswer> => {
      const change = readBody(request, passwordChangeSchema);
      const done = await own.changePassword(session, change, browserOf(request));
      return opened(setting, request, reply, done);
    },
  });
  addOrganiserRoute(app, setting, {
    ...{ method: 'POST', url: '/v1/organiser/prove', right: 'signed-in', audit: null },
    handler: async ({ session, request }) => {
      await own.prove(session, readBody(request, proveAgainSchema).password);
      return {};
    },
  });
  addOrganiserRoute(app, setting, {
    ...{ method: 'POST', url: '/v1/organiser/recovery-codes', right: 'signed-in', audit: null },
    handler: async ({ session, request }): Promise<z.infer<typeof recoveryCodesAnswerSchema>> => {
      const { proof } = readBody(request, recoveryCodesRequestSchema);
      return { recoveryCodes: await own.makeRecoveryCodes(session, proof, browserOf(request)) };
    },
  });
}

function browserOf(request: FastifyRequest): SigningBrowser {
  return {
    address: request.ip,
    agent: request.headers['user-agent'] ?? '',
    browser: cookieToken(request, 'browser'),
  };
}

/** The new session replaces the one that the browser had, of any account. */
async function opened(
  { accounts }: AccessRoutesSetting,
  request: FastifyRequest,
  reply: FastifyReply,
  { token, browser, session }: Opened,
): Promise<SessionAnswer> {
  const old = cookieToken(request, 'session');
  if (old !== null) await accounts.sessions.endToken(old);
  giveCookies(reply, { session: token, browser });
  return sessionAnswer(session, accounts.now());
}
