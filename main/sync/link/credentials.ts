import type { ReadableDatabase } from '../../../db/base/types.ts';
import { findHubLink } from '../../../db/ledger/hub-link.ts';
import type { SecretBox } from '../../base/secret-box.ts';
import { stationKeys } from '../../base/secret-box.ts';
import type { HubCredentials } from '../../hub-client/http-hub.ts';

const tokenName = 'hub-token';

/** Null without a hub, or where the hub's token is unreadable. */
export function readCredentials(db: ReadableDatabase, secrets: SecretBox): HubCredentials | null {
  const link = findHubLink(db);
  const token = secrets.read(tokenName);
  if (link === null || token === null) return null;
  return {
    url: link.url,
    authority: link.authority,
    token,
    privateKey: stationKeys(secrets).privateKey,
  };
}

export function writeToken(secrets: SecretBox, token: string): void {
  secrets.write(tokenName, token);
}

export function removeToken(secrets: SecretBox): void {
  secrets.remove(tokenName);
}
