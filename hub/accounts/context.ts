import type { HubLog, HubRandom } from '../service/context.ts';
import type { HubStore } from '../store/open-store.ts';
import type { Seal } from './seal.ts';

/** What accounts, sessions and their audit run on. */
export interface AccountsContext {
  store: HubStore;
  /** UTC milliseconds of the machine: codes of authenticators and the audit go by real time, a demo's clock does not count. */
  clock: () => number;
  random: HubRandom;
  log: HubLog;
  /** Closes and opens what must not lie in the store as it is. */
  seal: Seal;
  /** scrypt's N for new passwords; the usual one unless said. */
  passwordCost?: number | undefined;
}

/** Where a request came from. */
export interface Whence {
  address: string;
  /** What the browser calls itself. */
  agent: string;
}

/** 256 random bits as 43 letters of base64url: a session's token, a ticket. */
export function newToken(random: Pick<HubRandom, 'bytes'>): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}
