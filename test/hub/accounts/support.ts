import { Secret, TOTP } from 'otpauth';
import type { Account, NewAccount } from '../../../domain/wire/organiser-access.ts';
import { type Accounts, createAccounts } from '../../../hub/accounts/create-accounts.ts';
import { createSeal } from '../../../hub/accounts/seal.ts';
import type { Opened } from '../../../hub/accounts/sign-in.ts';
import { silentLog, type TestHub, testRandom } from '../service/test-hub.ts';

export const password = 'correct horse battery staple';
export const from = { address: '192.0.2.7', agent: 'test', browser: null };
/** Somebody at the hub's machine. */
export const administrator = { accountId: null, address: '127.0.0.1' };

/** The accounts of a hub, by its clock. @param key what the seal is made from */
export function accountsOf({ store, time }: TestHub, key = 'a private key'): Accounts {
  return createAccounts(
    {
      ...{ store, random: testRandom, log: silentLog, passwordCost: 2 ** 10 },
      clock: () => time.now,
      seal: createSeal(key),
    },
    'Hub of the test',
  );
}

/** The code of an authenticator at the hub's time. */
export function codeOf({ time }: TestHub, secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: time.now });
}

/** An account that was set up. */
export async function readyAccount(
  hub: TestHub,
  accounts: Accounts,
  account: NewAccount,
  by: Parameters<Accounts['list']['add']>[1] = administrator,
): Promise<Opened & { account: Account; secret: string; recoveryCodes: string[] }> {
  const added = await accounts.list.add(account, by);
  const { ticket, secret } = await accounts.setUp.begin(added.code, from);
  const finish = { ticket, password, code: codeOf(hub, secret) };
  const done = await accounts.setUp.finish(finish, from);
  return { ...done, account: done.session.account, secret };
}
