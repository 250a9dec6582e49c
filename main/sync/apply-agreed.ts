import { doubtsHub, listUnapplied, recordApplied } from '../../db/held-judgements.ts';
import { projectDelegate } from '../../db/projection.ts';
import { delegatesTouchedBy } from '../../db/sync-effects.ts';
import { type NamedLink, namedLinks, rejudgeLinks } from '../../db/sync-rejudge.ts';
import { stationOf } from './handshake.ts';
import { atOnce } from './reread-kept.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * Lets the records held here follow the orders that a supervisor of this desk has agreed to. In portions; the next
 * exchange goes on where one was broken off.
 */
export async function applyAgreed(parts: SyncParts): Promise<void> {
  const { db } = parts;
  for (const { id, range } of listUnapplied(db)) {
    const links = namedLinks(db, range);
    for (let start = 0; start < links.length; start += atOnce) {
      const some = links.slice(start, start + atOnce);
      db.transaction(() => applySome(parts, some)).immediate();
      parts.onChange({ facts: true });
      await parts.breathe();
    }
    recordApplied(db, id);
  }
}

function applySome(parts: SyncParts, links: readonly NamedLink[]): void {
  const { db, event, crypto, mode } = parts;
  const { touched, facts } = rejudgeLinks(db, links, {
    ...{ eventId: event.id, own: stationOf(db), wall: parts.clock(), crypto },
    doubtsHub: doubtsHub(db, mode),
  });
  for (const delegateId of new Set([...touched, ...delegatesTouchedBy(db, facts)])) {
    projectDelegate(db, event.id, delegateId);
  }
}
