import { heldChains, saveHeldChain } from '../../db/held-chains.ts';
import { hasLink, linkHashes } from '../../db/sync-links.ts';
import type { ChainHead } from '../../domain/wire/events.ts';
import { pageRows } from '../../domain/wire/protocol.ts';
import { hubHead, type Session } from './session.ts';

/** Heads that were compared link by link, theirs and ours; outlives the exchange, so that nobody asks twice. */
export type ComparedHeads = Map<string, string>;

/**
 * After the hub's stream was read to its end: chains of which this store holds another history than the
 * hub. A clone wrote there, or two desks gave the same number to a new life of a kiosk, and the hub holds
 * the facts of ours elsewhere, so that its stream never shows that place. Each goes back to its last link
 * that the hub has as well; what the hub then lacks is for `rescueFacts`.
 *
 * @returns whether there were any
 */
export async function agreeOnHeads(session: Session, compared: ComparedHeads): Promise<boolean> {
  const { db } = session.parts;
  let isChanged = false;
  for (const held of heldChains(db, Number.MAX_SAFE_INTEGER)) {
    const told = hubHead(session, held);
    if (told === null || isBeginningOf(session, told, held)) continue;
    const name = `${held.kiosk} ${held.incarnation}`;
    const both = `${told.hash} ${held.hash}`;
    if (compared.get(name) === both) continue;
    const common = await lastCommonLink(session, held);
    compared.set(name, both);
    if (common.lastKseq === held.lastKseq && common.hash === held.hash) continue;
    db.transaction(() => saveHeldChain(db, common)).immediate();
    isChanged = true;
  }
  return isChanged;
}

/** Whether what the hub told of a chain is what this store holds, or the beginning of it. */
function isBeginningOf(session: Session, told: ChainHead, held: ChainHead): boolean {
  if (told.lastKseq === held.lastKseq) return told.hash === held.hash;
  if (held.lastKseq === 0) return true;
  if (told.lastKseq > held.lastKseq) return false;
  return hasLink(session.parts.db, held, told.lastKseq, told.hash);
}

/** Up to where the hub's links are all here, from the first one on. */
async function lastCommonLink(session: Session, held: ChainHead): Promise<ChainHead> {
  const { kiosk, incarnation, lastKseq } = held;
  const { db, hub } = session.parts;
  const hashes = new Map<number, string>();
  for (let upTo = lastKseq; upTo > 0; ) {
    const { links } = await hub.chain({ kiosk, incarnation, upTo, limit: pageRows });
    if (links.length === 0) break;
    for (const { kseq, hash } of links) hashes.set(kseq, hash);
    upTo = Math.min(upTo, ...links.map(({ kseq }) => kseq)) - 1;
  }
  let [hash = ''] = linkHashes(db, held, 0);
  for (let kseq = 1; kseq <= lastKseq; kseq += 1) {
    const next = hashes.get(kseq);
    if (next === undefined || !linkHashes(db, held, kseq).includes(next)) {
      return { kiosk, incarnation, lastKseq: kseq - 1, hash };
    }
    hash = next;
  }
  return { kiosk, incarnation, lastKseq, hash };
}
