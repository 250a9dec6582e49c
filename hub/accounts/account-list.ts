import {
  type AccountEntry,
  type NewAccount,
  type OrganiserRole,
  setUpLifetime,
} from '../../domain/organiser/access.ts';
import type { AuditAction } from '../../domain/organiser/audit.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { secretHash, storableText } from '../base/texts.ts';
import type { AccountTable } from '../store/account-tables.ts';
import type { HubDatabase } from '../store/tables.ts';
import { writeAudit } from './audit.ts';
import { newCode, plainCode } from './codes.ts';
import type { AccountsContext } from './context.ts';
import { endSessions } from './sessions.ts';

/** The person who changes accounts; `accountId` null: the administrator at the hub's machine. */
export interface AccountKeeper {
  accountId: string | null;
  address: string;
}

/** An account with its new one-time code; the store keeps only the code's hash. */
export interface CodedAccount {
  account: AccountEntry;
  code: string;
  expires: number;
}

/**
 * The accounts, as their managers see and change them. No one can change their own account. On the
 * page no one can create or change a data protection officer's account: people must not choose who
 * reviews their work. Every change is in the audit. Throws HubProblem `not-found`; `not-allowed`
 * (`own account`, `administrator`, `name`).
 */
export function createAccountList(context: AccountsContext) {
  const { db } = context.store;
  return {
    list: (): Promise<AccountEntry[]> => listAccounts(db),
    /** @param code a new one unless given; `not-allowed` (`name`): the name is taken */
    add: (request: NewAccount, by: AccountKeeper, code?: string): Promise<CodedAccount> =>
      addAccount(context, request, by, code),
    /** Removes password, authenticator, recovery codes and sessions, and issues a new code. */
    reset: (id: string, by: AccountKeeper): Promise<CodedAccount> => resetAccount(context, id, by),
    /** An inactive account has no session and cannot sign in; the audit keeps its past actions. */
    setActive: (id: string, active: boolean, by: AccountKeeper): Promise<AccountEntry> =>
      changeAccount(context, id, by, {
        action: active ? 'account-activated' : 'account-deactivated',
        values: { active: active ? 1 : 0 },
        detail: '',
      }),
    setRole: (id: string, role: OrganiserRole, by: AccountKeeper): Promise<AccountEntry> =>
      changeAccount(context, id, by, {
        action: 'account-changed',
        values: { role },
        detail: ` ${role}`,
      }),
  };
}

/** The form in which names are compared, regardless of case and Unicode form. */
export function nameKey(name: string): string {
  return storableText(name).normalize('NFKC').toLowerCase();
}

async function addAccount(
  context: AccountsContext,
  request: NewAccount,
  by: AccountKeeper,
  code = newCode(context.random),
): Promise<CodedAccount> {
  checkRole(request.role, by);
  const { db } = context.store;
  const expires = context.clock() + setUpLifetime;
  const name = storableText(request.name);
  if (name === '') throw new HubProblem('bad-request', 'name');
  const row: AccountTable = {
    id: context.random.uuid(),
    name,
    name_key: nameKey(name),
    role: request.role,
    active: 1,
    password_hash: null,
    totp_secret: null,
    totp_step: null,
    set_up_hash: secretHash(plainCode(code)),
    set_up_expires: expires,
    vouched_by: by.accountId,
    created_at: context.clock(),
    last_sign_in: null,
  };
  await db.transaction().execute(async (tx) => {
    const added = await tx
      .insertInto('account')
      .values(row)
      .onConflict((conflict) => conflict.column('name_key').doNothing())
      .returning('id')
      .execute();
    if (added.length === 0) throw new HubProblem('not-allowed', 'name');
    await record(context, tx, by, 'account-added', `${row.id} ${row.role}`);
  });
  context.lifetimes.begin(secretHash(plainCode(code)), setUpLifetime);
  return { account: await readEntry(db, row.id), code, expires };
}

async function resetAccount(
  context: AccountsContext,
  id: string,
  by: AccountKeeper,
): Promise<CodedAccount> {
  const { db } = context.store;
  const code = newCode(context.random);
  const expires = context.clock() + setUpLifetime;
  await db.transaction().execute(async (tx) => {
    await checkTouchable(tx, id, by);
    await tx
      .updateTable('account')
      .set({
        password_hash: null,
        totp_secret: null,
        totp_step: null,
        set_up_hash: secretHash(plainCode(code)),
        set_up_expires: expires,
        vouched_by: by.accountId,
      })
      .where('id', '=', id)
      .execute();
    await tx.deleteFrom('recovery_code').where('account_id', '=', id).execute();
    await tx.deleteFrom('known_browser').where('account_id', '=', id).execute();
    await endSessions(tx, id);
    await record(context, tx, by, 'account-reset', id);
  });
  context.lifetimes.begin(secretHash(plainCode(code)), setUpLifetime);
  return { account: await readEntry(db, id), code, expires };
}

interface AccountChange {
  action: AuditAction;
  values: Partial<Pick<AccountTable, 'active' | 'role'>>;
  detail: string;
}

async function changeAccount(
  context: AccountsContext,
  id: string,
  by: AccountKeeper,
  { action, values, detail }: AccountChange,
): Promise<AccountEntry> {
  const { db } = context.store;
  if (values.role !== undefined) checkRole(values.role, by);
  await db.transaction().execute(async (tx) => {
    await checkTouchable(tx, id, by);
    await tx.updateTable('account').set(values).where('id', '=', id).execute();
    // A session must not keep rights that the account has just lost.
    await endSessions(tx, id);
    await record(context, tx, by, action, id + detail);
  });
  return readEntry(db, id);
}

function checkRole(role: OrganiserRole, by: AccountKeeper): void {
  if (by.accountId !== null && role === 'data-protection-officer') {
    throw new HubProblem('not-allowed', 'administrator');
  }
}

async function checkTouchable(tx: HubDatabase, id: string, by: AccountKeeper): Promise<void> {
  const row = await tx.selectFrom('account').where('id', '=', id).select('role').executeTakeFirst();
  if (row === undefined) throw new HubProblem('not-found', 'account');
  if (by.accountId === id) throw new HubProblem('not-allowed', 'own-account');
  checkRole(row.role, by);
}

function record(
  { clock }: AccountsContext,
  tx: HubDatabase,
  { accountId, address }: AccountKeeper,
  action: AuditAction,
  detail: string,
): Promise<void> {
  const actor = accountId ?? { kind: 'administrator' as const };
  return writeAudit(tx, clock(), { actor, action, outcome: 'done', address }, { detail });
}

async function listAccounts(db: HubDatabase): Promise<AccountEntry[]> {
  const rows = await entries(db).orderBy('account.name_key').execute();
  return rows.map(entryOf);
}

async function readEntry(db: HubDatabase, id: string): Promise<AccountEntry> {
  return entryOf(await entries(db).where('account.id', '=', id).executeTakeFirstOrThrow());
}

function entries(db: HubDatabase) {
  return db
    .selectFrom('account')
    .selectAll()
    .select(({ selectFrom, fn }) =>
      selectFrom('recovery_code')
        .whereRef('recovery_code.account_id', '=', 'account.id')
        .select(fn.countAll<number>().as('codes'))
        .as('codes'),
    );
}

function entryOf(row: AccountTable & { codes: number | null }): AccountEntry {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    active: row.active === 1,
    state: row.password_hash === null ? 'invited' : 'ready',
    setUpExpires: row.set_up_hash === null ? null : row.set_up_expires,
    lastSignIn: row.last_sign_in,
    recoveryCodesLeft: row.codes ?? 0,
  };
}
