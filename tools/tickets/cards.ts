import type { Outcome } from '../../domain/check-in/admission.ts';
import type { ParsedScan } from '../../domain/check-in/scan.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  type DelegateTicket,
  type DemoTickets,
  demoTickets,
  type SignedSample,
} from '../sample/tickets.ts';

/** A ticket of the page and the desk's answer to it on the demo's first day. */
export interface Card {
  id: string;
  /** The form of the ticket and the name of its holder. */
  label: string;
  /** The text of the QR code. */
  text: string;
  /** Null if the roster has nobody, or if the desk may not say who it is. */
  holder: Delegate | null;
  /** The kind that the text is parsed as. */
  scan: ParsedScan['kind'];
  outcome: Outcome;
  /** Why, and what else to look at. */
  note: string;
}

/** The tickets that are admitted, and those that are not. */
export interface CardGroups {
  admitted: Card[];
  others: Card[];
}

/** Two pages of A4 with nine cards each. */
const validCards = 6;

export function sampleCards(): CardGroups {
  const tickets = demoTickets();
  return { admitted: admittedCards(tickets), others: otherCards(tickets) };
}

function admittedCards(tickets: DemoTickets): Card[] {
  const { valid, validOthers, registrationCode, signed, signedNotInRoster } = tickets;
  return [
    validCard(valid, 'Scan it again after a moment: the desk says when and where it was used.'),
    ...validOthers.slice(0, validCards - 1).map((ticket) => validCard(ticket, noteOnName(ticket))),
    {
      ...cardOf('registration-code', registrationCode, 'Organiser’s own code'),
      scan: 'registration-code',
      outcome: 'admitted',
      note: 'The code of the registration system serves as a ticket too.',
    },
    {
      ...cardOf('signed', signed, 'Signed ticket'),
      scan: 'signed',
      outcome: 'admitted',
      note: 'Proves itself by its signature, without network and roster.',
    },
    {
      ...cardWithoutHolder('signed-not-in-roster', signedNotInRoster, 'Signed ticket · newcomer'),
      scan: 'signed',
      outcome: 'admitted',
      note: 'Genuine, but not in this desk’s roster yet: the badge waits for the data.',
    },
  ];
}

function otherCards(tickets: DemoTickets): Card[] {
  return [
    personCard('wrong-day', tickets.wrongDay, 'Registered for 4 October only.'),
    personCard('pending', tickets.pending, 'The secretariat has not decided yet.'),
    personCard('cancelled', tickets.cancelled, 'The registration was cancelled.'),
    personCard('revoked', tickets.revoked, 'Only a supervisor sees the word “revoked”.'),
    paperCard('expired', tickets.expired, 'It expired on the day before the event.'),
    paperCard('other-event', tickets.otherEvent, 'Made for another conference.'),
    paperCard('forged', tickets.forged, 'Signed with a key that is not the organiser’s.'),
    {
      ...cardWithoutHolder('unknown', tickets.unknown, 'Opaque code · unknown'),
      scan: 'ticket',
      outcome: 'not-registered',
      note: 'The right form, but nobody in the roster has it.',
    },
    {
      ...cardWithoutHolder('damaged', tickets.damaged, 'Opaque code · damaged'),
      scan: 'unreadable',
      outcome: 'unreadable',
      note: 'One letter is wrong; the check letters tell.',
    },
  ];
}

function validCard(ticket: DelegateTicket, note: string): Card {
  const id = `valid-${ticket.delegate.delegation.toLowerCase()}`;
  return { ...cardOf(id, ticket, 'Opaque code'), scan: 'ticket', outcome: 'admitted', note };
}

function noteOnName({ delegate }: DelegateTicket): string {
  return delegate.nativeName === ''
    ? 'A badge with marks above and below the letters.'
    : 'A badge with the name in its own script.';
}

/** A valid ticket whose holder may not come. */
function personCard(
  outcome: Extract<Outcome, 'wrong-day' | 'pending' | 'cancelled' | 'revoked'>,
  ticket: DelegateTicket,
  note: string,
): Card {
  const label = `Opaque code · ${outcome.replace('-', ' ')}`;
  return { ...cardOf(outcome, ticket, label), scan: 'ticket', outcome, note };
}

/** A signed ticket that is invalid. */
function paperCard(
  outcome: Extract<Outcome, 'expired' | 'other-event' | 'forged'>,
  ticket: SignedSample,
  note: string,
): Card {
  const label = `Signed ticket · ${outcome.replace('-', ' ')}`;
  return { ...cardWithoutHolder(outcome, ticket, label), scan: outcome, outcome, note };
}

function cardOf(id: string, ticket: DelegateTicket, label: string) {
  return { id, label, text: ticket.text, holder: ticket.delegate };
}

function cardWithoutHolder(id: string, ticket: Pick<SignedSample, 'text'>, label: string) {
  return { id, label, text: ticket.text, holder: null };
}
