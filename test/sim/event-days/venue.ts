import { makeSigningKeys, type SigningKeys } from '../../../crypto/ed25519.ts';
import { nodeCrypto } from '../../../crypto/node-crypto.ts';
import { statement } from '../../../db/statement.ts';
import type { AttendanceEvent } from '../../../domain/attendance.ts';
import type { Delegate } from '../../../domain/delegate.ts';
import { makeDelegateId } from '../../../domain/delegate-id.ts';
import { type EventFile, makeCheckpoint } from '../../../domain/event-file.ts';
import { makeTicketCode } from '../../../domain/opaque-code.ts';
import type { KioskMode } from '../../../domain/wire/protocol.ts';
import type { Context } from '../../../main/use-cases/context.ts';
import { eventSecret, sampleDelegate, sampleEvent } from '../../support/sample-event.ts';
import { Coverage } from '../coverage.ts';
import { HubMachine } from '../hub-machine.ts';
import { type Machine, newMachine, stationOf } from '../machine.ts';
import { NewerKiosk } from '../newer-kiosk.ts';
import { entryOf, firstMorning } from '../people.ts';
import { createRandom, randomUuid } from '../random.ts';
import { syncMachine } from '../sync-step.ts';
import { templates } from '../templates.ts';
import { newWorld, type World } from '../world.ts';

export const days = ['2018-10-02', '2018-10-03', '2018-10-04'] as const;
const delegateCount = 1_000;
const modes: readonly KioskMode[] = ['desk', 'desk', 'desk', 'kiosk', 'door'];

/** The event of the test: its six checkpoints are the registration desks and five rooms. */
export const threeDayEvent: EventFile = {
  ...sampleEvent,
  checkpoints: ['registration', 'plenary', 'budget', 'rules', 'technical', 'reception'].map((id) =>
    makeCheckpoint({
      id,
      name: { en: id, fr: id },
      kind: id === 'registration' ? 'registration' : 'session',
      windows: [],
      categories: null,
    }),
  ),
};

/** Everything in one event of three days. */
export interface Venue {
  world: World;
  /** By id: what the secretariat and the desks have made of each registration. Kept by the test alone. */
  roster: Map<string, { delegation: string; status: Delegate['status']; replaced: boolean }>;
  walkIns: Set<string>;
  /** Facts as they were committed at the stations, by id. */
  committed: Map<string, AttendanceEvent>;
}

/** A hub with a thousand registrations, and five stations that have pulled them. */
export async function openVenue(seed: number): Promise<Venue> {
  const random = createRandom(seed);
  let world: World | null = null;
  const now = (): number => world?.now ?? firstMorning;
  const hub = await HubMachine.found(now, random);
  const people = Array.from({ length: delegateCount }, (_, number) => registration(number));
  await hub.hub.importRoster(people.map(entryOf), 'people.csv');
  const { unused } = await templates();
  const keys = new Map<string, SigningKeys>();
  const machines = modes.map((mode, index) => {
    const kiosk = randomUuid(random);
    keys.set(kiosk, makeSigningKeys());
    return newMachine(`${mode} ${index + 1}`, mode, kiosk, unused);
  });
  const newer = new NewerKiosk(randomUuid(random));
  world = newWorld({ random, coverage: new Coverage(), machines, newer, hub, keys });
  for (const machine of machines) await syncMachine(world, machine);
  const roster = new Map(
    people.map(({ id, delegation, status }) => [id, { delegation, status, replaced: false }]),
  );
  return { world, roster, walkIns: new Set(), committed: new Map() };
}

const delegations = ['BEL', 'JPN', 'FRA', 'KEN', 'PER', 'FJI', 'WCO'] as const;
const statuses = ['pending', 'cancelled', 'revoked'] as const;

/** Nine in ten are confirmed. */
function registration(number: number): Delegate {
  const registrationCode = `T18-${String(number).padStart(5, '0')}`;
  const id = makeDelegateId(sampleEvent.id, registrationCode, nodeCrypto);
  return sampleDelegate({
    id,
    registrationCode,
    ticketCode: makeTicketCode(eventSecret, id, nodeCrypto),
    printedName: `Sample PERSON ${number}`,
    delegation: delegations[number % delegations.length] ?? 'BEL',
    status: number % 10 === 9 ? (statuses[Math.floor(number / 10) % 3] ?? 'pending') : 'confirmed',
  });
}

/** What the use cases of a station work with at a checkpoint. */
export function contextAt({ world }: Venue, machine: Machine, checkpoint: number): Context {
  const place = threeDayEvent.checkpoints[checkpoint];
  if (place === undefined) throw new RangeError('no such checkpoint');
  return {
    db: machine.disk.db,
    kiosk: stationOf(machine),
    kioskName: machine.name,
    event: { file: threeDayEvent, secret: eventSecret },
    clock: () => world.now + machine.skew,
    checkpoint: () => place,
    idCheck: () => false,
    training: false,
  };
}

/** Runs something that may write facts at a station, and takes down what was committed, also where the power went. */
export function takingDown(venue: Venue, machine: Machine, action: () => void): void {
  const before = stationOf(machine);
  try {
    action();
  } finally {
    machine.disk.planCrash(null);
    machine.disk.start();
    for (const fact of factsAfter(machine, before)) venue.committed.set(fact.id, fact);
  }
}

function factsAfter(
  { disk }: Machine,
  { kiosk, incarnation, lastKseq }: { kiosk: string; incarnation: number; lastKseq: number },
): AttendanceEvent[] {
  return statement<[string, number, number], AttendanceEvent>(
    disk.db,
    `SELECT id, kiosk, incarnation, kseq, type, delegate_id AS delegateId, checkpoint,
       target_id AS targetId, local_day AS localDay, hlc, payload
     FROM attendance_event WHERE kiosk = ? AND incarnation = ? AND kseq > ?`,
  ).all(kiosk, incarnation, lastKseq);
}
