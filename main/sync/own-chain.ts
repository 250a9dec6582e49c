import { hasLink, linkHashes } from '../../db/sync/sync-links.ts';
import { rechainOwnTail } from '../../db/sync/sync-rechain.ts';
import { pageRows } from '../../domain/base/protocol.ts';
import { stationOf } from './handshake.ts';
import { hubHead, type Session, StartAgain } from './session.ts';

/**
 * Checks that the hub's copy of this station's chain is the beginning of it. If the hub holds more,
 * or something else at its head, the disk was cloned or rolled back: the station continues in a new
 * incarnation, with its facts after the last common link, and the exchange begins again.
 */
export async function checkOwnChain(session: Session): Promise<void> {
  const { parts, station } = session;
  const head = hubHead(session, station);
  if (head === null || head.lastKseq === 0) return;
  const fits =
    head.lastKseq <= station.lastKseq && hasLink(parts.db, station, head.lastKseq, head.hash);
  if (fits) return;
  await rechain(session, await lastCommonLink(session, head.lastKseq));
}

/** Continues in a new incarnation after the link `common`; then the exchange begins again. */
export async function rechain(session: Session, common: number): Promise<never> {
  const { parts, station, answer } = session;
  const { db } = parts;
  db.transaction(() => {
    const now = stationOf(db);
    if (now.incarnation !== station.incarnation) return;
    const at = { common, hubIncarnation: answer.lastIncarnation, wall: parts.clock() };
    rechainOwnTail(db, at, parts.crypto);
  }).immediate();
  session.outcome.rechained = true;
  throw new StartAgain('the own chain goes on in a new incarnation');
}

/** Asks the hub for its links, newest first, until one is also ours. 0 if none is. */
async function lastCommonLink(session: Session, hubLast: number): Promise<number> {
  const { parts, station: self } = session;
  let upTo = Math.min(hubLast, self.lastKseq);
  while (upTo > 0) {
    const { station, incarnation } = self;
    const { links } = await parts.hub.chain({ station, incarnation, upTo, limit: pageRows });
    const newest = links.filter(({ kseq }) => kseq <= upTo).sort((a, b) => b.kseq - a.kseq);
    const common = newest.find(({ kseq, hash }) => linkHashes(parts.db, self, kseq).includes(hash));
    if (common !== undefined) return common.kseq;
    upTo = (newest.at(-1)?.kseq ?? 1) - 1;
  }
  return 0;
}
