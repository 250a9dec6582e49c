import type { RosterEntry } from '../domain/roster/roster-entry.ts';
import { type CodeMaking, makeDelegateId, ticketHashes } from '../domain/tickets/issued-codes.ts';
import type { Person } from './read-people.ts';

/** A person of a file as an entry for a delegate whose id and ticket are known. */
export function rosterEntry(
  { registrationCode, values }: Person,
  known: Pick<RosterEntry, 'id' | 'ticketHashes'>,
): RosterEntry {
  return { id: known.id, registrationCode, ticketHashes: known.ticketHashes, values };
}

/** A person of a file as a new delegate, with the id and ticket that every desk computes. */
export function newEntry(person: Person, making: CodeMaking): RosterEntry {
  const id = makeDelegateId(person.registrationCode, making);
  return rosterEntry(person, { id, ticketHashes: ticketHashes(id, making) });
}
