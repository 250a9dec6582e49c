import { createHmac } from 'node:crypto';
import {
  type Account,
  type OpenSession,
  proofLifetime,
  rightsOfRole,
  type SessionAnswer,
  sessionLifetime,
} from '../../domain/organiser/access.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { secretHash, storableText } from '../base/texts.ts';
import type { AccountSessionTable } from '../store/account-tables.ts';
import type { HubDatabase } from '../store/tables.ts';
import { type AccountsContext, newToken, type Whence } from './context.ts';

/** A signed-in user, as stored at the time of this request. */
export interface SignedIn {
  /** The session's id; only the cookie holds its token. */
  id: string;
  account: Account;
  /** Token that every changing request must send besides the cookie. */
  csrf: string;
  /** UTC milliseconds. */
  idleExpires: number;
  expires: number;
  /** Whether the password was entered recently, to sign in or again. */
  isProved: boolean;
}

export type Sessions = ReturnType<typeof createSessions>;

/** Milliseconds within which further use is not stored: a page sends several requests a second. */
const useGrain = 30_000;
const maxAgent = 200;

export function createSessions(context: AccountsContext) {
  const { store, clock } = context;
  const { db } = store;
  return {
    /** A new session with a new token. Only this call returns the token. */
    open: (account: Account, whence: Whence): Promise<{ token: string; session: SignedIn }> =>
      openSession(context, db, account, whence),
    /** The same without counting as use. */
    find: (token: string): Promise<SignedIn | null> => sessionOf(context, token),
    /** The token's session; null if unknown, ended, or the account is inactive. Counts as use. */
    ofToken: async (token: string): Promise<SignedIn | null> => {
      const now = clock();
      const session = await sessionOf(context, token);
      const fresh = now + sessionLifetime.idle;
      if (session !== null && Math.abs(fresh - session.idleExpires) > useGrain) {
        await db
          .updateTable('account_session')
          .set({ last_seen: now })
          .where('id', '=', session.id)
          .execute();
        beginLife(context, 'idle', session.id, now);
        session.idleExpires = fresh;
      }
      return session;
    },
    /** Notes that the password was entered again in this session. */
    prove: async (id: string): Promise<void> => {
      const proved = clock();
      await db.updateTable('account_session').set({ proved }).where('id', '=', id).execute();
      beginLife(context, 'proof', id, proved);
    },
    /** An account's valid sessions, latest used first. @param current the calling session */
    list: (accountId: string, current: string): Promise<OpenSession[]> =>
      listSessions(context, accountId, current),
    /** Ends one of an account's sessions. Throws HubProblem `not-found`. */
    end: async (accountId: string, id: string): Promise<void> => {
      const ended = await db
        .deleteFrom('account_session')
        .where('id', '=', id)
        .where('account_id', '=', accountId)
        .returning('id')
        .execute();
      if (ended.length === 0) throw new HubProblem('not-found', 'session');
    },
    /** Ends the session with this token, if there is one. */
    endToken: async (token: string): Promise<void> => {
      await db.deleteFrom('account_session').where('token_hash', '=', secretHash(token)).execute();
    },
    /** Ends all sessions of an account. Returns how many. */
    endAll: (accountId: string): Promise<number> => endSessions(db, accountId),
  };
}

/** Ends all sessions of an account, also as part of a transaction. Returns how many. */
export async function endSessions(db: HubDatabase, accountId: string): Promise<number> {
  const ended = await db
    .deleteFrom('account_session')
    .where('account_id', '=', accountId)
    .returning('id')
    .execute();
  return ended.length;
}

/** What the page receives about a session. @param now UTC milliseconds of the hub's machine */
export function sessionAnswer({ account, csrf, idleExpires, expires }: SignedIn, now: number) {
  const { id, name, role } = account;
  const rights = rightsOfRole(role);
  return {
    account: { id, name, role },
    rights,
    csrf,
    idleExpires,
    expires,
    now,
  } satisfies SessionAnswer;
}

