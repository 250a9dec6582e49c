import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  type CodeMaking,
  makeDelegateId,
  ticketHashes,
} from '../../domain/tickets/issued-codes.ts';
import { makeTicketCode } from '../../domain/tickets/opaque-code.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { handWritten } from './data/hand-written.ts';
import { demoEvent } from './event.ts';
import { demoKeys } from './keys.ts';
import { invitedSeats, memberSeats, speakerSeats } from './people/delegation-seats.ts';
import { dealFates } from './people/fates.ts';
import { inventPerson, type Person, seatHandWritten } from './people/person.ts';
import { staffSeats } from './people/staff-seats.ts';
import { seededRandom } from './random.ts';

/** A delegate with the code on the ticket, which no station stores. */
export interface TicketHolder extends Delegate {
  ticketCode: string;
}

/** Some numbers were never given out or were returned, as in any registration system. */
const highestNumber = 1187;
const seed = 20_181_002;

/**
 * The 1,000 delegates of the demo event in the order of their registration codes: all invented, and
 * the same each time.
 */
export function demoDelegates(): TicketHolder[] {
  const random = seededRandom(seed);
  const seats = [
    ...memberSeats(leastSeats(), random),
    ...invitedSeats(random),
    ...speakerSeats(random),
    ...staffSeats(random),
  ];
  const written = seatHandWritten(seats);
  const taken = new Set(written.map((person) => person.printedName));
  const codes = random.shuffle(freeCodes());
  const invented = seats.map((seat, index) =>
    inventPerson(seat, codes[index] ?? '', taken, random),
  );
  return [...written, ...dealFates(invented, random)]
    .toSorted((a, b) => (a.registrationCode < b.registrationCode ? -1 : 1))
    .map(identify());
}

/** A head and an alternate in addition to the hand-written people. */
function leastSeats(): Map<string, number> {
  const least = new Map<string, number>();
  for (const { delegation } of handWritten) {
    least.set(delegation, (least.get(delegation) ?? 2) + 1);
  }
  return least;
}

function freeCodes(): string[] {
  const used = new Set(handWritten.map((person) => person.registrationCode));
  return Array.from(
    { length: highestNumber },
    (_, index) => `GSC18-${String(index + 1).padStart(5, '0')}`,
  ).filter((code) => !used.has(code));
}

function identify(): (person: Person) => TicketHolder {
  const { eventSecret } = demoKeys();
  const eventId = demoEvent().id;
  const ticketSecrets: CodeMaking['ticketSecrets'] = [eventSecret];
  const making = { eventId, eventSecret, ticketSecrets, crypto: nodeCrypto };
  return (person) => {
    const id = makeDelegateId(person.registrationCode, making);
    const ticketCode = makeTicketCode(eventSecret, id, nodeCrypto);
    const email = `${person.registrationCode.toLowerCase()}@example.org`;
    return { id, ticketCode, ticketHashes: ticketHashes(id, making), ...person, email };
  };
}
