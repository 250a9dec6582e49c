import { csvFile } from '../base/csv.ts';
import { safeFileName } from '../base/file-name.ts';
import { type ScreenLanguage, textIn } from '../base/language.ts';
import { suggestedName } from '../base/suggested-names.ts';
import type { EventFile } from '../event/event-file.ts';
import type { Delegate } from '../roster/delegate.ts';

/**
 * The formats in which a desk gives out tickets: one or four per A4 page, one file per person in a
 * ZIP, or a table of codes.
 */
export const ticketFormats = ['pdf', 'pdf-four', 'zip-pdf', 'zip-png', 'xlsx', 'csv'] as const;
export type TicketFormat = (typeof ticketFormats)[number];
export type PersonFormat = Extract<TicketFormat, `zip-${string}`>;

export function isPersonFormat(format: TicketFormat): format is PersonFormat {
  return format.startsWith('zip-');
}

/** The suggested name of a file of tickets, on screens of this language. */
export function ticketFileName(format: TicketFormat, language: ScreenLanguage): string {
  if (isPersonFormat(format)) return suggestedName(language, 'tickets', 'zip', format.slice(4));
  return format === 'pdf-four'
    ? suggestedName(language, 'tickets-four', 'pdf')
    : suggestedName(language, 'tickets', format);
}

/**
 * File names for one file per person, from registration code and printed name. Every file system
 * accepts them, and no two differ only in case.
 *
 * @param ending without its dot
 */
export function personFileNames(
  people: readonly Pick<Delegate, 'registrationCode' | 'printedName'>[],
  ending: string,
): string[] {
  const used = new Set<string>();
  return people.map(({ registrationCode, printedName }) => {
    const name = safeFileName(`${registrationCode} ${printedName}`);
    for (let count = 1; ; count += 1) {
      const wanted = count === 1 ? name : `${name} (${count})`;
      const key = wanted.toLowerCase();
      if (used.has(key)) continue;
      used.add(key);
      return `${wanted}.${ending}`;
    }
  });
}

/** A person's ticket. Its code admits the bearer. */
export interface IssuedTicket {
  delegate: Delegate;
  /** The content of its QR code. */
  code: string;
  /** Where `code` is signed: the shorter code for reading and typing, which admits too. */
  letters?: string;
}

/** People whose registration is cancelled or revoked get no ticket. */
export function sendsTicket({ status }: Pick<Delegate, 'status'>): boolean {
  return status === 'confirmed' || status === 'pending';
}

/**
 * The table of ticket codes for mail merge: a row of headings, then a row per person. Delegation
 * and category are in English where the event has it.
 */
export function ticketTable(
  tickets: readonly IssuedTicket[],
  event: Pick<EventFile, 'delegations' | 'categories' | 'languages'>,
): string[][] {
  const delegationNames = new Map(
    event.delegations.map(({ code, name }) => [code, textIn(name, 'en', event)]),
  );
  const categoryNames = new Map(
    event.categories.map(({ id, name }) => [id, textIn(name, 'en', event)]),
  );
  return [
    [
      'Registration code',
      'Title',
      'Name',
      'Given name',
      'Family name',
      'E-mail',
      'Delegation',
      'Category',
      'Language',
      'Ticket code',
    ],
    ...tickets.map(({ delegate, code }) => [
      delegate.registrationCode,
      delegate.title,
      delegate.printedName,
      delegate.givenName,
      delegate.familyName,
      delegate.email,
      delegationNames.get(delegate.delegation) ?? delegate.delegation,
      categoryNames.get(delegate.category) ?? delegate.category,
      delegate.language ?? '',
      code,
    ]),
  ];
}

/**
 * The CSV file of ticket codes for the organiser who sends the tickets, with everyone who gets one.
 */
export function ticketsFile(tickets: readonly IssuedTicket[]): string {
  const lines = tickets
    .filter(({ delegate }) => sendsTicket(delegate))
    .map(({ delegate, code }) => [delegate.registrationCode, delegate.printedName, code]);
  return csvFile([['Registration code', 'Name', 'Ticket code'], ...lines], ',');
}
