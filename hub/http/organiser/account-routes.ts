import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IssuedSetUp, SessionAnswer } from '../../../domain/organiser/access.ts';
import { type BeginRouteName, beginRoutes } from '../../../domain/organiser/begin.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import type { AccountKeeper, CodedAccount } from '../../accounts/account-list.ts';
import type { Accounts } from '../../accounts/create-accounts.ts';
import { sessionAnswer } from '../../accounts/sessions.ts';
import type { Opened, SigningBrowser } from '../../accounts/sign-in.ts';
import { answerAnyone, answerRoute, idOf } from './answer-route.ts';
import { cookieToken, giveCookies, takeCookie } from './organiser-guard.ts';
import type { OrganiserCall, OrganiserRouteSetting } from './route.ts';

export interface AccessRoutesSetting extends OrganiserRouteSetting {
  accounts: Accounts;
}

export interface AccountRoutesSetting extends AccessRoutesSetting {
  /** `https://…` of every address of the hub; the likeliest first. */
  urls: () => string[];
}

/** Adds sign-in and set-up, the only routes open to anyone. The services record each call. */
export function addSignInRoutes(app: FastifyInstance, setting: AccessRoutesSetting): void {
  const { signIn, setUp } = setting.accounts;
  answerAnyone(app, 'signIn', (body, { request }) => signIn.begin(body, browserOf(request)));
  answerAnyone(app, 'signInCode', async (body, { request, reply }) =>
    opened(setting, request, reply, await signIn.finish(body, browserOf(request))),
  );
  answerAnyone(app, 'setUp', ({ code }, { request }) => setUp.begin(code, browserOf(request)));
  for (const name of Object.keys(beginRoutes) as BeginRouteName[]) {
    answerAnyone(app, name, () => {
      throw new HubProblem('not-allowed', 'event');
    });
  }
  answerAnyone(app, 'finishSetUp', async (body, { request, reply }) => {
    const done = await setUp.finish(body, browserOf(request));
    const session = await opened(setting, request, reply, done);
    return { session, recoveryCodes: done.recoveryCodes };
  });
}

/** Adds the routes about one's own session. */
export function addSessionRoutes(app: FastifyInstance, setting: AccessRoutesSetting): void {
  const { sessions, now } = setting.accounts;
  answerRoute(app, setting, 'session', (_input, { session }) => sessionAnswer(session, now()));
  answerRoute(app, setting, 'signOut', async (_input, { session, reply }) => {
    await sessions.end(session.account.id, session.id);
    takeCookie(reply);
    return {};
  });
  answerRoute(app, setting, 'signOutEverywhere', async (_input, { session, reply, note }) => {
    note({ count: await sessions.endAll(session.account.id) });
    takeCookie(reply);
    return {};
  });
  answerRoute(app, setting, 'sessions', async (_input, { session }) => ({
    sessions: await sessions.list(session.account.id, session.id),
  }));
  answerRoute(app, setting, 'endSession', async (_input, { session, request }) => {
    await sessions.end(session.account.id, idOf(request));
    return {};
  });
}

/** Adds the routes about one's own password and codes. The services record each call. */
export function addOwnAccountRoutes(app: FastifyInstance, setting: AccessRoutesSetting): void {
  const { own } = setting.accounts;
  answerRoute(app, setting, 'changePassword', async (change, { session, request, reply }) => {
    const done = await own.changePassword(session, change, browserOf(request));
    return opened(setting, request, reply, done);
  });
  answerRoute(app, setting, 'prove', async ({ password }, { session }) => {
    await own.prove(session, password);
    return {};
  });
  answerRoute(app, setting, 'recoveryCodes', async ({ proof }, { session, request }) => ({
    recoveryCodes: await own.makeRecoveryCodes(session, proof, browserOf(request)),
  }));
}

/** Adds the routes that manage accounts. `AccountList` records each change. */
export function addAccountRoutes(app: FastifyInstance, setting: AccountRoutesSetting): void {
  const { list } = setting.accounts;
  answerRoute(app, setting, 'accounts', async () => ({ accounts: await list.list() }));
  answerRoute(app, setting, 'addAccount', async (account, call) =>
    issuedSetUp(await list.add(account, keeperOf(call)), setting.urls()),
  );
  answerRoute(app, setting, 'resetAccount', async (_input, call) =>
    issuedSetUp(await list.reset(idOf(call.request), keeperOf(call)), setting.urls()),
  );
  answerRoute(app, setting, 'changeAccount', (change, call) => {
    const id = idOf(call.request);
    return 'role' in change
      ? list.setRole(id, change.role, keeperOf(call))
      : list.setActive(id, change.active, keeperOf(call));
  });
}

function keeperOf({ session, request }: OrganiserCall): AccountKeeper {
  return { accountId: session.account.id, address: request.ip };
}

/** The code follows the `#`: browsers send that part to no server, and no log holds it. */
export function issuedSetUp({ account, code, expires }: CodedAccount, urls: string[]): IssuedSetUp {
  const links = urls.map((url) => `${url}/organiser/#set-up=${code}`);
  return { account, code, expires, links };
}

function browserOf(request: FastifyRequest): SigningBrowser {
  return {
    address: request.ip,
    agent: request.headers['user-agent'] ?? '',
    browser: cookieToken(request, 'browser'),
  };
}

/** The new session replaces the browser's previous one, of any account. */
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
