import { textIn } from '../../domain/base/language.ts';
import { type EventFile, eventFileSchema } from '../../domain/event/event-file.ts';
import { replacedVersionsSchema } from '../../domain/event/event-version.ts';
import type { OrderedFact } from '../../domain/ledger/attendance.ts';
import {
  type SecretRenewal,
  secretRenewal,
  ticketSecrets,
} from '../../domain/tickets/event-secrets.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

/** An event as the station stores it: the secretariat's file and its first secret. */
export interface StoredEvent {
  file: EventFile;
  /** The file's version, counted by the hub; 1 if omitted. */
  version?: number;
  /**
   * Ids of the versions that this one replaces (domain/event/event-version.ts); none if omitted.
   */
  replaces?: readonly string[];
  /** A hub's signature of the version; null if omitted, because no hub has made or received it. */
  signature?: string | null;
  /**
   * 32 bytes. Delegate ids are derived from it, and ticket codes until it is renewed
   * (`findTicketSecrets`). Null at kiosks, at doors, and if none was given.
   */
  secret: Uint8Array | null;
}

interface EventRow {
  file: string;
  version: number;
  replaces: string;
  signature: string | null;
  secret: Uint8Array | null;
}

/** The event with this id, or null. Throws ZodError if the stored file has another form. */
export function findEvent(db: ReadableDatabase, id: string): Required<StoredEvent> | null {
  const row = db
    .prepare<[string], EventRow>(
      'SELECT file, version, replaces, signature, secret FROM event WHERE id = ?',
    )
    .get(id);
  if (row === undefined) return null;
  return {
    ...row,
    file: eventFileSchema.parse(JSON.parse(row.file)),
    replaces: replacedVersionsSchema.parse(JSON.parse(row.replaces)),
  };
}

/** The number of the stored version and the versions that it replaces; null without the event. */
export function findEventPlace(
  db: ReadableDatabase,
  id: string,
): { version: number; replaces: string[] } | null {
  const row = statement<[string], Pick<EventRow, 'version' | 'replaces'>>(
    db,
    'SELECT version, replaces FROM event WHERE id = ?',
  ).get(id);
  if (row === undefined) return null;
  return { version: row.version, replaces: replacedVersionsSchema.parse(JSON.parse(row.replaces)) };
}

/**
 * Writes an event and its table of delegations. A newer file of the event replaces the older one.
 */
export function saveEvent(db: WritableDatabase, event: StoredEvent, wall: number): void {
  db.transaction(() => {
    db.prepare(
      `INSERT INTO event (id, file, version, replaces, signature, secret, wall)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET file = excluded.file, version = excluded.version,
         replaces = excluded.replaces, signature = excluded.signature,
         secret = excluded.secret, wall = excluded.wall`,
    ).run(
      event.file.id,
      JSON.stringify(event.file),
      event.version ?? 1,
      JSON.stringify(event.replaces ?? []),
      event.signature ?? null,
      event.secret === null ? null : Buffer.from(event.secret),
      wall,
    );
    db.prepare('DELETE FROM delegation WHERE event_id = ?').run(event.file.id);
    const insert = db.prepare(
      `INSERT INTO delegation (event_id, position, code, name_en, name_fr, kind, order_en, order_fr,
         valid_from, valid_to)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const [position, delegation] of event.file.delegations.entries()) {
      insert.run(
        event.file.id,
        position,
        delegation.code,
        textIn(delegation.name, 'en', event.file),
        textIn(delegation.name, 'fr', event.file),
        delegation.kind,
        delegation.order.en,
        delegation.order.fr,
        delegation.validFrom,
        delegation.validTo,
      );
    }
  }).immediate();
}

/** Stores the private key (PKCS #8 DER, base64) that signs an event's tickets. */
export function saveTicketKey(db: WritableDatabase, eventId: string, ticketKey: string): void {
  db.prepare('UPDATE event SET ticket_key = ? WHERE id = ?').run(ticketKey, eventId);
}

/**
 * The private key (PKCS #8 DER, base64) of an event's tickets; null if another station signs them.
 */
export function findTicketKey(db: ReadableDatabase, eventId: string): string | null {
  const key = db
    .prepare<[string], string | null>('SELECT ticket_key FROM event WHERE id = ?')
    .pluck()
    .get(eventId);
  return (key as string | null | undefined) ?? null;
}

type RenewalRow = Pick<
  OrderedFact,
  'id' | 'type' | 'after' | 'effective' | 'station' | 'incarnation' | 'kseq'
> & { personal: string | null };

/**
 * The secrets with which this station makes ticket codes, newest first: the event's first one, and
 * those from hubs since. Kiosks and doors never receive any.
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
 * may have been a desk before. Returns false if there were none.
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
