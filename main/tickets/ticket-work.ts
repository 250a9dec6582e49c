import { randomBytes, randomUUID } from 'node:crypto';
import type { ReadableDatabase } from '../../db/base/types.ts';
import { bookedSessions } from '../../db/bookings.ts';
import { findEvent, findTicketKey } from '../../db/event/events.ts';
import { listKnownStations } from '../../db/ledger/known-stations.ts';
import { everyDelegate, findDelegateById } from '../../db/roster/roster.ts';
import { csvFile } from '../../domain/base/csv.ts';
import {
  type KioskLanguage,
  personLanguage,
  type ScreenLanguage,
} from '../../domain/base/language.ts';
import { listOrder } from '../../domain/delegations.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { type Delegate, missingValues } from '../../domain/roster/delegate.ts';
import { issueTicket } from '../../domain/tickets/issued-codes.ts';
import { makeTicketCode } from '../../domain/tickets/opaque-code.ts';
import type { TicketDesign } from '../../domain/tickets/ticket-design.ts';
import {
  type IssuedTicket,
  type PersonFormat,
  sendsTicket,
  type TicketFormat,
  ticketTable,
} from '../../domain/tickets/tickets-file.ts';
import { readPrivateKey, signBytes } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import type { TicketLook } from '../../reports/tickets/ticket-content.ts';
import { CallFailure } from '../base/call-failure.ts';
import { codeMaking } from '../base/context.ts';
import type { ComposedMail } from './outbox.ts';
import { lookOf, readTicketDesign } from './ticket-design.ts';
import type { Sender, TicketPreview } from './ticket-message.ts';

export interface TicketFile {
  bytes: Uint8Array;
  tickets: number;
}

interface MailRequest {
  /** Null: a ticket of an invented person, which admits no one. */
  delegateId: string | null;
  sender: Sender;
  to: string;
  /** Makes the Message-ID. */
  id: string;
  /** Of the invented person, if the event has it; else the event's first. */
  language: KioskLanguage;
}

export type TicketWork = ReturnType<typeof createTicketWork>;

/** Forms in which all tickets are one file. */
export type FileFormat = Exclude<TicketFormat, PersonFormat>;
type TicketPerson = Pick<Delegate, 'id' | 'registrationCode' | 'printedName'>;

/** @param source the store, and the event of the station */
export function createTicketWork(source: { db: ReadableDatabase; event: EventFile }) {
  return {
    /**
     * The e-mail as it is sent; null where the person gets no ticket any more. Throws CallFailure
     * `event-secret-missing`, `ticket-key-missing`.
     */
    ticketMail: async ({
      delegateId,
      sender,
      to,
      id,
      language,
    }: MailRequest): Promise<ComposedMail | null> => {
      const { ticketMessage } = await import('./ticket-message.ts');
      const ticket =
        delegateId === null ? inventedTicket(source.event, language) : ticketOf(source, delegateId);
      if (ticket === null) return null;
      const { event } = source;
      const look = await savedLook(source);
      const booked =
        delegateId === null ? new Set<string>() : bookedSessions(source.db, event.id, delegateId);
      const parts = { event, sender, to, id, look, booked };
      const message = await ticketMessage(ticket, parts);
      return { message, ticket: ticket.delegate.ticketHashes[0] ?? '' };
    },
    /**
     * Throws CallFailure `event-secret-missing`, `ticket-key-missing`, `not-found` (no one gets a
     * ticket).
     *
     * @param tell called while a PDF is made, with the number of its tickets so far
     */
    tickets: async (
      { format, language }: { format: FileFormat; language: ScreenLanguage },
      tell: (done: number, total: number) => void = () => undefined,
    ): Promise<TicketFile> => {
      const tickets = readTickets(source, language);
      if (tickets.length === 0) throw new CallFailure('not-found', 'tickets');
      return {
        bytes: await write(tickets, source, { format, tell }),
        tickets: tickets.length,
      };
    },
    /** Everyone who gets a ticket, in the order of {@link tickets}. Throws as it does. */
    ticketPeople: async ({ language }: { language: ScreenLanguage }): Promise<TicketPerson[]> => {
      const tickets = readTickets(source, language);
      if (tickets.length === 0) throw new CallFailure('not-found', 'tickets');
      return tickets.map(({ delegate: { id, registrationCode, printedName } }) => ({
        id,
        registrationCode,
        printedName,
      }));
    },
    /**
     * A file for each of these people; null for those who get no ticket any more. Throws as
     * `tickets`.
     */
    ticketFiles: async ({
      ids,
      ending,
    }: {
      ids: readonly string[];
      ending: 'pdf' | 'png';
    }): Promise<(Uint8Array | null)[]> => {
      const { ticketPdf, ticketPicture } = await import('../../reports/tickets/ticket-pdf.ts');
      const { event } = source;
      const look = await savedLook(source);
      const files: (Uint8Array | null)[] = [];
      for (const id of ids) {
        const ticket = ticketOf(source, id);
        if (ticket === null) files.push(null);
        else if (ending === 'png') files.push((await ticketPicture(ticket, event, look)).png);
        else files.push(await ticketPdf([ticket], event, { perPage: 1, look }));
      }
      return files;
    },
    /**
     * The ticket of an invented person, with the design of the event or another one. Throws
     * CallFailure `bad-input` where its logo is not a picture.
     */
    ticketPreview: async ({
      language,
      design,
    }: {
      language: KioskLanguage;
      design: TicketDesign | null;
    }): Promise<TicketPreview> => {
      const { ticketPreview } = await import('./ticket-message.ts');
      const { event } = source;
      const look = design === null ? await savedLook(source) : await lookOf(design);
      return await ticketPreview(inventedTicket(event, language), {
        event,
        look,
      });
    },
  };
}

