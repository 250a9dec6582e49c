import type { ReadableDatabase } from '../../db/base/types.ts';
import { findEvent } from '../../db/event/events.ts';
import { everyDelegate } from '../../db/roster/roster.ts';
import { csvFile } from '../../domain/base/csv.ts';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { issuedCode, renewalOf } from '../../domain/tickets/issued-codes.ts';
import {
  type IssuedTicket,
  sendsTicket,
  type TicketFormat,
  ticketTable,
} from '../../domain/tickets/tickets-file.ts';
import { CallFailure } from '../base/call-failure.ts';
import { codeMaking } from '../base/context.ts';

/** A file of tickets. */
export interface TicketFile {
  bytes: Uint8Array;
  tickets: number;
}

/** Makes tickets from a station's store. */
export interface TicketWork {
  /** Throws CallFailure `event-secret-missing`, `not-found` (nobody gets a ticket). */
  tickets(request: { format: TicketFormat; language: ScreenLanguage }): Promise<TicketFile>;
}

/** @param source the store, and the event of the station */
export function createTicketWork(source: { db: ReadableDatabase; event: EventFile }): TicketWork {
  return {
    tickets: async ({ format, language }) => {
      const tickets = readTickets(source);
      if (tickets.length === 0) throw new CallFailure('not-found', 'tickets');
      return {
        bytes: await write(tickets, source.event, format, language),
        tickets: tickets.length,
      };
    },
  };
}

/** The valid ticket of each person who gets one, in the order of delegations, then of names. */
function readTickets({ db, event }: Parameters<typeof createTicketWork>[0]): IssuedTicket[] {
  const order = new Map(event.delegations.map(({ code, order }) => [code, order.en]));
  const names = new Intl.Collator('en', { sensitivity: 'base' });
  const nameOf = ({ delegate }: IssuedTicket): string =>
    delegate.familyName || delegate.printedName;
  const placeOf = ({ delegate }: IssuedTicket): number =>
    order.get(delegate.delegation) ?? Number.MAX_SAFE_INTEGER;
  return db
    .transaction((): IssuedTicket[] => {
      const stored = findEvent(db, event.id);
      if (stored === null) throw new CallFailure('event-secret-missing');
      const making = codeMaking({ db, event: stored });
      return Array.from(everyDelegate(db, event.id)).flatMap((delegate) =>
        sendsTicket(delegate)
          ? [{ delegate, code: issuedCode(delegate.id, making, renewalOf(delegate, making)) }]
          : [],
      );
    })
    .deferred()
    .sort((a, b) => placeOf(a) - placeOf(b) || names.compare(nameOf(a), nameOf(b)));
}

async function write(
  tickets: readonly IssuedTicket[],
  event: EventFile,
  format: TicketFormat,
  language: ScreenLanguage,
): Promise<Uint8Array> {
  switch (format) {
    case 'csv':
      return Buffer.from(csvFile(ticketTable(tickets, event), ','));
    case 'xlsx': {
      const { ticketXlsx } = await import('../../reports/tickets/ticket-xlsx.ts');
      return await ticketXlsx(ticketTable(tickets, event));
    }
    case 'pdf':
    case 'pdf-four': {
      const { ticketPdf } = await import('../../reports/tickets/ticket-pdf.ts');
      const perPage = format === 'pdf' ? 1 : 4;
      return await ticketPdf(tickets, event, { perPage, fallback: language });
    }
  }
}
