import type { Delegate } from '../domain/delegate.ts';
import { type DelegateRow, delegateColumns, delegateOf } from './roster-row.ts';
import { statement } from './statement.ts';
import type { ReadableDatabase } from './types.ts';

/** The delegate with this id (UUID), or null. */
export function findDelegateById(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): Delegate | null {
  return findOne(db, 'id = ?', eventId, delegateId);
}

/** The delegate whose ticket's QR carries this code (20 letters, as `domain/opaque-code.ts` writes them), or null. */
export function findDelegateByTicketCode(
  db: ReadableDatabase,
  eventId: string,
  ticketCode: string,
): Delegate | null {
  return findOne(db, 'ticket_code = ?', eventId, ticketCode);
}

/**
 * The delegate with the organiser's registration code, or null. ASCII letters match in either case:
 * a scanner with Caps Lock on, or a typing hand, must not turn somebody away.
 */
export function findDelegateByRegistrationCode(
  db: ReadableDatabase,
  eventId: string,
  registrationCode: string,
): Delegate | null {
  return findOne(db, 'registration_code = ?', eventId, registrationCode);
}

function findOne(
  db: ReadableDatabase,
  condition: 'id = ?' | 'ticket_code = ?' | 'registration_code = ?',
  eventId: string,
  value: string,
): Delegate | null {
  const row = statement<[string, string], DelegateRow>(
    db,
    `SELECT ${delegateColumns} FROM delegate WHERE event_id = ? AND ${condition} AND deleted = 0`,
  ).get(eventId, value);
  return row === undefined ? null : delegateOf(row);
}

/** How many delegates the local roster holds, and how many of them are expected (confirmed). */
export function countDelegates(
  db: ReadableDatabase,
  eventId: string,
): { registered: number; expected: number } {
  const row = statement<[string], { registered: number; expected: number | null }>(
    db,
    `SELECT count(*) AS registered, sum(status = 'confirmed') AS expected
     FROM delegate WHERE event_id = ? AND deleted = 0`,
  ).get(eventId);
  return { registered: row?.registered ?? 0, expected: row?.expected ?? 0 };
}

/** Every delegate of the event, in no particular order, one at a time (100,000 of them need not fit in memory at once). */
export function* everyDelegate(db: ReadableDatabase, eventId: string): Generator<Delegate> {
  const rows = db
    .prepare<[string], DelegateRow>(
      `SELECT ${delegateColumns} FROM delegate WHERE event_id = ? AND deleted = 0`,
    )
    .iterate(eventId);
  for (const row of rows) yield delegateOf(row);
}
