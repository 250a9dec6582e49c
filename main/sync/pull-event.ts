import { eventVersion, findEvent, saveEvent } from '../../db/event/events.ts';
import { hubLinkOf } from '../../db/ledger/hub-link.ts';
import { fromBase64, utf8 } from '../../domain/base/bytes.ts';
import { eventFileHash } from '../../domain/event/event-file-hash.ts';
import { eventVersionText } from '../../domain/event/event-version.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import type { Session } from './session.ts';

/**
 * Takes over the hub's version of the event, whole, before anything else is read that may need it.
 * An older one, which a restored hub has, is left; so is a file that is not the signed one, or that would give somebody else's tickets a key, is left: the
 * station then shows that its file differs from the hub's.
 *
 * @returns whether it took one over
 */
export async function pullEvent({ parts, answer }: Session): Promise<boolean> {
  const { db, event, crypto } = parts;
  if (answer.eventFile === event.fileHash) return false;
  if (answer.eventVersion < eventVersion(db, event.id)) return false;
  const { version, file: given, signature } = await parts.hub.event();
  const held = findEvent(db, event.id);
  const file = wholeEventFileSchema.safeParse(given).data;
  if (held === null || file === undefined || file.id !== event.id) return false;
  if (version < held.version) return false;
  const hash = eventFileHash(file, crypto);
  const key = fromBase64(hubLinkOf(db).hubKey);
  const text = utf8(eventVersionText(event.id, version, hash));
  if (!crypto.verify(key, text, fromBase64(signature))) return false;
  if (file.ticketKeys.join() !== held.file.ticketKeys.join()) return false;
  db.transaction(() => saveEvent(db, { ...held, file, version }, parts.clock())).immediate();
  event.fileHash = hash;
  parts.onChange({ event: true });
  return true;
}

/** Gives the hub the event's version back that it lost: it was restored, or took over. */
export async function offerEvent({ parts, answer }: Session): Promise<void> {
  if (parts.mode !== 'desk') return;
  if (eventVersion(parts.db, parts.event.id) <= answer.eventVersion) return;
  const held = findEvent(parts.db, parts.event.id);
  if (held === null) return;
  await parts.hub.offerEvent({ version: held.version, file: held.file });
}
