import { type UnseenFact, unseenFacts } from '../../db/sync-hub-seq.ts';
import { displaceFacts } from '../../db/sync-rechain.ts';
import { pageRows } from '../../domain/wire/protocol.ts';
import type { Session } from './session.ts';

/** Facts looked after at once; the rest follows in the next round. */
const atOnce = 2_000;

/**
 * After the hub's whole stream of this epoch was read: facts of others (or of this station's earlier
 * lives) that it did not show and that the hub does not hold in their place. Their chain cannot be
 * relayed, for the hub has another history there or a link in between is missing; so they go into a new
 * life of their kiosk, which the next round relays. Nothing is lost that any kiosk still holds.
 *
 * @returns whether there were any
 */
export async function rescueFacts(session: Session): Promise<boolean> {
  const { parts } = session;
  const unseen = unseenFacts(parts.db, atOnce);
  const heldByHub = new Set<string>();
  for (const facts of grouped(unseen, ({ kiosk, incarnation }) => `${kiosk} ${incarnation}`)) {
    const links = await hubLinks(session, facts);
    for (const { id, kseq, hash } of facts) if (links.get(kseq) === hash) heldByHub.add(id);
  }
  const lost = unseen.filter(({ id }) => !heldByHub.has(id));
  for (const facts of grouped(lost, ({ kiosk }) => kiosk)) {
    const ids = facts.map(({ id }) => id);
    const kiosk = facts[0]?.kiosk ?? '';
    parts.db
      .transaction(() => displaceFacts(parts.db, kiosk, ids, parts.clock(), parts.crypto))
      .immediate();
  }
  return lost.length > 0;
}

/** In the order of the list within each group. */
function grouped<T>(list: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** The hub's hashes over the stretch of one chain that these facts take. */
async function hubLinks(
  session: Session,
  facts: readonly UnseenFact[],
): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  const [first] = facts;
  if (first === undefined) return found;
  const { kiosk, incarnation } = first;
  const lowest = Math.min(...facts.map(({ kseq }) => kseq));
  let upTo = Math.max(...facts.map(({ kseq }) => kseq));
  while (upTo >= lowest) {
    const { links } = await session.parts.hub.chain({ kiosk, incarnation, upTo, limit: pageRows });
    for (const { kseq, hash } of links) found.set(kseq, hash);
    const next = Math.min(upTo, ...links.map(({ kseq }) => kseq)) - 1;
    if (links.length === 0) break;
    upTo = next;
  }
  return found;
}
