import { type SetUpAnswer, setUpLifetime } from '../../domain/organiser/access.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubOptions } from '../base/context.ts';
import { createLifetimes } from '../base/lifetimes.ts';
import { secretHash } from '../base/texts.ts';
import type { AccountTable } from '../store/account-tables.ts';
import { createAccountList } from './account-list.ts';
import { createApprovals } from './approvals.ts';
import { createAuditLog, writeAudit } from './audit.ts';
import { plainCode } from './codes.ts';
import type { AccountsContext } from './context.ts';
import { isKnownBrowser } from './known-browsers.ts';
import { checkNewPassword, createPasswords } from './passwords.ts';
import {
  giveRecoveryCodes,
  newTotpSecret,
  spendSecondFactor,
  totpInvitation,
  totpStep,
} from './second-factor.ts';
import { createSessions, endSessions, type SignedIn } from './sessions.ts';
import {
  accountBy,
  createSignIn,
  type Opened,
  open,
  type SignInTools,
  type SigningBrowser,
} from './sign-in.ts';
import { createThrottle, type ThrottleKey } from './throttle.ts';
import { createTickets } from './tickets.ts';

/** The users of the organiser's page. Calls throw HubProblem, `busy` if the store is not usable. */
export type Accounts = ReturnType<typeof createAccounts>;

/** `steady`: as in {@link HubOptions}. */
export type AccountsOptions = Omit<AccountsContext, 'lifetimes'> & Pick<HubOptions, 'steady'>;

/** @param hubName shown in authenticators */
export function createAccounts(options: AccountsOptions, hubName: string) {
  const steady = options.steady ?? (() => performance.now());
  const context = { ...options, lifetimes: createLifetimes(options.clock, steady) };
  const tools = {
    passwords: createPasswords(context.passwordCost),
    throttle: createThrottle(steady),
  };
  return {
    list: createAccountList(context),
    sessions: createSessions(context),
    audit: createAuditLog(context),
    signIn: createSignIn(context, tools),
    setUp: createSetUp(context, tools, hubName),
    own: createOwnAccount(context, tools),
    approvals: createApprovals(context),
    /** Whether any account has signed in from the browser with this token. */
    isKnownBrowser: (token: string): Promise<boolean> => isKnownBrowser(context, null, token),
    /** UTC milliseconds, as all times of the organiser's page. */
    now: (): number => context.clock(),
  };
}

/** The first sign-in: one-time code, then a new password and authenticator. */
interface SetUp {
  /** Only checks. `unauthorised` (`set-up`: unknown, used or expired); `too-many-requests`. */
  begin(code: string, from: SigningBrowser): Promise<SetUpAnswer>;
  /**
   * Uses the code, and signs in. `bad-request` (`password`); `unauthorised`: `code` (of the
   * authenticator), `ticket`, `set-up` (the code was used or replaced meanwhile).
   */
  finish(
    request: { ticket: string; password: string; code: string },
    from: SigningBrowser,
  ): Promise<Opened & { recoveryCodes: string[] }>;
}

interface Begun {
  account: Pick<AccountTable, 'id' | 'name' | 'role'>;
  setUpHash: string;
  secret: string;
}

/** @param hubName shown with the account in the authenticator */
function createSetUp(
  context: AccountsContext,
  { passwords, throttle }: SignInTools,
  hubName: string,
): SetUp {
  const tickets = createTickets<Begun>(context);
  return {
    begin: async (typed, { address }) => {
      const keys: ThrottleKey[] = [{ kind: 'address', value: address }];
      const attempt = throttle.begin(keys);
      const setUpHash = secretHash(plainCode(typed));
      const account = await findOpen(context, setUpHash);
      attempt.takeBack();
      const secret = newTotpSecret(context.random.bytes);
      const { id, name, role } = account;
      const given = tickets.give({ account: { id, name, role }, setUpHash, secret });
      return { ...given, name, role, secret, ...totpInvitation(secret, hubName, name) };
    },
    finish: async ({ ticket, password, code }, from) => {
      const begun = tickets.read(ticket);
      checkNewPassword(password, begun.account.name);
      const step = totpStep(begun.secret, plainCode(code), context.clock());
      if (step === null) throw new HubProblem('unauthorised', 'code');
      const hash = await passwords.hash(password);
      const done = await write(context, begun, { hash, step }, from);
      tickets.spend(ticket);
      return done;
    },
  };
}

async function findOpen(
  { store, lifetimes }: AccountsContext,
  setUpHash: string,
): Promise<AccountTable> {
  const account = await store.db
    .selectFrom('account')
    .where('set_up_hash', '=', setUpHash)
    .where('active', '=', 1)
    .selectAll()
    .executeTakeFirst();
  const expires = account?.set_up_expires ?? null;
  if (account === undefined || expires === null) throw new HubProblem('unauthorised', 'set-up');
  if (lifetimes.isOver(setUpHash, expires - setUpLifetime, setUpLifetime))
    throw new HubProblem('unauthorised', 'set-up');
  return account;
}

