import { hubLinkOf, recordAcked } from '../../db/hub-link.ts';
import { linkHashes, linksAfter } from '../../db/sync-links.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import { pushLimits } from '../../domain/wire/protocol.ts';
import { fitting } from './fitting.ts';
import { stationOf } from './handshake.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * Gives the hub what a revoked kiosk wrote since the hub last confirmed something. The hub keeps it in
 * quarantine, where people look at it. Nobody tells a revoked kiosk the number of its last request, so the
 * clock serves: it is far above any count.
 */
export async function pushWhileRevoked(parts: SyncParts): Promise<void> {
  const { db } = parts;
  const station = stationOf(db);
  const link = hubLinkOf(db);
  if (link.epoch === null) return;
  let request = Math.floor(parts.clock());
  let kseq = link.ackedKseq;
  let [hash] = linkHashes(db, station, kseq);
  try {
    while (hash !== undefined) {
      const most = Math.floor(pushLimits.events / 10);
      const events = fitting(linksAfter(db, station, { kseq, hash }, most, parts.crypto));
      const last = events.at(-1);
      if (last === undefined) return;
      request += 1;
      await parts.hub.push({
        epoch: link.epoch,
        request,
        kiosk: station.kiosk,
        incarnation: station.incarnation,
        previous: hash,
        events,
      });
      ({ kseq, hash } = last);
      db.transaction(() => recordAcked(db, last.kseq)).immediate();
    }
  } catch (error) {
    // The hub does not want it: that the kiosk is revoked is what the caller is told anyway.
    if (!(error instanceof HubProblem)) throw error;
  }
}
