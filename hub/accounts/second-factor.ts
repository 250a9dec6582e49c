import { Secret, TOTP } from 'otpauth';
import qrcode from 'qrcode';
import { secretHash } from '../base/texts.ts';
import type { AccountTable } from '../store/account-tables.ts';
import type { HubDatabase } from '../store/tables.ts';
import { newCode, plainCode } from './codes.ts';
import type { AccountsContext } from './context.ts';

/**
 * Six digits of an authenticator (RFC 6238): SHA-1, 30 seconds, as every authenticator app
 * supports. The secret has 160 bits (RFC 4226, 4).
 */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const secretBytes = 20;
/** Accepted steps before and after the present one: clocks differ. */
const tolerance = 1;

/** A new secret, base32. @param bytes from a secure source */
export function newTotpSecret(bytes: (count: number) => Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(bytes(secretBytes)).buffer }).base32;
}

/**
 * The time step (30 seconds each, counted from 1970) that this code belongs to: the present one or
 * a neighbour; null for a wrong code. A step is single use: the caller stores the last one.
 *
 * @param now UTC milliseconds of real time
 */
export function totpStep(secret: string, code: string, now: number): number | null {
  const totp = new TOTP({ ...form, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: now, window: tolerance });
  return delta === null ? null : Math.floor(now / 1000 / form.period) + delta;
}

/** The authenticator's `otpauth://` address, and the rows of its QR code (`1` is a dark module). */
export function totpInvitation(
  secret: string,
  issuer: string,
  account: string,
): { uri: string; qr: string[] } {
  const totp = new TOTP({
    ...form,
    // A colon separates issuer and label in the address.
    issuer: issuer.replaceAll(':', ' '),
    label: account.replaceAll(':', ' '),
    secret: Secret.fromBase32(secret),
  });
  const text = totp.toString();
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const qr = Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => (modules.get(row, column) ? 1 : 0)).join(
      '',
    ),
  );
  return { uri: text, qr };
}

/** Null if the code was wrong. */
export type SecondFactor = 'authenticator' | 'recovery-code' | null;

const recoveryCodes = 10;

/**
 * Uses up a code of the authenticator or a recovery code. Of two requests with the same code one
 * fails, even at the same moment.
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
