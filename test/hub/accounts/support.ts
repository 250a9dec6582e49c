import { type Accounts, createAccounts } from '../../../hub/accounts/create-accounts.ts';
import { createSeal } from '../../../hub/accounts/seal.ts';
import { silentLog, type TestHub, testRandom } from '../support/test-hub.ts';

/** A person at the hub's machine. */
export const administrator = { accountId: null, address: '127.0.0.1' };

/** The accounts of a hub, on its clock. @param key what the seal is derived from */
export function accountsOf({ store, time }: TestHub, key = 'a private key'): Accounts {
  return createAccounts(
    {
      store,
      random: testRandom,
      log: silentLog,
      passwordCost: 2 ** 10,
      clock: () => time.now,
      steady: () => time.steady,
      seal: createSeal(key),
    },
    'Hub of the test',
  );
}
