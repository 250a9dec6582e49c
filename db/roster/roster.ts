// clock: shows how many people changed since a check of badges, and decides nothing.

import { z } from 'zod';
import { isExpected } from '../../domain/delegations.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { RegistrationStatus } from '../../domain/roster/delegate-fields.ts';
import { cleanCode, codeKey } from '../../domain/tickets/registration-code.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';
import {
  type DelegateRow,
  delegateColumns,
  delegateOf,
  fromRegistrationCode,
} from './roster-row.ts';

export function findDelegateById(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): Delegate | null {
  return findOne(db, 'delegate WHERE id = ?', delegateId, eventId);
}

/**
 * The delegate with a ticket code of this hash (`ticketHash`), or null. Only the first of
 * `ticketHashes` admits.
 */
export function findDelegateByTicket(
  db: ReadableDatabase,
  eventId: string,
  hash: string,
): Delegate | null {
  return findOne(db, byTicketHash, hash, eventId);
}

/**
 * The delegate with another system's ticket of this hash (`outsideTicketHash`). Null if no one or
 * more than one person has it.
 */
export function findDelegateByOutsideTicket(
  db: ReadableDatabase,
  eventId: string,
  hash: string,
): Delegate | null {
  const known = findAll(db, byTicketHash, hash, eventId);
  const [holder = null, other] = known.filter((one) => one.outsideTickets.includes(hash));
  return other === undefined ? holder : null;
}

/**
 * The delegate with the organiser's registration code, or else the only one to whom a later list
 * gave this code; or null. ASCII letters match in either case: neither Caps Lock on a hand scanner
 * nor an operator's typing may turn a delegate away.
 */
export function findDelegateByRegistrationCode(
  db: ReadableDatabase,
  eventId: string,
  registrationCode: string,
): Delegate | null {
  const known = findAll(db, fromRegistrationCode, cleanCode(registrationCode), eventId);
  const key = codeKey(registrationCode);
  const [holder = null, other] = known;
  const own = known.find((one) => codeKey(one.registrationCode) === key);
  return own ?? (other === undefined ? holder : null);
}

const byTicketHash =
  'ticket_hash AS known JOIN delegate ON delegate.id = known.delegate_id WHERE known.code = ?';

function findOne(...parts: Parameters<typeof findAll>): Delegate | null {
  return findAll(...parts)[0] ?? null;
}

function findAll(
  db: ReadableDatabase,
  source: `${string}delegate${string} = ?`,
  value: string,
  eventId: string,
): Delegate[] {
  const rows = statement<[string, string], DelegateRow>(
    db,
    `SELECT ${delegateColumns} FROM ${source} AND delegate.event_id = ? AND delegate.deleted = 0`,
  ).all(value, eventId);
  return rows.map(delegateOf);
}

/**
 * Number of delegates in the local roster, and of those expected on a day (`isExpected`); null is
 * any day of the event. Reads one row per combination of status and days, not one per person.
 */
export function countDelegates(
  db: ReadableDatabase,
  eventId: string,
  day: LocalDay | null = null,
): { registered: number; expected: number } {
  const rows = statement<[string], { status: RegistrationStatus; days: string; delegates: number }>(
    db,
    'SELECT status, days, delegates FROM roster_count WHERE event_id = ?',
  ).all(eventId);
  const counts = { registered: 0, expected: 0 };
  for (const { status, days, delegates } of rows) {
    counts.registered += delegates;
    const own = days === '' ? null : daysSchema.parse(JSON.parse(days));
    if (isExpected({ status, days: own }, day)) counts.expected += delegates;
  }
  return counts;
}

const daysSchema = z.array(z.string());

/** Number of people added, changed or removed from the roster at `wall` or later. */
export function countWrittenSince(db: ReadableDatabase, eventId: string, wall: number): number {
  const row = statement<[number, string], { written: number }>(
    db,
    'SELECT count(*) AS written FROM delegate WHERE wall >= ? AND event_id = ?',
  ).get(wall, eventId);
  return row?.written ?? 0;
}

/** Delegates read at once when a caller iterates over the whole roster. */
const pageOfEverybody = 500;

/**
 * Every delegate of the event, in no order; 100,000 of them need not fit in memory at once. Reads
 * in pages, and nothing stays open between two pages. A connection cannot write while it steps
 * through rows (better-sqlite3), so sending the roster to a hub would block every admission until
 * the end.
 *
 * Delegates written meanwhile may be included or not. Inside a transaction the state is that of its
 * start.
 */
export function* everyDelegate(db: ReadableDatabase, eventId: string): Generator<Delegate> {
  for (const { delegate } of everyWrittenDelegate(db, eventId)) yield delegate;
}

/** {@link everyDelegate}, with the UTC milliseconds at which each was last written. */
export function* everyWrittenDelegate(
  db: ReadableDatabase,
  eventId: string,
): Generator<{ delegate: Delegate; wall: number }> {
  const page = statement<[string, number, number], DelegateRow & { rid: number; wall: number }>(
    db,
    `SELECT rid, wall, ${delegateColumns} FROM delegate
      WHERE event_id = ? AND deleted = 0 AND rid > ? ORDER BY rid LIMIT ?`,
  );
  for (let last = 0; ; ) {
    const rows = page.all(eventId, last, pageOfEverybody);
    for (const row of rows) yield { delegate: delegateOf(row), wall: row.wall };
    const end = rows.at(-1);
    if (end === undefined || rows.length < pageOfEverybody) return;
    last = end.rid;
  }
}

export function isDeleted(db: ReadableDatabase, eventId: string, id: string): boolean {
  const deleted = statement<[string, string], { deleted: number }>(
    db,
    'SELECT deleted FROM delegate WHERE id = ? AND event_id = ?',
  ).get(id, eventId);
  return deleted?.deleted === 1;
}

/** People who were removed from the roster, as far as still known. */
export function deletedDelegates(
  db: ReadableDatabase,
  eventId: string,
): { id: string; delegation: string }[] {
  return statement<[string], { id: string; delegation: string }>(
    db,
    'SELECT id, delegation FROM delegate WHERE event_id = ? AND deleted = 1',
  ).all(eventId);
}
