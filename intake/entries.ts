import type { Crypto } from '../domain/crypto.ts';
import { makeDelegateId } from '../domain/delegate-id.ts';
import { makeTicketCode } from '../domain/opaque-code.ts';
import type { RosterEntry } from '../domain/roster-entry.ts';
import type { Person } from './read-people.ts';

/** What the codes of a person who is new to an event are made from. */
export interface CodeMaking {
  eventId: string;
  eventSecret: Uint8Array;
  crypto: Crypto;
}

/** A person of a file as an entry for somebody whose id and ticket code are known. */
export function rosterEntry(person: Person, id: string, ticketCode: string): RosterEntry {
  return { id, registrationCode: person.registrationCode, ticketCode, values: person.values };
}

/** A person of a file as an entry for somebody new, with the id and ticket code that every station computes. */
export function newEntry(
  person: Person,
  { eventId, eventSecret, crypto }: CodeMaking,
): RosterEntry {
  const id = makeDelegateId(eventId, person.registrationCode, crypto);
  return rosterEntry(person, id, makeTicketCode(eventSecret, id, crypto));
}