async function write(
  context: AccountsContext,
  { account, setUpHash, secret }: Begun,
  { hash, step }: { hash: string; step: number },
  from: SigningBrowser,
): Promise<Opened & { recoveryCodes: string[] }> {
  const { store, seal, clock } = context;
  return await store.db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('account')
      .set({
        password_hash: hash,
        totp_secret: seal.close(secret, account.id),
        totp_step: step,
        set_up_hash: null,
        set_up_expires: null,
      })
      .where('id', '=', account.id)
      .where('set_up_hash', '=', setUpHash)
      .where('active', '=', 1)
      .returning('id')
      .execute();
    if (changed.length !== 1) throw new HubProblem('unauthorised', 'set-up');
    const recoveryCodes = await giveRecoveryCodes(context, tx, account.id);
    const { address } = from;
    const head = { actor: account.id, action: 'set-up', outcome: 'done', address } as const;
    await writeAudit(tx, clock(), head);
    return { ...(await open(context, tx, account, from)), recoveryCodes };
  });
}

/** What users must prove again before they change how they sign in. */
interface Proof {
  password: string;
  code: string;
}

/** Changes of one's own account. HubProblem `unauthorised` (`proof`), `too-many-requests`. */
interface OwnAccount {
  /** Ends every session and replaces the calling one with a new one. `bad-request` (`password`). */
  changePassword(
    session: SignedIn,
    change: { proof: Proof; newPassword: string },
    from: SigningBrowser,
  ): Promise<Opened>;
  /** Checks the password again, for routes that need it recent (`OrganiserRoute.asksAgain`). */
  prove(session: SignedIn, password: string): Promise<void>;
  /** New codes; the old ones become invalid. */
  makeRecoveryCodes(session: SignedIn, proof: Proof, from: SigningBrowser): Promise<string[]>;
}

function createOwnAccount(context: AccountsContext, tools: SignInTools): OwnAccount {
  const { store, clock } = context;
  return {
    changePassword: async (session, { proof, newPassword }, from) => {
      checkNewPassword(newPassword, session.account.name);
      const account = await proved(context, tools, session, proof);
      const hash = await tools.passwords.hash(newPassword);
      return await store.db.transaction().execute(async (tx) => {
        const changed = await tx
          .updateTable('account')
          .set({ password_hash: hash })
          .where('id', '=', account.id)
          .where('password_hash', '=', account.password_hash)
          .where('active', '=', 1)
          .returning('id')
          .execute();
        if (changed.length !== 1) throw new HubProblem('unauthorised', 'proof');
        await endSessions(tx, account.id);
        await tx.deleteFrom('known_browser').where('account_id', '=', account.id).execute();
        await record('password-changed', account.id, from, tx);
        return await open(context, tx, account, from);
      });
    },
    prove: async (session, password) => {
      await provedPassword(context, tools, session, password);
      await createSessions(context).prove(session.id);
    },
    makeRecoveryCodes: async (session, proof, from) => {
      const account = await proved(context, tools, session, proof);
      return await store.db.transaction().execute(async (tx) => {
        await record('recovery-codes-made', account.id, from, tx);
        return await giveRecoveryCodes(context, tx, account.id);
      });
    },
  };

  function record(
    action: 'password-changed' | 'recovery-codes-made',
    actor: string,
    { address }: SigningBrowser,
    tx: AccountsContext['store']['db'],
  ): Promise<void> {
    return writeAudit(tx, clock(), { actor, action, outcome: 'done', address });
  }
}

/** Asks for both factors: a person who finds an open session must not take over the account. */
async function proved(
  context: AccountsContext,
  { passwords, throttle }: SignInTools,
  session: SignedIn,
  proof: Proof,
): Promise<AccountTable> {
  const { db } = context.store;
  const keys: ThrottleKey[] = [{ kind: 'proof', value: session.account.id }];
  throttle.begin(keys);
  const account = await rightAccount(context, passwords, session, proof.password);
  const factor = await spendSecondFactor(context, db, account, proof.code);
  if (factor === null) throw new HubProblem('unauthorised', 'proof');
  throttle.clear(keys);
  return account;
}

/** Checks only the password. */
async function provedPassword(
  context: AccountsContext,
  { passwords, throttle }: SignInTools,
  session: SignedIn,
  password: string,
): Promise<void> {
  const keys: ThrottleKey[] = [{ kind: 'proof', value: session.account.id }];
  const attempt = throttle.begin(keys);
  await rightAccount(context, passwords, session, password);
  // Clears only this attempt: guesses at a code between two right passwords still count.
  attempt.takeBack();
}

async function rightAccount(
  { store }: AccountsContext,
  passwords: SignInTools['passwords'],
  session: SignedIn,
  password: string,
): Promise<AccountTable> {
  const account = await accountBy(store.db, 'id', session.account.id);
  const isRight = await passwords.matches(password, account?.password_hash ?? null);
  if (account === undefined || !isRight) throw new HubProblem('unauthorised', 'proof');
  return account;
}
