import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { makeDelegateId } from '../../domain/delegate-id.ts';
import { makeTicketCode } from '../../domain/opaque-code.ts';
import type { RosterEntry } from '../../domain/roster-entry.ts';
import { entryOf } from '../sim/people.ts';
import { eventSecret, sampleDelegate, sampleEvent } from '../support/sample-event.ts';

/** More than a page of a pull, so that pulls are struck between two pages as well. */
const registrations = 1_500;

/** The roster's first file: enough people for desks to admit all the time, and few enough to meet over them. */
export const firstFile: readonly RosterEntry[] = Array.from(
  { length: registrations },
  (_, number) => {
    const registrationCode = `T18-${String(number).padStart(5, '0')}`;
    const id = makeDelegateId(sampleEvent.id, registrationCode, nodeCrypto);
    const ticketCode = makeTicketCode(eventSecret, id, nodeCrypto);
    const printedName = `Sample PERSON ${number}`;
    return entryOf(sampleDelegate({ id, registrationCode, ticketCode, printedName }));
  },
);
