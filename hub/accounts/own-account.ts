import { HubProblem } from '../../domain/wire/problems.ts';
import type { AccountTable } from '../store/account-tables.ts';
import { writeAudit } from './audit.ts';
import type { AccountsContext } from './context.ts';
import { checkNewPassword } from './passwords.ts';
import { giveRecoveryCodes, spendSecondFactor } from './second-factor.ts';
import { createSessions, endSessions, type SignedIn } from './sessions.ts';
import { accountBy, type Opened, open, type SignInTools, type SigningBrowser } from './sign-in.ts';
import type { ThrottleKey } from './throttle.ts';

/** What somebody proves again before they change how they sign in. */
export interface Proof {
  password: string;
  code: string;
}

/** Changes of one's own account. Each throws HubProblem `unauthorised` (`proof`) and `too-many-requests`. */
export interface OwnAccount {
  /** Ends every session and opens one in the place of the one that asks. `bad-request` (`password`). */
  changePassword(
    session: SignedIn,
    change: { proof: Proof; newPassword: string },
    from: SigningBrowser,
  ): Promise<Opened>;
  /** Types the pass phrase again, for what asks for it lately (`OrganiserRoute.asksAgain`). */
  prove(session: SignedIn, password: string): Promise<void>;
  /** New ones; those before serve no more. */
  makeRecoveryCodes(session: SignedIn, proof: Proof, from: SigningBrowser): Promise<string[]>;
}

/** One's own account on this store. */
export function createOwnAccount(context: AccountsContext, tools: SignInTools): OwnAccount {
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

/** Whoever found a session open must not be able to keep it. */
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

/** The pass phrase alone. */
async function provedPassword(
  context: AccountsContext,
  { passwords, throttle }: SignInTools,
  session: SignedIn,
  password: string,
): Promise<void> {
  const keys: ThrottleKey[] = [{ kind: 'proof', value: session.account.id }];
  const attempt = throttle.begin(keys);
  await rightAccount(context, passwords, session, password);
  // Forgives itself alone: guesses at a code between two right pass phrases still count.
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
