import type { Crypto } from '../../domain/base/crypto.ts';
import {
  isAuthenticStopList,
  type SignedStopList,
  type StopEntry,
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

/** The list in force, or null. `issued` in UTC milliseconds, `signed` as JSON. */
export function findStopList(
  db: ReadableDatabase,
): { hub: string; version: number; issued: number; signed: string } | null {
  return (
    statement<[], { hub: string; version: number; issued: number; signed: string }>(
      db,
      'SELECT hub, version, issued, signed FROM stop_list WHERE only = 1',
    ).get() ?? null
  );
}

/** Everything that the list in force stops. */
export function listStopEntries(db: ReadableDatabase): StopEntry[] {
  return statement<[], StopEntry>(
    db,
    'SELECT kind, value FROM stop_entry ORDER BY kind, value',
  ).all();
}

/** The result of a list that came by the network or on a stick. */
export type StopListVerdict = 'accepted' | 'known' | 'older' | 'other-event' | 'not-authentic';

/**
 * Puts a stop list in force if the hub signed it and it is newer than the current one. The list of
 * another hub (one that took over) counts as newer. Inside a transaction.
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
  const current = findStopList(db);
  if (current !== null && current.hub === list.hub) {
    if (current.version === list.version) return 'known';
    if (current.version > list.version) return 'older';
  }
  writeStopList(db, signed);
  return 'accepted';
}

function writeStopList(db: WritableDatabase, { list, signature }: SignedStopList): void {
  const text = JSON.stringify({
    list: {
      formatVersion: list.formatVersion,
      event: list.event,
      hub: list.hub,
      version: list.version,
      issued: list.issued,
      entries: list.entries.map(({ kind, value }) => ({ kind, value })),
    },
    signature,
  });
  statement(
    db,
    `INSERT INTO stop_list (only, hub, version, issued, signed) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (only) DO UPDATE SET hub = excluded.hub, version = excluded.version,
       issued = excluded.issued, signed = excluded.signed`,
  ).run(list.hub, list.version, list.issued, text);
  statement(db, 'DELETE FROM stop_entry').run();
  const insert = statement<[string, string], unknown>(
    db,
    'INSERT OR IGNORE INTO stop_entry (kind, value) VALUES (?, ?)',
  );
  for (const { kind, value } of list.entries) insert.run(kind, value);
}
