import { fromBase64, utf8 } from '../../domain/base/bytes.ts';
import { eventFileHash } from '../../domain/event/event-file.ts';
import {
  type EventVersion,
  eventVersionText,
  includesVersion,
  maxReplaced,
} from '../../domain/event/event-version.ts';
import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext } from '../base/context.ts';
import { adoptEvent, type Edition, identified, readPresent } from '../base/present-event.ts';
import { keysOfProvenHubs } from '../stations/signed-heads.ts';
import { lockStream } from '../store/streams.ts';
import type { HubDatabase } from '../store/tables.ts';
import { isHeardOf, keepVersion, otherVersions, writePresent } from './event-line.ts';

/**
 * Takes a version of the event, with its file, that a station holds and this hub lost or never had.
 * The signature of this hub, or of a proven earlier one, is the only proof: a desk's claim about a
 * hub's key is none, and neither number nor time counts. The versions that each one includes decide
 * what follows:
 *
 * - A version that was made from the present one becomes the present one.
 * - A version that the present one does not include is kept beside it, for the editor to settle;
 *   the event does not change.
 * - The same file with another past joins the two pasts: no one needs to choose.
 *
 * @throws HubProblem `bad-request` (another event), `bad-signature`; ZodError for a file whose
 *   parts do not fit together
 */
export async function offerEvent(
  context: HubContext,
  { signature, ...offered }: EventVersion,
): Promise<Record<never, never>> {
  const { crypto, identity, store } = context;
  const file = wholeEventFileSchema.parse(offered.file);
  if (file.id !== identity.event.id) throw new HubProblem('bad-request', 'event');
  const given = identified({ ...offered, file }, crypto);
  const text = utf8(eventVersionText(file.id, given.id));
  const keys = await keysOfProvenHubs(store.db);
  if (!keys.some((key) => crypto.verify(fromBase64(key), text, fromBase64(signature)))) {
    throw new HubProblem('bad-signature', 'event');
  }
  const taken = await store.db.transaction().execute(async (tx) => await take(context, tx, given));
  if (taken === null) return {};
  if (taken.present !== null) adoptEvent(context, taken.present);
  context.announce({ directory: true });
  const { version } = given;
  const fields = { version, isPresent: taken.present !== null };
  context.log.warn(fields, 'version of the event taken back from a station');
  return {};
}

/** Returns the event's new version, with `present` null if it stays; null if it was known. */
async function take(
  { crypto }: HubContext,
  tx: HubDatabase,
  given: Edition,
): Promise<{ present: Edition | null } | null> {
  await lockStream(tx, 'events');
  const present = await readPresent(tx);
  if (isHeardOf(given.id, present, await otherVersions(tx))) return null;
  if (includesVersion(given, present.id)) {
    await writePresent(tx, present, given);
    return { present: given };
  }
  await keepVersion(tx, given);
  if (eventFileHash(given.file, crypto) !== eventFileHash(present.file, crypto)) {
    return { present: null };
  }
  const joined = identified(
    {
      version: Math.max(given.version, present.version),
      file: present.file,
      replaces: pastOf(present, given),
    },
    crypto,
  );
  await writePresent(tx, present, joined);
  return { present: joined };
}

/**
 * The ids that a version replaces which is made from `first` and settles `others`, these versions
 * first. Beyond `maxReplaced` the end of the list is dropped, so that no list, however long,
 * prevents changing the event.
 */
export function pastOf(first: Edition, ...others: readonly Edition[]): string[] {
  const made = [first, ...others];
  const past = [...made.map(({ id }) => id), ...made.flatMap(({ replaces }) => replaces)];
  return [...new Set(past)].slice(0, maxReplaced);
}
