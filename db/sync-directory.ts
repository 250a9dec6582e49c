import type { Crypto } from '../domain/crypto.ts';
import { isAuthenticPurgeOrder } from '../domain/purge/order.ts';
import type { Directory } from '../domain/wire/directory.ts';
import { insertPurgeOrder, isPurged } from './purge-orders.ts';
import { writeRetention } from './retention.ts';
import { statement } from './statement.ts';
import { acceptStopList, type StopListVerdict } from './stop-list.ts';
import type { WritableDatabase } from './types.ts';

/**
 * Writes who else there is, and puts the stop list in force. Whom the directory no longer names stays known
 * by name: facts bear their ids. Inside a transaction.
 *
 * @returns what became of the stop list; null while the hub has none
 */
export function saveDirectory(
  db: WritableDatabase,
  directory: Directory,
  trust: { eventId: string; hubKey: string; crypto: Pick<Crypto, 'verify'> },
): StopListVerdict | null {
  for (const kiosk of directory.kiosks) {
    statement(
      db,
      `INSERT INTO known_kiosk (id, name, mode, public_key, state, last_seen) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, mode = excluded.mode,
         public_key = excluded.public_key, state = excluded.state, last_seen = excluded.last_seen`,
    ).run(kiosk.id, kiosk.name, kiosk.mode, kiosk.publicKey, kiosk.state, kiosk.lastSeen);
  }
  // Names that a purge deleted do not come back from a hub that has not heard of it.
  const operators = isPurged(db, trust.eventId) ? [] : directory.operators;
  for (const { id, name } of operators) {
    statement(
      db,
      `INSERT INTO known_operator (id, name) VALUES (?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
    ).run(id, name);
  }
  savePrivacy(db, directory, trust);
  const verdict =
    directory.stopList === null ? null : acceptStopList(db, directory.stopList, trust);
  const isTrusted = verdict !== 'not-authentic' && verdict !== 'other-event';
  statement(
    db,
    'UPDATE hub_link SET directory_version = ?, directory_trusted = ? WHERE only = 1',
  ).run(directory.version, isTrusted ? 1 : 0);
  return verdict;
}

/** The hub's rule holds here too. An order counts if the hub signed it for this event; carrying it out comes after. */
function savePrivacy(
  db: WritableDatabase,
  { privacy }: Directory,
  { eventId, hubKey, crypto }: { eventId: string; hubKey: string; crypto: Pick<Crypto, 'verify'> },
): void {
  if (privacy === undefined) return;
  writeRetention(db, privacy.rule, { hub: true });
  for (const signed of privacy.purges) {
    const isForUs = signed.order.event === eventId && signed.order.issuer.kind === 'hub';
    if (isForUs && isAuthenticPurgeOrder(signed, hubKey, crypto)) insertPurgeOrder(db, signed);
  }
}
