import type { SetUpAnswer } from '../../domain/wire/organiser-access.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import { secretHash } from '../service/texts.ts';
import type { AccountTable } from '../store/account-tables.ts';
import { writeAudit } from './audit.ts';
import { plainCode } from './codes.ts';
import type { AccountsContext } from './context.ts';
import { checkNewPassword } from './passwords.ts';
import { giveRecoveryCodes } from './second-factor.ts';
import { type Opened, open, type SignInTools, type SigningBrowser } from './sign-in.ts';
import type { ThrottleKey } from './throttle.ts';
import { createTickets } from './tickets.ts';
import { newTotpSecret, totpInvitation, totpStep } from './totp.ts';

/** The first sign-in: one-time code, then a password and an authenticator of one's own. */
export interface SetUp {
  /** Nothing changes yet. `unauthorised` (`set-up`): no such code, used, or too old; `too-many-requests`. */
  begin(code: string, from: SigningBrowser): Promise<SetUpAnswer>;
  /**
   * Spends the code, and signs in. `bad-request` (`password`); `unauthorised`: `code` (of the authenticator),
   * `ticket`, `set-up` (the code was used or replaced meanwhile).
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

/**
 * Setting up on this store.
 *
 * @param hubName stands with the account in the authenticator
 */
export function createSetUp(
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
      const begun = tickets.look(ticket);
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
  { store, clock }: AccountsContext,
  setUpHash: string,
): Promise<AccountTable> {
  const account = await store.db
    .selectFrom('account')
    .where('set_up_hash', '=', setUpHash)
    .where('set_up_expires', '>', clock())
    .where('active', '=', 1)
    .selectAll()
    .executeTakeFirst();
  if (account === undefined) throw new HubProblem('unauthorised', 'set-up');
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
