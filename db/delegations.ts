import { z } from 'zod';
import type { ScreenLanguage } from '../domain/base/language.ts';
import { memberOrder } from '../domain/delegations.ts';
import type { Delegate } from '../domain/roster/delegate.ts';
import { statement } from './base/statement.ts';
import type { ReadableDatabase } from './base/types.ts';

export type DelegationMemberRow = Pick<
  Delegate,
  | 'id'
  | 'title'
  | 'printedName'
  | 'givenName'
  | 'familyName'
  | 'nativeName'
  | 'jobTitle'
  | 'role'
  | 'category'
  | 'grammaticalGender'
  | 'status'
  | 'days'
> & { vip: number; presentToday: number; presentEvent: number };

/** The roster to read, and the checkpoint and day at which a person counts as present. */
export interface DelegationQuestion {
  eventId: string;
  delegation: string;
  checkpoint: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** Names are sorted for this language. */
  language: ScreenLanguage;
  limit: number;
}

/**
 * The roster of one delegation in {@link memberOrder}. Names are sorted after reading, because
 * SQLite knows no collation of a language. The details are read for the first `limit` people only,
 * so that an event with 20,000 people in one delegation only costs the sorting of their names.
 */
export function delegationRoster(
  db: ReadableDatabase,
  { language, limit, ...question }: DelegationQuestion,
): DelegationMemberRow[] {
  const members = statement<[typeof question], MemberPlace>(
    db,
    `SELECT rid, role, letter_order AS letterOrder, printed_name AS printedName,
            given_name AS givenName, family_name AS familyName
     FROM delegate WHERE event_id = @eventId AND delegation = @delegation AND deleted = 0`,
  ).all(question);
  const order = memberOrder(language);
  const row = statement<[typeof question & { rid: number }], Kept<DelegationMemberRow>>(
    db,
    `SELECT id, days, title, printed_name AS printedName, given_name AS givenName,
            family_name AS familyName, native_name AS nativeName, job_title AS jobTitle, role,
            category, grammatical_gender AS grammaticalGender, status, vip,
            EXISTS (SELECT 1 FROM admission WHERE admission.event_id = delegate.event_id
              AND admission.delegate_id = delegate.id AND checkpoint = @checkpoint AND local_day = @day
              AND undone_by IS NULL) AS presentToday,
            EXISTS (SELECT 1 FROM admission WHERE admission.event_id = delegate.event_id
              AND admission.delegate_id = delegate.id AND undone_by IS NULL) AS presentEvent
     FROM delegate WHERE rid = @rid`,
  );
  return members
    .sort((a, b) => order(a, b) || a.rid - b.rid)
    .slice(0, limit)
    .flatMap(({ rid }) => {
      const found = row.get({ ...question, rid });
      return found === undefined ? [] : [withDays(found)];
    });
}

type MemberPlace = { rid: number } & Pick<
  Delegate,
  'role' | 'letterOrder' | 'printedName' | 'givenName' | 'familyName'
>;

/** The fields from which the presence of delegations is counted. */
export type DelegationPerson = Pick<
  Delegate,
  | 'id'
  | 'title'
  | 'printedName'
  | 'givenName'
  | 'familyName'
  | 'delegation'
  | 'role'
  | 'letterOrder'
  | 'category'
  | 'status'
  | 'days'
> & { presentToday: number };

/**
 * The roster for the figures of all delegations, in no order. It is read in table order, and the
 * presence once for all. By an index each person would be read from another page of the file, which
 * is slow once the file is larger than SQLite's cache.
 */
export function* delegationPeople(
  db: ReadableDatabase,
  question: Pick<DelegationQuestion, 'eventId' | 'checkpoint' | 'day'>,
): Generator<DelegationPerson> {
  const rows = statement<[typeof question], Kept<DelegationPerson>>(
    db,
    `SELECT id, title, printed_name AS printedName, given_name AS givenName, family_name AS familyName,
            delegation, role, letter_order AS letterOrder, category, status, days,
            id IN (SELECT delegate_id FROM admission WHERE event_id = @eventId AND checkpoint = @checkpoint
              AND local_day = @day AND undone_by IS NULL) AS presentToday
     FROM delegate NOT INDEXED WHERE event_id = @eventId AND deleted = 0`,
  );
  for (const row of rows.iterate(question)) yield withDays(row);
}

/** A row as SQLite returns it, with the days as JSON text. */
type Kept<T extends { days: unknown }> = Omit<T, 'days'> & { days: string | null };

const daysSchema = z.array(z.string());

function withDays<T extends { days: string | null }>(
  row: T,
): Omit<T, 'days'> & { days: string[] | null } {
  const { days, ...rest } = row;
  return { ...rest, days: days === null ? null : daysSchema.parse(JSON.parse(days)) };
}
