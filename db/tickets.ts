// clock: the order of a list on a screen, latest attempt first.

import { z } from 'zod';
import type { TicketMailState } from '../domain/tickets/ticket-mail.ts';
import { readSetting, writeSetting } from './base/settings.ts';
import { statement } from './base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from './base/types.ts';

/** An e-mail of the outbox. Times are UTC milliseconds. */
export interface TicketMail {
  id: number;
  eventId: string;
  mailing: string;
  delegateId: string;
  address: string;
  state: TicketMailState;
  /** Hash of the ticket that it carries; empty before the first attempt. */
  ticket: string;
  attempts: number;
  nextAt: number;
  answer: string;
  wall: number;
}

const columns = `id, event_id AS eventId, mailing, delegate_id AS delegateId, address, state, ticket,
  attempts, next_at AS nextAt, answer, wall`;

/**
 * Adds e-mails to the outbox, one per person of a mailing. Inside a transaction.
 *
 * @param state `perhaps` records, with this ticket, an e-mail that may have been sent earlier; it
 * is not sent again
 */
export function addTicketMails(
  db: WritableDatabase,
  of: Pick<TicketMail, 'eventId' | 'mailing' | 'wall'>,
  people: readonly (Pick<TicketMail, 'delegateId' | 'address'> & { ticket?: string })[],
  state: 'waiting' | 'perhaps' = 'waiting',
): void {
  const insert = statement<unknown[], unknown>(
    db,
    `INSERT INTO ticket_mail (event_id, mailing, delegate_id, address, state, ticket, next_at, wall)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { delegateId, address, ticket } of people) {
    const carried = state === 'perhaps' ? (ticket ?? '') : '';
    insert.run(of.eventId, of.mailing, delegateId, address, state, carried, of.wall, of.wall);
  }
}

/** The waiting e-mail that is due first; undefined if none waits. */
export function nextTicketMail(db: ReadableDatabase): TicketMail | undefined {
  return statement<[], TicketMail>(
    db,
    `SELECT ${columns} FROM ticket_mail WHERE state = 'waiting' ORDER BY next_at, id LIMIT 1`,
  ).get();
}

/**
 * Changes an e-mail that is in this state; false if it is in another by now. Only this function
 * lets an e-mail wait again. After Stop it is stopped instead, whatever postponed it.
 */
export function changeTicketMail(
  db: WritableDatabase,
  { id, from }: { id: number; from: TicketMailState },
  to: Pick<TicketMail, 'state' | 'ticket' | 'attempts' | 'nextAt' | 'answer' | 'wall'>,
): boolean {
  const { changes } = statement<unknown[], unknown>(
    db,
    `UPDATE ticket_mail SET state = CASE WHEN @state = 'waiting' AND stop_asked = 1 THEN 'stopped' ELSE @state END,
       ticket = @ticket, attempts = @attempts, next_at = @nextAt, answer = @answer, wall = @wall
     WHERE id = @id AND state = @from`,
  ).run({
    id,
    from,
    state: to.state,
    ticket: to.ticket,
    attempts: to.attempts,
    nextAt: to.nextAt,
    answer: to.answer,
    wall: to.wall,
  });
  return changes === 1;
}

/** Closes e-mails that a crash interrupted: no one knows whether the server has them. */
export function closeInterruptedMails(db: WritableDatabase, wall: number): number {
  return statement<[number], unknown>(
    db,
    "UPDATE ticket_mail SET state = 'perhaps', wall = ? WHERE state = 'sending'",
  ).run(wall).changes;
}

/**
 * Stops the waiting e-mails, including those that the server postponed. The e-mail being sent at
 * this moment continues; if the server postpones it, it is stopped too ({@link changeTicketMail}).
 * Inside a transaction.
 *
 * @returns the number already stopped
 */
export function stopTicketMails(db: WritableDatabase, eventId: string, wall: number): number {
  statement<[string], unknown>(
    db,
    "UPDATE ticket_mail SET stop_asked = 1 WHERE state = 'sending' AND event_id = ?",
  ).run(eventId);
  return statement<[number, string], unknown>(
    db,
    "UPDATE ticket_mail SET state = 'stopped', wall = ? WHERE state = 'waiting' AND event_id = ?",
  ).run(wall, eventId).changes;
}

/**
 * Corrects the outbox after the clock was put back. E-mails whose next attempt would be days ahead
 * wait their own pause from now on.
 *
 * @returns the number of e-mails corrected
 */
export function pullBackTicketMails(db: WritableDatabase, now: number): number {
  return statement<[{ now: number }], unknown>(
    db,
    `UPDATE ticket_mail SET next_at = @now + max(0, next_at - wall), wall = @now
     WHERE state = 'waiting' AND wall > @now`,
  ).run({ now }).changes;
}

/** Makes every waiting e-mail due at once, because the settings were corrected. */
export function hurryTicketMails(db: WritableDatabase, now: number): void {
  statement<[number], unknown>(
    db,
    "UPDATE ticket_mail SET next_at = ? WHERE state = 'waiting'",
  ).run(now);
}

const doubtName = 'ticket-mails-in-doubt';
const doubtSchema = z.strictObject({ since: z.int() }).nullable().catch(null);

/**
 * Marks the outbox as in doubt after the store was restored from an earlier state. What waits in it
 * may have been sent since, and there may have been e-mails and people that it does not know of. No
 * one without a known outcome gets an e-mail until a person decides ({@link endTicketDoubt}).
 *
 * @param wall UTC milliseconds of the restore
 */
export function doubtTicketMails(db: WritableDatabase, wall: number): void {
  statement<[number], unknown>(
    db,
    `UPDATE ticket_mail SET state = 'perhaps', ticket = '', wall = ?
     WHERE state IN ('waiting', 'sending')`,
  ).run(wall);
  writeSetting(db, doubtName, { since: wall });
}

/**
 * When the store was restored (UTC milliseconds), until a person decided what to send; else null.
 */
export function ticketDoubtSince(db: ReadableDatabase): number | null {
  return doubtSchema.parse(readSetting(db, doubtName) ?? null)?.since ?? null;
}

/** Records that a person decided what to send. */
export function endTicketDoubt(db: WritableDatabase): void {
  writeSetting(db, doubtName, null);
}

/**
 * Marks the e-mails that bounced from these addresses (in lower case). Addresses are compared
 * without their case, here and in {@link ticketReceivers}, because no mail system of today
 * distinguishes it.
 *
 * @returns the number marked, and the addresses to which nothing was ever sent
 */
export function bounceTicketMails(
  db: WritableDatabase,
  { eventId, wall }: Pick<TicketMail, 'eventId' | 'wall'>,
  addresses: readonly string[],
): { bounced: number; unknown: string[] } {
  const list = JSON.stringify(addresses);
  const { changes } = statement<unknown[], unknown>(
    db,
    `UPDATE ticket_mail SET state = 'bounced', wall = ?
     WHERE event_id = ? AND state IN ('sent', 'perhaps')
       AND lower(address) IN (SELECT value FROM json_each(?))`,
  ).run(wall, eventId, list);
  const unknown = statement<unknown[], { address: string }>(
    db,
    `SELECT value AS address FROM json_each(?)
     WHERE value NOT IN (SELECT lower(address) FROM ticket_mail WHERE event_id = ?)`,
  ).all(list, eventId);
  return { bounced: changes, unknown: unknown.map(({ address }) => address) };
}

/** Number of people by the state of their newest e-mail. */
export function countTicketMails(db: ReadableDatabase, eventId: string) {
  return statement<[string], { state: TicketMailState; count: number }>(
    db,
    `SELECT state, count(*) AS count FROM ticket_mail AS mail
     WHERE event_id = ? AND id = (SELECT max(id) FROM ticket_mail WHERE delegate_id = mail.delegate_id)
     GROUP BY state`,
  ).all(eventId);
}

/** The newest e-mail to each person in one of these states, newest change first. */
export function listTicketMails(
  db: ReadableDatabase,
  {
    eventId,
    states,
    limit,
  }: { eventId: string; states: readonly TicketMailState[]; limit: number },
): (TicketMail & { printedName: string })[] {
  return statement<unknown[], TicketMail & { printedName: string }>(
    db,
    `SELECT ${columns.replace(/\b(id|event_id|delegate_id|wall)\b/g, 'mail.$1').replace('mail.id', 'mail.id AS id')},
       coalesce(delegate.printed_name, '') AS printedName
     FROM ticket_mail AS mail LEFT JOIN delegate ON delegate.id = mail.delegate_id
     WHERE mail.event_id = @eventId
       AND mail.id = (SELECT max(id) FROM ticket_mail WHERE delegate_id = mail.delegate_id)
       AND mail.state IN (SELECT value FROM json_each(@states))
     ORDER BY mail.wall DESC, mail.id LIMIT @limit`,
  ).all({ eventId, states: JSON.stringify(states), limit });
}

/** All e-mails to one person, newest first. */
export function ticketMailsOf(
  db: ReadableDatabase,
  eventId: string,
  delegateId: string,
): TicketMail[] {
  return statement<[string, string], TicketMail>(
    db,
    `SELECT ${columns} FROM ticket_mail WHERE event_id = ? AND delegate_id = ? ORDER BY id DESC`,
  ).all(eventId, delegateId);
}

/** A person who gets a ticket. */
export interface TicketReceiver {
  id: string;
  email: string;
  printedName: string;
  givenName: string;
  familyName: string;
  /** Hash of the present ticket. */
  ticket: string;
  /**
   * A mailing skips this person: the present ticket waits, was sent or perhaps sent, or the present
   * address refused or returned it.
   */
  isDone: 0 | 1;
  /** The present ticket waits, was sent or perhaps sent. */
  hasPresent: 0 | 1;
  /** A ticket was sent or perhaps sent, not necessarily the present one. */
  hadOne: 0 | 1;
}

/** Everyone who gets a ticket (`sendsTicket` of domain/tickets/tickets-file.ts), in no order. */
export function ticketReceivers(db: ReadableDatabase, eventId: string): TicketReceiver[] {
  return statement<[string], TicketReceiver>(
    db,
    `SELECT delegate.id, delegate.email, delegate.printed_name AS printedName,
       delegate.given_name AS givenName, delegate.family_name AS familyName,
       coalesce(delegate.ticket_hashes ->> 0, '') AS ticket,
       max(coalesce(mail.state IN ('waiting', 'sending')
         OR (mail.state IN ('sent', 'perhaps') AND mail.ticket = delegate.ticket_hashes ->> 0), 0)) AS hasPresent,
       max(coalesce(mail.state IN ('waiting', 'sending')
         OR (mail.state IN ('sent', 'perhaps') AND mail.ticket = delegate.ticket_hashes ->> 0)
         OR (mail.state IN ('refused', 'bounced') AND lower(mail.address) = lower(delegate.email)), 0)) AS isDone,
       max(coalesce(mail.state IN ('sent', 'perhaps'), 0)) AS hadOne
     FROM delegate LEFT JOIN ticket_mail AS mail ON mail.delegate_id = delegate.id
     WHERE delegate.event_id = ? AND delegate.deleted = 0
       AND delegate.status IN ('confirmed', 'pending')
     GROUP BY delegate.id`,
  ).all(eventId);
}
