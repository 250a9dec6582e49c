import type { TicketMailState } from '../domain/tickets/ticket-mail.ts';
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
  attempts: number;
  nextAt: number;
  answer: string;
  wall: number;
}

const columns = `id, event_id AS eventId, mailing, delegate_id AS delegateId, address, state, attempts,
  next_at AS nextAt, answer, wall`;

/** Adds e-mails to the outbox; one to each person of a mailing. Inside a transaction. */
export function addTicketMails(
  db: WritableDatabase,
  of: Pick<TicketMail, 'eventId' | 'mailing' | 'wall'>,
  people: readonly Pick<TicketMail, 'delegateId' | 'address'>[],
): void {
  const insert = statement<unknown[], unknown>(
    db,
    `INSERT INTO ticket_mail (event_id, mailing, delegate_id, address, state, next_at, wall)
     VALUES (?, ?, ?, ?, 'waiting', ?, ?)`,
  );
  for (const { delegateId, address } of people) {
    insert.run(of.eventId, of.mailing, delegateId, address, of.wall, of.wall);
  }
}

/** The e-mail that waits longest, and is due first; undefined where none waits. */
export function nextTicketMail(db: ReadableDatabase): TicketMail | undefined {
  return statement<[], TicketMail>(
    db,
    `SELECT ${columns} FROM ticket_mail WHERE state = 'waiting' ORDER BY next_at, id LIMIT 1`,
  ).get();
}

/** Changes an e-mail that is in one of these states; false where it is in another by now. */
export function changeTicketMail(
  db: WritableDatabase,
  { id, from }: { id: number; from: TicketMailState },
  to: Pick<TicketMail, 'state' | 'attempts' | 'nextAt' | 'answer' | 'wall'>,
): boolean {
  const { changes } = statement<unknown[], unknown>(
    db,
    `UPDATE ticket_mail SET state = ?, attempts = ?, next_at = ?, answer = ?, wall = ?
     WHERE id = ? AND state = ?`,
  ).run(to.state, to.attempts, to.nextAt, to.answer, to.wall, id, from);
  return changes === 1;
}

/** E-mails that a crash left in the middle: nobody knows whether the server has them. */
export function closeInterruptedMails(db: WritableDatabase, wall: number): number {
  return statement<[number], unknown>(
    db,
    "UPDATE ticket_mail SET state = 'perhaps', wall = ? WHERE state = 'sending'",
  ).run(wall).changes;
}

/** Stops what waits; what is being sent at this moment goes on. */
export function stopTicketMails(db: WritableDatabase, eventId: string, wall: number): number {
  return statement<[number, string], unknown>(
    db,
    "UPDATE ticket_mail SET state = 'stopped', wall = ? WHERE state = 'waiting' AND event_id = ?",
  ).run(wall, eventId).changes;
}

/** Makes everything that waits due at once: the settings were put right. */
export function hurryTicketMails(db: WritableDatabase, now: number): void {
  statement<[number], unknown>(
    db,
    "UPDATE ticket_mail SET next_at = ? WHERE state = 'waiting'",
  ).run(now);
}

/** How many people's newest e-mail is in which state. */
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

/**
 * People to whom a mailing sends nothing by itself: their ticket is on its way, with their mail
 * server, or perhaps; or that server has refused this very address.
 */
export function alreadyMailed(db: ReadableDatabase, eventId: string): Set<string> {
  const rows = statement<[string], { id: string }>(
    db,
    `SELECT DISTINCT mail.delegate_id AS id
     FROM ticket_mail AS mail LEFT JOIN delegate ON delegate.id = mail.delegate_id
     WHERE mail.event_id = ? AND (mail.state IN ('waiting', 'sending', 'sent', 'perhaps')
       OR (mail.state = 'refused' AND mail.address = delegate.email))`,
  ).all(eventId);
  return new Set(rows.map(({ id }) => id));
}
