import type { ReadableDatabase } from '../../db/base/types.ts';
import { findEvent, findEventPlace, type StoredEvent } from '../../db/event/events.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import { type EventFile, eventFileHash, eventFileSchema } from '../../domain/event/event-file.ts';
import type { Operator } from '../../domain/operators/rights.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import type { NewPerson } from '../../domain/roster/roster-changes.ts';
import type { RosterEntry } from '../../domain/roster/roster-entry.ts';
import { makeDelegateId } from '../../domain/tickets/issued-codes.ts';
import type { Caller } from '../../main/base/context.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { eventSecret, sampleDelegate, sampleEvent, sampleMaking } from '../support/sample-event.ts';

/** The id of the session that asks for a booking. */
export const workshop = 'workshop';

/**
 * The event of every schedule. The workshop has one place, so that a few people soon want more; it
 * is the last checkpoint, because steps count them from the first.
 */
const simFile: EventFile = eventFileSchema.parse({
  ...sampleEvent,
  checkpoints: [
    ...sampleEvent.checkpoints,
    {
      id: workshop,
      name: { en: 'Workshop', fr: 'Atelier' },
      kind: 'session',
      windows: [],
      categories: null,
      capacity: 1,
      passes: 'booked-only',
    },
  ],
});
export const simEvent = { file: simFile, secret: eventSecret } satisfies StoredEvent;
export const simFileHash = eventFileHash(simFile, nodeCrypto);

/** The event as a station's store has it now. */
export function heldEvent(db: ReadableDatabase): StoredEvent {
  return (findEventPlace(db, simEvent.file.id)?.version ?? 0) > 1
    ? (findEvent(db, simEvent.file.id) ?? simEvent)
    : simEvent;
}

/** Nine o'clock on the first day. */
export const firstMorning = Date.parse('2018-10-02T09:00:00+02:00');

const supervisor: Operator = {
  id: '0192d3a0-0000-7000-8000-000000000002',
  name: 'Supervisor',
  role: 'supervisor',
};
export const operators: readonly Operator[] = [supervisor];
/** As a station's handshake sends them. */
export const saidOperator = { ...supervisor, active: true, vouched: true };
export const saidOperators = [saidOperator];
export const caller: Caller = { operator: supervisor };

/** A person of the secretariat's file, by number. */
export function samplePerson(number: number, change: Partial<Delegate> = {}): Delegate {
  const registrationCode = `T18-${String(number).padStart(5, '0')}`;
  const id = makeDelegateId(registrationCode, sampleMaking);
  const printedName = `Sample PERSON ${number}`;
  return sampleDelegate({ id, registrationCode, printedName, ...change });
}

/** Everyone the secretariat may ever register; few, so that desks meet over the same people. */
export const registered: readonly Delegate[] = Array.from({ length: 12 }, (_, number) =>
  samplePerson(number),
);

/** Those of them in the first file. */
export const firstFile: readonly Delegate[] = registered.slice(0, 8);

/** A delegate's row in a roster file. */
export function entryOf(delegate: Delegate): RosterEntry {
  const { id, registrationCode, ticketHashes, ...values } = delegate;
  return { id, registrationCode, ticketHashes, values };
}

/**
 * A known person; every second time one of the first few, so that several things happen to the same
 * people.
 */
export function personOf(people: readonly string[], number: number): string {
  const half = number >> 1;
  const among = (number & 1) === 1 ? Math.min(few, people.length) : people.length;
  const found = people[half % among];
  if (found === undefined) throw new RangeError('nobody is known');
  return found;
}

const few = 2;

/** The part of an admission that is the same for everyone; add place, person and time. */
export const plainAdmission = {
  eventId: simEvent.file.id,
  type: 'admitted',
  checkpoint: 'registration',
  targetId: null,
  operatorId: null,
  localDay: '2018-10-02',
  badgeSerial: null,
  after: '',
  version: 1,
  payload: '{"identity":null,"source":"camera"}',
  commitment: null,
} as const;

/** A person who comes without a registration. */
export function newPerson(number: number, { file }: StoredEvent = simEvent): NewPerson {
  const categories = inUse(file.categories);
  return {
    title: 'Mr',
    printedName: `Walk IN ${number}`,
    givenName: 'Walk',
    familyName: `In ${number}`,
    nativeName: '',
    jobTitle: '',
    delegation: 'JPN',
    administration: '',
    category: categories[number % categories.length]?.id ?? 'delegate',
  };
}
