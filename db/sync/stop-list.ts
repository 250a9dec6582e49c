import type { Crypto } from '../../domain/base/crypto.ts';
import {
  holdsAllOf,
  isAuthenticStopList,
  type SignedStopList,
  type StopEntry,
  signedStopListSchema,
  signedStopListText,
  stoppedBy,
} from '../../domain/sync/stop-list.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

/** Whether a person (delegate id) or a badge (serial) is stopped. */
export function isStopped(db: ReadableDatabase, kind: StopEntry['kind'], value: string): boolean {
  return (
    statement(db, 'SELECT 1 FROM stop_entry WHERE kind = ? AND value = ?').get(kind, value) !==
    undefined
  );
}

/**
 * The lists in force as hubs signed them, usually one. After a hub was restored or replaced there
 * are several, none of which holds everything of the others, until a new list of the hub does.
 */
export function heldStopLists(db: ReadableDatabase): SignedStopList[] {
  return statement<[], { signed: string }>(db, 'SELECT signed FROM stop_list ORDER BY signature')
    .all()
    .map(({ signed }) => signedStopListSchema.parse(JSON.parse(signed)));
}

/** Everything that the lists in force stop. */
export function listStopEntries(db: ReadableDatabase): StopEntry[] {
  return statement<[], StopEntry>(
    db,
    'SELECT kind, value FROM stop_entry ORDER BY kind, value',
  ).all();
}

/** The result of a list that came by the network or on a stick. `known`: it has nothing new. */
export type StopListVerdict = 'accepted' | 'known' | 'other-event' | 'not-authentic';

/**
 * Puts a stop list in force if the hub signed it, beside the lists that it does not replace
 * (`uniteStops`). Inside a transaction.
 *
 * @param hubKey raw Ed25519 key (base64) of the station's hub
 */
export function acceptStopList(
  db: WritableDatabase,
  signed: SignedStopList,
  trust: { eventId: string; hubKey: string; crypto: Pick<Crypto, 'verify'> },
): StopListVerdict {
  const { list } = signed;
  if (!isAuthenticStopList(signed, trust.hubKey, trust.crypto)) return 'not-authentic';
  if (list.event !== trust.eventId) return 'other-event';
  const held = heldStopLists(db);
  if (held.some((one) => holdsAllOf(one.list, list))) return 'known';
  writeStopLists(db, [...held.filter((one) => !holdsAllOf(list, one.list)), signed]);
  return 'accepted';
}

function writeStopLists(db: WritableDatabase, lists: readonly SignedStopList[]): void {
  statement(db, 'DELETE FROM stop_list').run();
  statement(db, 'DELETE FROM stop_entry').run();
  const keep = statement<[string, string], unknown>(
    db,
    'INSERT OR IGNORE INTO stop_list (signature, signed) VALUES (?, ?)',
  );
  for (const one of lists) keep.run(one.signature, signedStopListText(one));
  const insert = statement<[string, string], unknown>(
    db,
    'INSERT INTO stop_entry (kind, value) VALUES (?, ?)',
  );
  for (const { kind, value } of stoppedBy(lists.map(({ list }) => list))) insert.run(kind, value);
}
