import type { HubLog, HubRandom } from '../base/context.ts';
import type { Lifetimes } from '../base/lifetimes.ts';
import type { HubStore } from '../store/open-store.ts';
import type { Seal } from './seal.ts';

export interface AccountsContext {
  store: HubStore;
  /** The machine's UTC milliseconds: authenticators and the audit never use a demo's clock. */
  clock: () => number;
  lifetimes: Lifetimes;
  random: HubRandom;
  log: HubLog;
  /** Encrypts and decrypts secrets that the store must not hold in plain text. */
  seal: Seal;
  /** scrypt's N for new passwords; the default unless given. */
  passwordCost?: number | undefined;
}

export interface Whence {
  address: string;
  /** The browser's user agent. */
  agent: string;
}

/** 256 random bits as 43 letters of base64url: a session's token, or a ticket. */
export function newToken(random: Pick<HubRandom, 'bytes'>): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}
