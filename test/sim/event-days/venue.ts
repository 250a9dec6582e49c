import { makeSigningKeys, type SigningKeys } from '../../../crypto/ed25519.ts';
import type { StoredEvent } from '../../../db/events.ts';
import type { Delegate } from '../../../domain/delegate.ts';
import { type EventFile, makeCheckpoint } from '../../../domain/event-file.ts';
import type { KioskMode } from '../../../domain/wire/protocol.ts';
import { eventSecret, sampleEvent } from '../../support/sample-event.ts';
import { Coverage } from '../coverage.ts';
import { HubMachine } from '../hub-machine.ts';
import { newMachine } from '../machine.ts';
import { NewerKiosk } from '../newer-kiosk.ts';
import { entryOf, firstMorning, samplePerson } from '../people.ts';
import { createRandom, randomUuid } from '../random.ts';
import { syncMachine } from '../sync-step.ts';
import { templates } from '../templates.ts';
import { newWorld, type World } from '../world.ts';

export const days = ['2018-10-02', '2018-10-03', '2018-10-04'] as const;
const delegateCount = 1_000;
const modes: readonly KioskMode[] = ['desk', 'desk', 'desk', 'kiosk', 'door'];

/** The event of the test: its six checkpoints are the registration desks and five rooms. */
const file: EventFile = {
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

export const threeDayEvent: StoredEvent = { file, secret: eventSecret };

/** Everything in one event of three days. */
export interface Venue {
  world: World;
  /** By id: what the secretariat and the desks have made of each registration. Kept by the test alone. */
  roster: Map<string, { delegation: string; status: Delegate['status']; replaced: boolean }>;
  walkIns: Set<string>;
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
  world = newWorld({ random, coverage: new Coverage(), machines, newer, hostile: [], hub, keys });
  for (const machine of machines) await syncMachine(world, machine);
  const roster = new Map(
    people.map(({ id, delegation, status }) => [id, { delegation, status, replaced: false }]),
  );
  return { world, roster, walkIns: new Set() };
}

const delegations = ['BEL', 'JPN', 'FRA', 'KEN', 'PER', 'FJI', 'WCO'] as const;
const statuses = ['pending', 'cancelled', 'revoked'] as const;

/** Nine in ten are confirmed. */
function registration(number: number): Delegate {
  return samplePerson(number, {
    delegation: delegations[number % delegations.length] ?? 'BEL',
    status: number % 10 === 9 ? (statuses[Math.floor(number / 10) % 3] ?? 'pending') : 'confirmed',
  });
}
