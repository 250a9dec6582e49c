import {
  type Account,
  csrfHeader,
  type OrganiserRole,
} from '../../../../domain/organiser/access.ts';
import { type RawAnswer, sendRaw, type TestHub } from '../support.ts';

export type TestOrganiser = Awaited<ReturnType<typeof sessionOf>>;

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

/** A session of an account on the organiser's page, without password and authenticator. */
export async function sessionOf(hub: TestHub, account: Account) {
  const whence = { address: '127.0.0.1', agent: 'test' };
  const { token, session } = await hub.running.accounts.sessions.open(account, whence);
  const cookie = `__Host-lanyard-session=${token}`;
  const headers = { cookie, origin: hub.url, [csrfHeader]: session.csrf };
  const send = (method: string, path: string, json?: unknown): Promise<RawAnswer> =>
    sendRaw(hub, { method, path, headers, json });
  return {
    account,
    cookie,
    csrf: session.csrf,
    get: (path: string) => sendRaw(hub, { path, headers: { cookie } }),
    /** Sends JSON with the headers of the hub's page. */
    send,
    post: (path: string, body: unknown = {}) => send('POST', path, body),
  };
}