/** Opens a session, also as part of a transaction; expired ones are deleted. */
export async function openSession(
  context: Pick<AccountsContext, 'random' | 'clock' | 'lifetimes'>,
  db: HubDatabase,
  account: Account,
  whence: Whence,
): Promise<{ token: string; session: SignedIn }> {
  const { random, clock } = context;
  const now = clock();
  const token = newToken(random);
  const row: AccountSessionTable = {
    id: random.uuid(),
    account_id: account.id,
    token_hash: secretHash(token),
    opened: now,
    last_seen: now,
    proved: now,
    address: whence.address,
    agent: storableText(whence.agent).slice(0, maxAgent),
  };
  const known = await db
    .selectFrom('account_session')
    .select(['id', 'opened', 'last_seen'])
    .execute();
  const ended = known.filter((one) => !isAlive(context, one)).map(({ id }) => id);
  if (ended.length > 0) await db.deleteFrom('account_session').where('id', 'in', ended).execute();
  await db.insertInto('account_session').values(row).execute();
  for (const part of ['whole', 'idle', 'proof'] as const) beginLife(context, part, row.id, now);
  return { token, session: signedIn(context, row, account, token) };
}

const lifetimeOf = { ...sessionLifetime, proof: proofLifetime } as const;
type Part = keyof typeof lifetimeOf;
type Lives = Pick<AccountsContext, 'lifetimes'>;

/**
 * Starts the lifetime of a part of a session. `from` separates it from earlier ones of the same
 * part.
 */
function beginLife({ lifetimes }: Lives, part: Part, id: string, from: number): void {
  lifetimes.begin(`${id} ${part} ${from}`, lifetimeOf[part]);
}

function isOver({ lifetimes }: Lives, part: Part, id: string, from: number): boolean {
  return lifetimes.isOver(`${id} ${part} ${from}`, from, lifetimeOf[part]);
}

function signedIn(
  context: Lives,
  row: Pick<AccountSessionTable, 'id' | 'opened' | 'last_seen' | 'proved'>,
  account: Account,
  token: string,
): SignedIn {
  return {
    id: row.id,
    account,
    csrf: csrfOf(token),
    idleExpires: row.last_seen + sessionLifetime.idle,
    expires: row.opened + sessionLifetime.whole,
    isProved: !isOver(context, 'proof', row.id, row.proved),
  };
}

/** Derived from the cookie's token without revealing it; no script can read the cookie. */
function csrfOf(token: string): string {
  return createHmac('sha256', token).update('lanyard csrf 1').digest('base64url');
}

async function sessionOf(context: AccountsContext, token: string): Promise<SignedIn | null> {
  const row = await context.store.db
    .selectFrom('account_session as session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .where('session.token_hash', '=', secretHash(token))
    .where('account.active', '=', 1)
    .select(['session.id', 'session.opened', 'session.last_seen', 'session.proved'])
    .select(['account.id as accountId', 'account.name', 'account.role'])
    .executeTakeFirst();
  if (row === undefined || !isAlive(context, row)) return null;
  return signedIn(context, row, { id: row.accountId, name: row.name, role: row.role }, token);
}

function isAlive(
  context: Lives,
  { id, opened, last_seen }: Pick<AccountSessionTable, 'id' | 'opened' | 'last_seen'>,
): boolean {
  return !isOver(context, 'whole', id, opened) && !isOver(context, 'idle', id, last_seen);
}

async function listSessions(
  context: AccountsContext,
  accountId: string,
  current: string,
): Promise<OpenSession[]> {
  const rows = await context.store.db
    .selectFrom('account_session')
    .where('account_id', '=', accountId)
    .selectAll()
    .orderBy('last_seen', 'desc')
    .orderBy('id')
    .execute();
  return rows
    .filter((row) => isAlive(context, row))
    .map(({ id, opened, last_seen, address, agent }) => ({
      id,
      opened,
      address,
      agent,
      lastSeen: last_seen,
      current: id === current,
    }));
}
