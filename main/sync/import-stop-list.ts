import { findHubLink } from '../../db/ledger/hub-link.ts';
import { acceptStopList } from '../../db/sync/stop-list.ts';
import { jsonOf } from '../../domain/base/json.ts';
import { stopListFileSchema, stoppedBy } from '../../domain/sync/stop-list.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';

/**
 * Imports the stop lists of a file (JSON as the hub signed them), for desks without a network. A
 * list without new entries changes nothing. Of several lists, those of earlier hubs are left out.
 *
 * @returns how many entries the lists have
 * @throws CallFailure `stop-list-unauthentic` for anything that this station's hub did not sign for
 *   this event, `hub-needed` where the station knows no hub whose signature it could check
 */
export function importStopList(context: Context, text: string): { entries: number } {
  const link = findHubLink(context.db);
  if (link === null) throw new CallFailure('hub-needed');
  const file = stopListFileSchema.safeParse(jsonOf(text));
  if (!file.success) throw new CallFailure('stop-list-unauthentic');
  const trust = { eventId: context.event.file.id, hubKey: link.hubKey, crypto: nodeCrypto };
  const read = context.db
    .transaction(() =>
      file.data.map((one) => ({ one, verdict: acceptStopList(context.db, one, trust) })),
    )
    .immediate();
  const taken = read.filter(({ verdict }) => verdict === 'accepted' || verdict === 'known');
  if (taken.length === 0) throw new CallFailure('stop-list-unauthentic', read[0]?.verdict);
  return { entries: stoppedBy(taken.map(({ one }) => one.list)).length };
}
