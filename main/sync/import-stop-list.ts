import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { acceptStopList } from '../../db/sync/stop-list.ts';
import { jsonOf } from '../../domain/base/json.ts';
import { signedStopListSchema } from '../../domain/sync/stop-list.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';

/**
 * Imports a stop list from a file (JSON as the hub signed it), for desks without network. An older
 * list than the present one changes nothing.
 *
 * @returns how many entries the list has
 * @throws CallFailure `stop-list-unauthentic` for anything that this station's hub did not sign for
 *   this event, `hub-needed` where the station knows no hub whose signature it could check
 */
export function importStopList(context: Context, text: string): { entries: number } {
  const link = findHubLink(context.db);
  if (link === null) throw new CallFailure('hub-needed');
  const signed = signedStopListSchema.safeParse(jsonOf(text));
  if (!signed.success) throw new CallFailure('stop-list-unauthentic');
  const trust = { eventId: context.event.file.id, hubKey: link.hubKey, crypto: nodeCrypto };
  const verdict = context.db
    .transaction(() => acceptStopList(context.db, signed.data, trust))
    .immediate();
  if (verdict === 'not-authentic' || verdict === 'other-event') {
    throw new CallFailure('stop-list-unauthentic', verdict);
  }
  return { entries: signed.data.list.entries.length };
}
