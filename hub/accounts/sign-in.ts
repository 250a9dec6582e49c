import type { SignInAnswer } from '../../domain/organiser/access.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { secretHash } from '../base/texts.ts';
import type { AccountTable } from '../store/account-tables.ts';
import type { HubDatabase } from '../store/tables.ts';
import { nameKey } from './account-list.ts';
import { writeAudit } from './audit.ts';
import type { AccountsContext, Whence } from './context.ts';
import { isKnownBrowser, knowBrowser } from './known-browsers.ts';
import type { Passwords } from './passwords.ts';
import { spendSecondFactor } from './second-factor.ts';
import { openSession, type SignedIn } from './sessions.ts';
import type { Throttle, ThrottleKey } from './throttle.ts';
import { createTickets } from './tickets.ts';

/** A browser that signs in, with the token of its cookie; null if it sent none. */
export interface SigningBrowser extends Whence {
  browser: string | null;
}

/** What a browser receives after signing in: two tokens for its cookies. */
export interface Opened {
  token: string;
  browser: string;
  session: SignedIn;
}

/** Shared by sign-in, set-up and the changes of one's own account. */
export interface SignInTools {
  passwords: Passwords;
  throttle: Throttle;
}

interface Begun {
  accountId: string;
  /** The hash that the password matched: after a reset the account has another one. */
  passwordHash: string;
  keys: readonly ThrottleKey[];
}

/** Sign-in: first the password, then the authenticator. */
export function createSignIn(context: AccountsContext, tools: SignInTools) {
  const { db } = context.store;
  const { passwords, throttle } = tools;
  const tickets = createTickets<Begun>(context);
  return {
    /**
     * `unauthorised` (`sign-in`) for any mistake, after the same time; `too-many-requests`; `busy`.
     */
    begin: async (
      { name, password }: { name: string; password: string },
      from: SigningBrowser,
    ): Promise<SignInAnswer> => {
      const key = nameKey(name);
      const account = await accountBy(db, 'name_key', key);
      const keys = await keysOf(context, key, account, from);
      const attempt = throttle.begin(keys);
      const hash = account?.active === 1 ? account.password_hash : null;
      const isRight = await passwords.matches(password, hash).catch((error: unknown) => {
        // Take the attempt back: the password was not checked.
        attempt.takeBack();
        throw error;
      });
      if (account === undefined || hash === null || !isRight) {
        await recordRefusal(context, account, from, 'password');
        throw new HubProblem('unauthorised', 'sign-in');
      }
      attempt.takeBack();
      return tickets.give({ accountId: account.id, passwordHash: hash, keys });
    },
    /** `unauthorised`: `code`, or `ticket` (start again); `too-many-requests`. */
    finish: async (
      { ticket, code }: { ticket: string; code: string },
      from: SigningBrowser,
    ): Promise<Opened> => {
      const begun = tickets.read(ticket);
      const keys: ThrottleKey[] = [...begun.keys, { kind: 'code', value: begun.accountId }];
      const attempt = throttle.begin(keys);
      const account = await accountBy(db, 'id', begun.accountId);
      if (account?.active !== 1 || account.password_hash !== begun.passwordHash) {
        tickets.spend(ticket);
        throw new HubProblem('unauthorised', 'ticket');
      }
      const opened = await db.transaction().execute(async (tx) => {
        const factor = await spendSecondFactor(context, tx, account, code);
        if (factor === null) return null;
        if (factor === 'recovery-code') {
          await record(context, tx, account.id, 'recovery-code-used', from);
        }
        return await open(context, tx, account, from);
      });
      if (opened === null) {
        await recordRefusal(context, account, from, 'code');
        throw new HubProblem('unauthorised', 'code');
      }
      tickets.spend(ticket);
      attempt.takeBack();
      // Signing in to one's own account must not clear an address for guesses at others.
      throttle.clear(keys.filter(({ kind }) => kind !== 'address'));
      return opened;
    },
  };
}

/** Opens the session of a user who has proved their identity, as part of the transaction. */
export async function open(
  context: AccountsContext,
  tx: HubDatabase,
  { id, name, role }: Pick<AccountTable, 'id' | 'name' | 'role'>,
  from: SigningBrowser,
): Promise<Opened> {
  const { token, session } = await openSession(context, tx, { id, name, role }, from);
  const browser = await knowBrowser(context, tx, id, from.browser);
  await tx
    .updateTable('account')
    .set({ last_sign_in: context.clock() })
    .where('id', '=', id)
    .execute();
  await record(context, tx, id, 'signed-in', from);
  return { token, browser, session };
}

export function accountBy(
  db: HubDatabase,
  column: 'id' | 'name_key',
  value: string,
): Promise<AccountTable | undefined> {
  return db.selectFrom('account').where(column, '=', value).selectAll().executeTakeFirst();
}

/** Counts a known browser separately, and any other attempt by name and by address. */
async function keysOf(
  context: AccountsContext,
  name: string,
  account: AccountTable | undefined,
  { browser, address }: SigningBrowser,
): Promise<ThrottleKey[]> {
  if (account !== undefined && browser !== null) {
    const isKnown = await isKnownBrowser(context, account.id, browser);
    if (isKnown) return [{ kind: 'browser', value: secretHash(browser) }];
  }
  return [
    { kind: 'account', value: secretHash(name) },
    { kind: 'address', value: address },
  ];
}

function record(
  { clock }: AccountsContext,
  db: HubDatabase,
  actor: string,
  action: 'signed-in' | 'recovery-code-used',
  { address }: Whence,
): Promise<void> {
  return writeAudit(db, clock(), { actor, action, outcome: 'done', address });
}

/** Records a refusal without the typed name: it may be a password in the wrong field. */
async function recordRefusal(
  { store, clock, log }: AccountsContext,
  account: AccountTable | undefined,
  { address }: Whence,
  what: 'password' | 'code',
): Promise<void> {
  log.warn({ account: account?.id ?? null, address, what }, 'sign-in refused');
  const actor = { kind: 'nobody' } as const;
  const head = { actor, action: 'sign-in-refused', outcome: 'refused', address } as const;
  await writeAudit(store.db, clock(), head, { detail: `${what} ${account?.id ?? 'of nobody'}` });
}
