import { csvFile } from '../base/csv.ts';
import { safeFileName } from '../base/file-name.ts';
import type { ScreenLanguage } from '../base/language.ts';
import { suggestedName } from '../base/suggested-names.ts';
import type { EventFile } from '../event/event-file.ts';
import type { Delegate } from '../roster/delegate.ts';

/**
 * The forms in which a desk gives tickets out: one or four to an A4 page, a file a person in a ZIP,
 * or a table of codes.
 */
export const ticketFormats = ['pdf', 'pdf-four', 'zip-pdf', 'zip-png', 'xlsx', 'csv'] as const;
export type TicketFormat = (typeof ticketFormats)[number];
/** A file a person. */
export type PersonFormat = Extract<TicketFormat, `zip-${string}`>;

export function isPersonFormat(format: TicketFormat): format is PersonFormat {
  return format.startsWith('zip-');
}

/** The name that is suggested for a file of tickets, on screens of this language. */
export function ticketFileName(format: TicketFormat, language: ScreenLanguage): string {
  if (isPersonFormat(format)) return suggestedName(language, 'tickets', 'zip', format.slice(4));
  return format === 'pdf-four'
    ? suggestedName(language, 'tickets-four', 'pdf')
    : suggestedName(language, 'tickets', format);
}

/**
 * Names of one file a person, by registration code and printed name, that every file system takes;
 * no two of them differ in upper case alone.
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

/** A person's ticket. Its code admits. */
export interface IssuedTicket {
  delegate: Delegate;
  /** What its QR code holds. */
  code: string;
  /** Where `code` is signed: the shorter code to read and to type, which admits as well. */
  letters?: string;
}

/** People whose registration is cancelled or revoked get no ticket. */
export function sendsTicket({ status }: Pick<Delegate, 'status'>): boolean {
  return status === 'confirmed' || status === 'pending';
}

/**
 * The table of ticket codes for the mail merge of who sends the tickets: a row of headings, then a
 * row a person. Delegation and category are in English.
 */
export function ticketTable(
  tickets: readonly IssuedTicket[],
  { delegations, categories }: Pick<EventFile, 'delegations' | 'categories'>,
): string[][] {
  const delegationNames = new Map(delegations.map(({ code, name }) => [code, name.en]));
  const categoryNames = new Map(categories.map(({ id, name }) => [id, name.en]));
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

/** The CSV file of ticket codes for the person who sends the tickets, of those who get one. */
export function ticketsFile(tickets: readonly IssuedTicket[]): string {
  const lines = tickets
    .filter(({ delegate }) => sendsTicket(delegate))
    .map(({ delegate, code }) => [delegate.registrationCode, delegate.printedName, code]);
  return csvFile([['Registration code', 'Name', 'Ticket code'], ...lines], ',');
}