type Source = Parameters<typeof createTicketWork>[0];

async function savedLook({ db, event }: Source): Promise<TicketLook> {
  return await lookOf(readTicketDesign(db, event.id));
}

/** Issues tickets as the event has them. Throws what keeps this station from it. */
function issuerOf(source: Source): (delegate: Delegate) => IssuedTicket {
  const { db, event } = source;
  const stored = findEvent(db, event.id);
  if (stored === null) throw new CallFailure('event-secret-missing');
  const making = codeMaking({ db, event: stored });
  const sign = ticketSigner(source);
  return (delegate) => issueTicket(delegate, making, sign);
}

/**
 * Signs this event's tickets; null where they are codes in letters. Throws CallFailure
 * `ticket-key-missing`, with the name of the station that issues them if it is known here.
 */
export function ticketSigner({ db, event }: Source): ((message: Uint8Array) => Uint8Array) | null {
  const { id, ticketIssuer } = event;
  if (ticketIssuer === null) return null;
  const stored = findTicketKey(db, id);
  if (stored === null) {
    const issuer = listKnownStations(db).find((station) => station.id === ticketIssuer);
    throw new CallFailure('ticket-key-missing', issuer?.name ?? '');
  }
  const key = readPrivateKey(stored);
  return (message) => signBytes(key, message);
}

function ticketOf(source: Source, delegateId: string): IssuedTicket | null {
  const delegate = findDelegateById(source.db, source.event.id, delegateId);
  if (delegate === null || !sendsTicket(delegate)) return null;
  return issuerOf(source)(delegate);
}

/** The person of a test or preview. */
const inventedNames: Readonly<Record<KioskLanguage, string>> = {
  en: 'Test PERSON',
  fr: 'Personne FICTIVE',
  es: 'Persona FICTICIA',
  ar: 'شخص تجريبي',
  ru: 'Тестовый УЧАСТНИК',
  pt: 'Pessoa FICTÍCIA',
};

/** For a test or preview: its code looks like any other, and no station knows it. */
function inventedTicket(
  event: Pick<EventFile, 'delegations' | 'categories' | 'languages'>,
  wanted: KioskLanguage,
): IssuedTicket {
  const { delegations, categories } = event;
  const language = personLanguage(wanted, event);
  const delegate = {
    ...missingValues,
    language,
    id: randomUUID(),
    registrationCode: 'TEST',
    ticketHashes: ['0'.repeat(64)],
    printedName: inventedNames[language],
    letterOrder: 0,
    grammaticalGender: null,
    delegation: delegations[0]?.code ?? '',
    category: categories[0]?.id ?? '',
  };
  return { delegate, code: makeTicketCode(randomBytes(32), delegate.id, nodeCrypto) };
}

/** The valid ticket of each person who gets one, in the order of every list. */
function readTickets(source: Source, language: ScreenLanguage): IssuedTicket[] {
  const { db, event } = source;
  const order = listOrder(event, event.days[0] ?? '', language);
  return db
    .transaction((): IssuedTicket[] => {
      return Array.from(everyDelegate(db, event.id)).filter(sendsTicket).map(issuerOf(source));
    })
    .deferred()
    .sort((a, b) => order(a.delegate, b.delegate));
}

async function write(
  tickets: readonly IssuedTicket[],
  source: Source,
  {
    format,
    tell,
  }: {
    format: FileFormat;
    tell: (done: number, total: number) => void;
  },
): Promise<Uint8Array> {
  const { event } = source;
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
      const look = await savedLook(source);
      const onDone = (done: number): void => tell(done, tickets.length);
      return await ticketPdf(tickets, event, { perPage, look, onDone });
    }
  }
}
