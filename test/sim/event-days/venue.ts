import { statement } from '../../../db/base/statement.ts';
import type { StoredEvent } from '../../../db/event/events.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import { type EventFile, makeCheckpoint } from '../../../domain/event/event-file.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { makeSigningKeys, type SigningKeys } from '../../../platform/crypto/ed25519.ts';
import { eventSecret, sampleEvent } from '../../support/sample-event.ts';
import { Coverage } from '../coverage.ts';
import { canDo, type DeskOperation } from '../desk-steps.ts';
import type { CrashPlan } from '../disk.ts';
import { HubMachine } from '../hub-machine.ts';
import { contextOf, type Machine, newMachine } from '../machine.ts';
import { workAtDesk } from '../machine-steps.ts';
import type { Fault } from '../network.ts';
import { NewerStation } from '../newer-station.ts';
import { entryOf, firstMorning, samplePerson } from '../people.ts';
import { createRandom, randomUuid } from '../random.ts';
import { type Disturbance, syncMachine, syncTogether } from '../sync-step.ts';
import { templates } from '../templates.ts';
import { newWorld, type World } from '../world.ts';

export const days = ['2018-10-02', '2018-10-03', '2018-10-04'] as const;
const delegateCount = 1_000;
const modes: readonly StationMode[] = ['desk', 'desk', 'desk', 'kiosk', 'door'];

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

/** All parts of one event of three days. */
export interface Venue {
  world: World;
  /**
   * By id: what the secretariat and the desks have made of each registration. Only the test keeps
   * it.
   */
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
    const station = randomUuid(random);
    keys.set(station, makeSigningKeys());
    return newMachine(`${mode} ${index + 1}`, mode, station, unused);
  });
  const newer = new NewerStation(randomUuid(random));
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

/** Milliseconds between two things that people do. */
const pace = 9_000;

const faults: readonly Fault[] = [
  'request-lost',
  'answer-lost',
  'twice',
  'late',
  'truncated',
  'busy',
  'hub-crash-before',
  'hub-crash-after',
];

/** One event at the venue, mostly an arrival. */
export async function takeTurn(venue: Venue): Promise<void> {
  const { world } = venue;
  const { random } = world;
  world.now += random.below(2 * pace);
  const machine = random.pick(world.machines);
  const dice = random.below(1_000);
  if (dice < 60) {
    await syncDisturbed(venue, machine);
    return;
  }
  if (dice < 65) {
    const crash = random.chance(0.5) ? { commits: random.below(4), side: 'after' as const } : null;
    await syncTogether(
      world,
      world.machines.filter(({ off }) => !off),
      crash,
    );
    return;
  }
  if (dice < 70) machine.skew = (random.below(240) - 120) * 1_000;
  else if (dice < 74) await cancelAtHub(venue);
  else workAt(venue, machine, dice);
}

async function syncDisturbed({ world }: Venue, machine: Machine): Promise<void> {
  const { random } = world;
  if (machine.off) return;
  const disturbance: Disturbance = {};
  if (random.chance(0.4)) {
    disturbance.trouble = {
      at: random.pick(['push', 'push', 0, 1, 3, 'pullEvents'] as const),
      fault: random.pick(faults),
      number: random.below(999),
    };
  } else if (random.chance(0.2)) {
    disturbance.crash = { commits: random.below(5), side: random.chance(0.5) ? 'before' : 'after' };
  }
  await syncMachine(world, machine, disturbance);
}

function workAt(venue: Venue, machine: Machine, dice: number): void {
  const { world, roster } = venue;
  const { random } = world;
  const { mode } = machine;
  const isDesk = mode === 'desk';
  const usual = operationOf(dice, isDesk);
  const operation = mode === 'door' && usual === 'check-in' ? 'door-check-in' : usual;
  if (!canDo(mode, operation)) return;
  const isArrival = mode !== 'door' && random.chance(0.4);
  const rooms = threeDayEvent.file.checkpoints.length - 1;
  const checkpoint = isArrival ? 0 : 1 + random.below(rooms);
  const context = contextOf(machine, () => world.now, checkpoint, threeDayEvent);
  world.people = [...roster.keys()];
  // A third of the time one of the first fifty, so that stations meet over the same people.
  const who = random.below(random.chance(0.33) ? 50 : world.people.length);
  const b = dice < 102 ? random.below(10_000) : 0;
  const crash: CrashPlan | null = random.chance(0.02)
    ? { commits: 0, side: random.chance(0.5) ? 'before' : 'after' }
    : null;
  // An even number chooses among all people (people.ts).
  workAtDesk(world, machine, operation, { a: 2 * who, b }, crash, context);
  if (isDesk && dice < 102) noteRosterFacts(venue, machine);
}

function operationOf(dice: number, isDesk: boolean): DeskOperation {
  if (dice < 90) return 'undo';
  if (dice < 96 && isDesk) return 'walk-in';
  if (dice < 102 && isDesk) return 'replace';
  return dice < 300 ? 'print-outcome' : 'check-in';
}

/** The organiser cancels someone whom no desk has touched. */
async function cancelAtHub({ world, roster }: Venue): Promise<void> {
  const [id, entry] = world.random.pick([...roster]);
  if (entry.status !== 'confirmed' || entry.replaced || !entry.delegation.startsWith('F')) return;
  await world.hub.hub.changeDelegate(id, { status: 'cancelled' });
  entry.status = 'cancelled';
}

const personSchemaOf = (payload: string): { id: string; delegation: string } =>
  (JSON.parse(payload) as { delegate: { id: string; delegation: string } }).delegate;

/** Updates the test's own list of registrations with what the desks committed. */
function noteRosterFacts({ roster, walkIns }: Venue, machine: Machine): void {
  const rows = statement<[], { type: string; delegateId: string; payload: string }>(
    machine.disk.db,
    `SELECT fact.type, fact.delegate_id AS delegateId, personal.payload
     FROM attendance_event AS fact JOIN attendance_personal AS personal ON personal.attendance_id = fact.id
     WHERE fact.type IN ('walk-in-registered', 'delegate-replaced')`,
  ).all();
  for (const { type, delegateId, payload } of rows) {
    const person = personSchemaOf(payload);
    if (roster.has(person.id)) continue;
    roster.set(person.id, { delegation: person.delegation, status: 'confirmed', replaced: false });
    if (type === 'walk-in-registered') walkIns.add(person.id);
    const withdrawn = type === 'delegate-replaced' ? roster.get(delegateId) : undefined;
    if (withdrawn === undefined) continue;
    withdrawn.status = 'cancelled';
    withdrawn.replaced = true;
  }
}
