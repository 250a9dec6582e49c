import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import {
  type SecretRenewal,
  secretRenewal,
  ticketSecrets,
} from '../../domain/tickets/event-secrets.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

type RenewalRow = Pick<
  OrderedFact,
  'id' | 'type' | 'after' | 'effective' | 'station' | 'incarnation' | 'kseq'
> & { personal: string | null };

/**
 * The secrets with which this station makes ticket codes, newest first: those from hubs since the
 * event's first one. Kiosks and doors never receive any.
 */
export function findTicketSecrets(
  db: ReadableDatabase,
  eventId: string,
  first: Uint8Array,
): [Uint8Array, ...Uint8Array[]] {
  const rows = statement<[string], RenewalRow>(
    db,
    `SELECT fact.id, fact.type, fact.after, fact.effective, fact.station, fact.incarnation, fact.kseq,
       personal.payload AS personal
     FROM attendance_event AS fact
     LEFT JOIN attendance_personal AS personal ON personal.attendance_id = fact.id
     WHERE fact.type = 'secret-renewed' AND fact.event_id = ?`,
  ).all(eventId);
  const renewals = rows.flatMap(({ personal, ...fact }): SecretRenewal[] => {
    const renewal = secretRenewal(fact, personal);
    return renewal === null ? [] : [renewal];
  });
  return ticketSecrets(first, renewals);
}

/**
 * Removes every event's secrets from the store and from its file on disk, because a kiosk or a door
 * may have been a desk before. Returns false if there was none.
 */
export function forgetSecrets(db: WritableDatabase): boolean {
  const held = db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM event WHERE secret IS NOT NULL OR ticket_key IS NOT NULL)
         OR EXISTS (SELECT 1 FROM attendance_personal WHERE ${ofRenewals})`,
    )
    .pluck()
    .get();
  if (held === 0) return false;
  const before = db.pragma('secure_delete', { simple: true });
  // The secret is stored behind the event's file, on separate pages that this change frees.
  db.pragma('secure_delete = ON');
  db.transaction(() => {
    db.prepare('UPDATE event SET secret = NULL, ticket_key = NULL').run();
    db.prepare(`DELETE FROM attendance_personal WHERE ${ofRenewals}`).run();
  }).immediate();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma(`secure_delete = ${before === 2 ? 'FAST' : 'ON'}`);
  return true;
}

const ofRenewals = `attendance_id IN
  (SELECT id FROM attendance_event WHERE type = 'secret-renewed')`;
