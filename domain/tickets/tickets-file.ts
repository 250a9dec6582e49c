import { csvFile } from '../base/csv.ts';
import type { EventFile } from '../event/event-file.ts';
import type { Delegate } from '../roster/delegate.ts';

/** The forms in which a desk gives tickets out: one or four to an A4 page, or a table of codes. */
export const ticketFormats = ['pdf', 'pdf-four', 'xlsx', 'csv'] as const;
export type TicketFormat = (typeof ticketFormats)[number];

/** A person's ticket. Its code admits. */
interface Ticket<Shown extends keyof Delegate> {
  delegate: Pick<Delegate, Shown>;
  code: string;
}
export type WholeTicket = Ticket<keyof Delegate>;

/** People whose registration is cancelled or revoked get no ticket. */
export function sendsTicket({ status }: Pick<Delegate, 'status'>): boolean {
  return status === 'confirmed' || status === 'pending';
}

/**
 * The table of ticket codes for the mail merge of who sends the tickets: a row of headings, then a
 * row a person. Delegation and category are in English.
 */
export function ticketTable(
  tickets: readonly WholeTicket[],
  { delegations, categories }: Pick<EventFile, 'delegations' | 'categories'>,
): string[][] {
  const delegationNames = new Map(delegations.map(({ code, name }) => [code, name.en]));
  const categoryNames = new Map(categories.map(({ id, name }) => [id, name.en]));
  return [
    ['Registration code', 'Title', 'Name', 'Given name', 'Family name'].concat([
      'E-mail',
      'Delegation',
      'Category',
      'Language',
      'Ticket code',
    ]),
    ...tickets.map(({ delegate, code }) => [
      ...[delegate.registrationCode, delegate.title, delegate.printedName],
      ...[delegate.givenName, delegate.familyName, delegate.email],
      delegationNames.get(delegate.delegation) ?? delegate.delegation,
      categoryNames.get(delegate.category) ?? delegate.category,
      ...[delegate.language ?? '', code],
    ]),
  ];
}

/** The CSV file of ticket codes for the person who sends the tickets, of those who get one. */
export function ticketsFile(
  tickets: readonly Ticket<'registrationCode' | 'printedName' | 'status'>[],
): string {
  const lines = tickets
    .filter(({ delegate }) => sendsTicket(delegate))
    .map(({ delegate, code }) => [delegate.registrationCode, delegate.printedName, code]);
  return csvFile([['Registration code', 'Name', 'Ticket code'], ...lines], ',');
}
