import type { WritableDatabase } from '../../../db/base/types.ts';
import { findEvent, type StoredEvent, saveEvent } from '../../../db/event/events.ts';
import { eventVersionId, placeOf } from '../../../domain/event/event-version.ts';
import { wholeEventFileSchema } from '../../../domain/event/whole-event-file.ts';
import {
  type AddDelegations,
  addDelegations,
  type DelegationsAdded,
  type DelegationWord,
} from '../../../domain/roster/import-delegations.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { Clock } from '../../base/clock.ts';

/**
 * Saves the next version of an event that this station alone keeps, with the delegations that rows
 * of a file name and the event did not have. `event` is the new version afterwards.
 */
export function addToEvent(
  { db, event, clock }: { db: WritableDatabase; event: StoredEvent; clock: Clock },
  request: AddDelegations,
): { words: DelegationWord[]; answer: DelegationsAdded } {
  const made = db
    .transaction(() => {
      const held = findEvent(db, event.file.id);
      if (held === null) throw new CallFailure('not-found', 'event');
      const done = addDelegations(held.file, request);
      if (done.outcome !== 'added') return { words: [], answer: done, saved: null };
      const { words } = done;
      const isSame = done.file.delegations.length === held.file.delegations.length;
      const version = held.version + (isSame ? 0 : 1);
      const replaces = [eventVersionId(placeOf(held, nodeCrypto), nodeCrypto), ...held.replaces];
      const file = wholeEventFileSchema.parse(done.file);
      const saved = isSame ? held : { ...held, file, version, replaces, signature: null };
      if (!isSame) saveEvent(db, saved, clock());
      return { words, answer: { outcome: 'added' as const, version }, saved };
    })
    .immediate();
  if (made.saved !== null) {
    Object.assign(event, { file: made.saved.file, version: made.saved.version });
  }
  return made;
}
