import { doubtsHub } from '../../db/held-judgements.ts';
import { projectDelegate } from '../../db/projection.ts';
import { delegatesTouchedBy } from '../../db/sync-effects.ts';
import { keptLinks, rereadLinks } from '../../db/sync-reread.ts';
import type { SyncParts } from './sync-parts.ts';

/** Links in one transaction: each may cost a delegate's whole fold. */
export const atOnce = 50;

/**
 * After an update of the app, or where the directory tells of other modes: facts that lay aside count from now on,
 * if this version understands them and their authors may say them.
 */
export async function rereadKept(parts: SyncParts): Promise<void> {
  const { db, event, crypto, mode } = parts;
  const setting = { eventId: event.id, crypto, doubtsHub: doubtsHub(db, mode) };
  const links = keptLinks(db);
  for (let start = 0; start < links.length; start += atOnce) {
    const some = links.slice(start, start + atOnce);
    const read = db
      .transaction(() => {
        const facts = rereadLinks(db, some, setting);
        for (const delegateId of delegatesTouchedBy(db, facts)) {
          projectDelegate(db, event.id, delegateId);
        }
        return facts.length;
      })
      .immediate();
    if (read > 0) parts.onChange({ facts: true });
    await parts.breathe();
  }
}
