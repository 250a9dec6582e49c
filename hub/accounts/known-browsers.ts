import { secretHash } from '../base/texts.ts';
import type { HubDatabase } from '../store/tables.ts';
import { type AccountsContext, newToken } from './context.ts';

/** Max browsers kept for an account; a new one replaces the least recently used one. */
const maxBrowsers = 10;
/** Milliseconds after which an unused browser is forgotten. */
const knownFor = 90 * 24 * 60 * 60_000;

/**
 * Whether this account has signed in from the browser with this token.
 *
 * @param accountId null for any account
 */
export async function isKnownBrowser(
  { store, clock }: Pick<AccountsContext, 'store' | 'clock'>,
  accountId: string | null,
  token: string,
): Promise<boolean> {
  const found = await store.db
    .selectFrom('known_browser')
    .where('token_hash', '=', secretHash(token))
    .where('last_seen', '>', clock() - knownFor)
    .select('account_id')
    .executeTakeFirst();
  return found !== undefined && (accountId ?? found.account_id) === found.account_id;
}

/**
 * Makes a browser known to an account, with a new token; its previous token is forgotten.
 *
 * @returns the token
 */
export async function knowBrowser(
  { random, clock }: Pick<AccountsContext, 'random' | 'clock'>,
  tx: HubDatabase,
  accountId: string,
  old: string | null,
): Promise<string> {
  const token = newToken(random);
  if (old !== null) {
    await tx.deleteFrom('known_browser').where('token_hash', '=', secretHash(old)).execute();
  }
  const kept = await tx
    .selectFrom('known_browser')
    .where('account_id', '=', accountId)
    .orderBy('last_seen', 'desc')
    .limit(maxBrowsers - 1)
    .select('token_hash')
    .execute();
  let others = tx.deleteFrom('known_browser').where('account_id', '=', accountId);
  if (kept.length > 0) {
    others = others.where(
      'token_hash',
      'not in',
      kept.map(({ token_hash }) => token_hash),
    );
  }
  await others.execute();
  await tx
    .insertInto('known_browser')
    .values({ token_hash: secretHash(token), account_id: accountId, last_seen: clock() })
    .execute();
  return token;
}
