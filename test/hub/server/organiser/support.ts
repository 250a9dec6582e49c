import {
  type Account,
  csrfHeader,
  type OrganiserRole,
} from '../../../../domain/wire/organiser-access.ts';
import { type RawAnswer, sendRaw, type TestHub } from '../support.ts';

/** Somebody who is signed in on the organiser's page, without password and authenticator. */
export interface TestOrganiser {
  account: Account;
  cookie: string;
  csrf: string;
  get(path: string): Promise<RawAnswer>;
  /** Sends JSON with all that a page of the hub sends. */
  send(method: string, path: string, body?: unknown): Promise<RawAnswer>;
  post(path: string, body?: unknown): Promise<RawAnswer>;
}

/** An account with this role and an open session. @param name a new one each time */
export async function organiserOf(
  hub: TestHub,
  role: OrganiserRole,
  name: string = role,
): Promise<TestOrganiser> {
  const { accounts } = hub.running;
  const by = { accountId: null, address: '' };
  const { id } = (await accounts.list.add({ name, role }, by)).account;
  return sessionOf(hub, { id, name, role });
}

/** A further session of an account. */
export async function sessionOf(hub: TestHub, account: Account): Promise<TestOrganiser> {
  const whence = { address: '127.0.0.1', agent: 'test' };
  const { token, session } = await hub.running.accounts.sessions.open(account, whence);
  const cookie = `__Host-lanyard-session=${token}`;
  const headers = { cookie, origin: hub.url, [csrfHeader]: session.csrf };
  const send = (method: string, path: string, json?: unknown): Promise<RawAnswer> =>
    sendRaw(hub, { method, path, headers, json });
  return {
    ...{ account, cookie, csrf: session.csrf },
    get: (path) => sendRaw(hub, { path, headers: { cookie } }),
    send,
    post: (path, body = {}) => send('POST', path, body),
  };
}
