import type { Crypto } from '../../domain/base/crypto.ts';
import type { KnownOperator } from '../../domain/operators/rights.ts';
import { isAuthenticPurgeOrder } from '../../domain/privacy/order.ts';
import type { Directory, Orders } from '../../domain/sync/directory.ts';
import { statement } from '../base/statement.ts';
import type { WritableDatabase } from '../base/types.ts';
import { findKnownStation } from '../ledger/known-stations.ts';
import { insertPurgeOrder, isPurged } from '../privacy/purge-orders.ts';
import { writeRetention } from '../privacy/retention.ts';
import { acceptStopList, type StopListVerdict } from './stop-list.ts';

/** What proves that orders are the hub's own. */
export interface HubTrust {
  eventId: string;
  hubKey: string;
  crypto: Pick<Crypto, 'verify'>;
}

/** An operator whose name is stored; see `followDirectory` for the rest. */
type Named = Pick<KnownOperator, 'id' | 'name'>;

/**
 * Stores the hub's directory. Entries that it no longer lists keep their names here, because facts
 * hold their ids. Inside a transaction.
 *
 * @returns whether a station is new or has another mode: links set aside must then be judged again
 */
export function saveDirectory(
  db: WritableDatabase,
  directory: Omit<Directory, 'operators'> & { operators: readonly Named[] },
  eventId: string,
): boolean {
  let hasOtherModes = false;
  for (const station of directory.stations) {
    hasOtherModes ||= findKnownStation(db, station.id)?.mode !== station.mode;
    statement(
      db,
      `INSERT INTO known_station (id, name, mode, public_key, certificate, joined, state, last_seen)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, mode = excluded.mode,
         public_key = excluded.public_key, certificate = excluded.certificate,
         joined = excluded.joined, state = excluded.state, last_seen = excluded.last_seen`,
    ).run(
      station.id,
      station.name,
      station.mode,
      station.publicKey,
      station.certificate,
      station.joined,
      station.state,
      station.lastSeen,
    );
  }
  // A name that a purge deleted must not return from a hub that does not know of the purge.
  const operators = isPurged(db, eventId) ? [] : directory.operators;
  for (const { id, name } of operators) {
    statement(
      db,
      `INSERT INTO known_operator (id, name) VALUES (?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
    ).run(id, name);
  }
  for (const key of directory.formerHubs) {
    statement(db, 'INSERT OR IGNORE INTO former_hub (public_key) VALUES (?)').run(key);
  }
  statement(db, 'UPDATE hub_link SET directory_version = ? WHERE only = 1').run(directory.version);
  return hasOtherModes;
}

/**
 * Puts the stop list in force, and records what is to be purged and which stations were revoked.
 * Inside a transaction.
 *
 * @returns what happened to the stop list; null while the hub has none
 */
export function saveOrders(
  db: WritableDatabase,
  orders: Orders,
  trust: HubTrust,
): StopListVerdict | null {
  for (const id of orders.revoked) {
    statement(
      db,
      "UPDATE known_station SET state = 'revoked' WHERE id = ? AND state = 'enrolled'",
    ).run(id);
  }
  savePrivacy(db, orders, trust);
  const verdict = orders.stopList === null ? null : acceptStopList(db, orders.stopList, trust);
  const isTrusted = verdict !== 'not-authentic' && verdict !== 'other-event';
  statement(db, 'UPDATE hub_link SET directory_trusted = ? WHERE only = 1').run(isTrusted ? 1 : 0);
  return verdict;
}

/**
 * Applies the hub's retention rule here too. An order counts if the hub signed it for this event;
 * it waits for the event's end.
 */
function savePrivacy(
  db: WritableDatabase,
  { privacy }: Orders,
  { eventId, hubKey, crypto }: HubTrust,
): void {
  if (privacy === undefined) return;
  writeRetention(db, privacy.rule, { hub: true });
  for (const signed of privacy.purges) {
    const isForUs = signed.order.event === eventId && signed.order.issuer.kind === 'hub';
    if (isForUs && isAuthenticPurgeOrder(signed, hubKey, crypto))
      insertPurgeOrder(db, signed, null);
  }
}
