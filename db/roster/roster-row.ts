import { z } from 'zod';
import type { Delegate } from '../../domain/roster/delegate.ts';

/** A delegate as a row of SQLite: truth values are 0 or 1, lists are JSON. */
export interface DelegateRow
  extends Omit<Delegate, 'ticketHashes' | 'days' | 'vip' | 'flagged' | 'listed'> {
  ticketHashes: string;
  days: string | null;
  vip: number;
  flagged: number;
  listed: number;
}

/** The columns of `DelegateRow`, for SELECT. */
export const delegateColumns = `delegate.id, delegate.registration_code AS registrationCode,
  delegate.ticket_hashes AS ticketHashes, title, printed_name AS printedName, given_name AS givenName,
  family_name AS familyName, native_name AS nativeName, job_title AS jobTitle, delegation,
  administration, role, letter_order AS letterOrder, category, grammatical_gender AS grammaticalGender,
  status, days, language, vip, flagged, listed`;

const listSchema = z.array(z.string());

/** Turns a row into a delegate. Throws ZodError if a list is not one. */
export function delegateOf(row: DelegateRow): Delegate {
  return {
    id: row.id,
    registrationCode: row.registrationCode,
    ticketHashes: listSchema.parse(JSON.parse(row.ticketHashes)),
    title: row.title,
    printedName: row.printedName,
    givenName: row.givenName,
    familyName: row.familyName,
    nativeName: row.nativeName,
    jobTitle: row.jobTitle,
    delegation: row.delegation,
    administration: row.administration,
    role: row.role,
    letterOrder: row.letterOrder,
    category: row.category,
    grammaticalGender: row.grammaticalGender,
    status: row.status,
    days: row.days === null ? null : listSchema.parse(JSON.parse(row.days)),
    language: row.language,
    vip: row.vip === 1,
    flagged: row.flagged === 1,
    listed: row.listed === 1,
  };
}
