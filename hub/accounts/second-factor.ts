import { secretHash } from '../base/texts.ts';
import type { AccountTable } from '../store/account-tables.ts';
import type { HubDatabase } from '../store/tables.ts';
import { newCode, plainCode } from './codes.ts';
import type { AccountsContext } from './context.ts';
import { totpStep } from './totp.ts';

/** How the second factor was proved; null if it was not. */
export type SecondFactor = 'authenticator' | 'recovery-code' | null;

const recoveryCodes = 10;

/**
 * Uses a code of the authenticator or a recovery code. Either is single use: of two requests with
 * the same code one fails, even at the same moment.
 */
export async function spendSecondFactor(
  context: Pick<AccountsContext, 'seal' | 'clock' | 'log'>,
  db: HubDatabase,
  account: Pick<AccountTable, 'id' | 'totp_secret'>,
  typed: string,
): Promise<SecondFactor> {
  const code = plainCode(typed);
  if (!/^\d{6}$/.test(code)) return await spendRecoveryCode(db, account.id, code);
  if (account.totp_secret === null) return null;
  const secret = context.seal.open(account.totp_secret, account.id);
  if (secret === null) {
    context.log.error(
      { account: account.id },
      'an authenticator cannot be opened with these certificates: reset the account',
    );
    return null;
  }
  const step = totpStep(secret, code, context.clock());
  if (step === null) return null;
  return (await spendStep(db, account.id, step)) ? 'authenticator' : null;
}

/** Marks the step as used. False if it, or a later one, was used before. */
async function spendStep(db: HubDatabase, id: string, step: number): Promise<boolean> {
  const used = await db
    .updateTable('account')
    .set({ totp_step: step })
    .where('id', '=', id)
    .where(({ or, eb }) => or([eb('totp_step', 'is', null), eb('totp_step', '<', step)]))
    .returning('id')
    .execute();
  return used.length === 1;
}

async function spendRecoveryCode(db: HubDatabase, id: string, code: string): Promise<SecondFactor> {
  const used = await db
    .deleteFrom('recovery_code')
    .where('account_id', '=', id)
    .where('code_hash', '=', secretHash(code))
    .returning('account_id')
    .execute();
  return used.length === 1 ? 'recovery-code' : null;
}

/** Replaces an account's recovery codes. Only this call returns them. */
export async function giveRecoveryCodes(
  { random }: Pick<AccountsContext, 'random'>,
  tx: HubDatabase,
  accountId: string,
): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, () => newCode(random));
  await tx.deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
  await tx
    .insertInto('recovery_code')
    .values(
      codes.map((code) => ({ account_id: accountId, code_hash: secretHash(plainCode(code)) })),
    )
    .execute();
  return codes;
}
