import type { ReadableDatabase } from '../../db/base/types.ts';
import { findEvent, type StoredEvent, saveEvent } from '../../db/event/events.ts';
import { hubLinkOf } from '../../db/ledger/hub-link.ts';
import { fromBase64, utf8 } from '../../domain/base/bytes.ts';
import { eventFileHash } from '../../domain/event/event-file.ts';
import {
  type EventVersion,
  eventVersionId,
  eventVersionSchema,
  eventVersionText,
  placeOf,
} from '../../domain/event/event-version.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { idOf } from './handshake.ts';
import type { Session } from './session.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * Offers the hub the version that this station holds if the hub does not know it. Takes over the
 * hub's version, whole, before anything else is read that may need it.
 *
 * The hub decides what the event is. It is asked only after it has what this station knows, so a
 * hub that was restored takes no station back to an older version. A file is ignored that the hub
 * did not sign, or that would give another authority's tickets a key. The station then shows that
 * its file differs from the hub's.
 *
 * @returns whether it took a version over
 */
export async function exchangeEvent({ parts, answer }: Session): Promise<boolean> {
  const { db, event, crypto } = parts;
  const heldId = idOf(parts);
  if (heldId === null || answer.eventVersionId === heldId) return false;
  const held = findEvent(db, event.id);
  if (held === null) return false;
  if (!answer.knowsEventVersion) await offerEvent(parts, held);
  const given = await parts.hub.event();
  const file = wholeEventFileSchema.safeParse(given.file).data;
  if (file === undefined || file.id !== event.id) return false;
  const { version, replaces, signature } = given;
  const id = eventVersionId(placeOf({ version, file, replaces }, crypto), crypto);
  // The hub may have accepted this station's version.
  if (id === heldId) return false;
  const key = fromBase64(hubLinkOf(db).hubKey);
  const text = utf8(eventVersionText(event.id, id));
  if (!crypto.verify(key, text, fromBase64(signature))) return false;
  if (file.ticketKeys.join() !== held.file.ticketKeys.join()) return false;
  const taken = { ...held, file, version, replaces, signature };
  db.transaction(() => saveEvent(db, taken, parts.clock())).immediate();
  event.fileHash = eventFileHash(file, crypto);
  parts.onChange({ event: true });
  return true;
}

/**
 * Offers only a signed version: one without a hub's signature proves nothing, and the hub's
 * replaces it.
 */
async function offerEvent({ hub }: SyncParts, held: Required<StoredEvent>): Promise<void> {
  const offered = eventVersionSchema.safeParse(held).data;
  if (offered === undefined) return;
  try {
    await hub.offerEvent(offered);
  } catch (error) {
    if (!isRefused(error)) throw error;
  }
}

/**
 * The version is signed by a hub unknown to this one, or its file is unreadable there: no retry
 * helps.
 */
function isRefused(error: unknown): boolean {
  return (
    error instanceof HubProblem && (error.code === 'bad-signature' || error.code === 'bad-request')
  );
}

/**
 * The version that a station keeps when it joins a hub: the hub's. The held version stays until the
 * first exchange has returned it if the hub may have lost it. It is then signed, of the same event,
 * has the same ticket keys, and the hub's version does not replace it.
 */
export function editionToKeep(
  db: ReadableDatabase,
  given: EventVersion,
  crypto: SyncParts['crypto'],
): EventVersion {
  const held = findEvent(db, given.file.id);
  if (held === null || held.signature === null) return given;
  const { file, version, signature } = held;
  const replaces = [...held.replaces];
  const isReplaced = given.replaces.includes(eventVersionId(placeOf(held, crypto), crypto));
  const isOtherKey = given.file.ticketKeys.join() !== file.ticketKeys.join();
  return isReplaced || isOtherKey ? given : { file, version, replaces, signature };
}
