import { z } from 'zod';
import type { Delegate } from '../domain/roster/delegate.ts';
import { statement } from './base/statement.ts';
import type { ReadableDatabase } from './base/types.ts';

/** One person of a delegation's roster. */
export type DelegationMemberRow = Pick<
  Delegate,
  | 'id'
  | 'title'
  | 'printedName'
  | 'nativeName'
  | 'jobTitle'
  | 'role'
  | 'category'
  | 'grammaticalGender'
  | 'status'
  | 'days'
> & { vip: number; presentToday: number; presentEvent: number };

/** Which roster to read, and at which checkpoint and on which day a person counts as present. */
export interface DelegationQuestion {
  eventId: string;
  delegation: string;
  checkpoint: string;
  /** `YYYY-MM-DD` */
  day: string;
  limit: number;
}

/** The roster of one delegation: heads, alternates, then in the letter's order, then by name. */
export function delegationRoster(
  db: ReadableDatabase,
  question: DelegationQuestion,
): DelegationMemberRow[] {
  const rows = statement<[DelegationQuestion], Kept<DelegationMemberRow>>(
    db,
    `SELECT id, days, title, printed_name AS printedName, native_name AS nativeName, job_title AS jobTitle, role,
            category, grammatical_gender AS grammaticalGender, status, vip,
            EXISTS (SELECT 1 FROM admission WHERE admission.event_id = delegate.event_id
              AND admission.delegate_id = delegate.id AND checkpoint = @checkpoint AND local_day = @day
              AND undone_by IS NULL) AS presentToday,
            EXISTS (SELECT 1 FROM admission WHERE admission.event_id = delegate.event_id
              AND admission.delegate_id = delegate.id AND undone_by IS NULL) AS presentEvent
     FROM delegate WHERE event_id = @eventId AND delegation = @delegation AND deleted = 0
     ORDER BY CASE role WHEN 'head' THEN 0 WHEN 'alternate' THEN 1 ELSE 2 END, letter_order, printed_name, id
     LIMIT @limit`,
  ).all(question);
  return rows.map(withDays);
}

/** What the presence of delegations is counted from. */
export type DelegationPerson = Pick<
  Delegate,
  'id' | 'title' | 'printedName' | 'delegation' | 'role' | 'category' | 'status' | 'days'
> & { presentToday: number };

/**
 * The roster for the figures of all delegations; heads in the order of the letter. It is read in the
 * order of the table and sorted afterwards, and who is here is read once: by an index each person
 * would be read from another page of the file, which takes most of the time once the file is larger
 * than SQLite's cache.
 */
export function* delegationPeople(
  db: ReadableDatabase,
  question: Pick<DelegationQuestion, 'eventId' | 'checkpoint' | 'day'>,
): Generator<DelegationPerson> {
  const rows = statement<[typeof question], Kept<DelegationPerson>>(
    db,
    `SELECT id, title, printed_name AS printedName, delegation, role, category, status, days,
            id IN (SELECT delegate_id FROM admission WHERE event_id = @eventId AND checkpoint = @checkpoint
              AND local_day = @day AND undone_by IS NULL) AS presentToday
     FROM delegate NOT INDEXED WHERE event_id = @eventId AND deleted = 0
     ORDER BY delegation, letter_order, printed_name, id`,
  );
  for (const row of rows.iterate(question)) yield withDays(row);
}

/** A row as SQLite has it: its days are a JSON text. */
type Kept<T extends { days: unknown }> = Omit<T, 'days'> & { days: string | null };

const daysSchema = z.array(z.string());

function withDays<T extends { days: string | null }>(
  row: T,
): Omit<T, 'days'> & { days: string[] | null } {
  const { days, ...rest } = row;
  return { ...rest, days: days === null ? null : daysSchema.parse(JSON.parse(days)) };
}
