import { randomUUID } from 'node:crypto';
import { statement } from '../../../db/statement.ts';
import { CallFailure } from '../../../main/call-failure.ts';
import { recordPrintOutcome } from '../../../main/use-cases/badges.ts';
import { checkIn } from '../../../main/use-cases/check-in.ts';
import type { Context } from '../../../main/use-cases/context.ts';
import { registerWalkIn, replaceDelegate } from '../../../main/use-cases/roster-changes.ts';
import { undoCheckIn } from '../../../main/use-cases/undo-check-in.ts';
import { PowerCut } from '../disk.ts';
import type { Machine } from '../machine.ts';
import type { Fault } from '../network.ts';
import { caller, newPerson } from '../people.ts';
import { type Disturbance, syncMachine, syncTogether } from '../sync-step.ts';
import { contextAt, takingDown, threeDayEvent, type Venue } from './venue.ts';

/** Milliseconds between two things that people do. */
const pace = 9_000;

const faults: readonly Fault[] = [
  ...(['request-lost', 'answer-lost', 'twice', 'late', 'truncated', 'busy'] as const),
  ...(['hub-crash-before', 'hub-crash-after'] as const),
];

/** One thing that happens at the venue: mostly somebody arrives. */
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
      at: random.below(6),
      fault: random.pick(faults),
      number: random.below(999),
    };
  } else if (random.chance(0.2)) {
    disturbance.crash = { commits: random.below(5), side: random.chance(0.5) ? 'before' : 'after' };
  }
  await syncMachine(world, machine, disturbance);
}

function workAt(venue: Venue, machine: Machine, dice: number): void {
  const { random } = venue.world;
  const isDesk = machine.mode === 'desk';
  const isDoor = machine.mode === 'door';
  const isArrival = isDoor ? false : random.chance(0.4);
  const checkpoint = isArrival ? 0 : 1 + random.below(threeDayEvent.checkpoints.length - 1);
  const context = contextAt(venue, machine, checkpoint);
  takingDown(venue, machine, () => {
    if (random.chance(0.02)) {
      const side = random.chance(0.5) ? 'before' : 'after';
      machine.disk.planCrash({ commits: 0, side });
    }
    try {
      if (dice < 90) undoOne(venue, context);
      else if (dice < 96 && isDesk) walkIn(venue, context);
      else if (dice < 102 && isDesk) replaceOne(venue, context);
      else if (dice < 300) printOne(context);
      else admitOne(venue, context);
    } catch (error) {
      // The power went, or the rules refuse it: what was committed is taken down either way.
      if (!(error instanceof PowerCut) && !(error instanceof CallFailure)) throw error;
    }
  });
  if (isDesk && dice < 102) noteRosterFacts(venue, machine);
}

function admitOne({ world, roster }: Venue, context: Context): void {
  const people = [...roster.keys()];
  const { random } = world;
  // Every third time somebody of the first fifty: so that stations meet over the same persons.
  const id = random.chance(0.33) ? people[random.below(50)] : random.pick(people);
  const target = { kind: 'delegate' as const, delegateId: id ?? '' };
  checkIn(context, caller, { key: randomUUID(), target, identity: null });
}

function undoOne({ world }: Venue, context: Context): void {
  const rows = statement<[], { id: string }>(
    context.db,
    'SELECT attendance_id AS id FROM admission WHERE undone_by IS NULL ORDER BY attendance_id',
  ).all();
  if (rows.length === 0) return;
  const { id: admissionId } = world.random.pick(rows);
  undoCheckIn(context, caller, { admissionId, reason: 'wrong-person' });
}

function printOne(context: Context): void {
  const row = statement<[], { serial: string }>(
    context.db,
    `SELECT serial FROM badge WHERE state = 'issued' ORDER BY serial LIMIT 1`,
  ).get();
  if (row === undefined) return;
  recordPrintOutcome(context, { badgeSerial: row.serial, state: 'confirmed' }, null);
}

function walkIn({ world }: Venue, context: Context): void {
  registerWalkIn(context, caller, {
    person: newPerson(world.random.below(10_000)),
    approver: 'Head of registration',
    reference: '',
    identity: 'passport',
  });
}

function replaceOne({ world, roster }: Venue, context: Context): void {
  replaceDelegate(context, caller, {
    approvedBy: null,
    delegateId: world.random.pick([...roster.keys()]),
    person: newPerson(world.random.below(10_000)),
    approver: 'Head of registration',
    reference: 'Letter',
  });
}

/** The organiser strikes somebody off who has not been touched by a desk. */
async function cancelAtHub({ world, roster }: Venue): Promise<void> {
  const [id, entry] = world.random.pick([...roster]);
  if (entry.status !== 'confirmed' || entry.replaced || !entry.delegation.startsWith('F')) return;
  await world.hub.hub.changeDelegate(id, { status: 'cancelled' });
  entry.status = 'cancelled';
}

const personSchemaOf = (payload: string): { id: string; delegation: string } =>
  (JSON.parse(payload) as { delegate: { id: string; delegation: string } }).delegate;

/** Brings the test's own list of registrations up to what desks committed. */
function noteRosterFacts(venue: Venue, machine: Machine): void {
  const { roster, walkIns, committed } = venue;
  const rows = statement<[], { id: string; type: string; delegateId: string; payload: string }>(
    machine.disk.db,
    `SELECT fact.id, fact.type, fact.delegate_id AS delegateId, personal.payload
     FROM attendance_event AS fact JOIN attendance_personal AS personal ON personal.attendance_id = fact.id
     WHERE fact.type IN ('walk-in-registered', 'delegate-replaced')`,
  ).all();
  for (const { id, type, delegateId, payload } of rows) {
    if (!committed.has(id) || noted.has(id)) continue;
    noted.add(id);
    const person = personSchemaOf(payload);
    roster.set(person.id, { delegation: person.delegation, status: 'confirmed', replaced: false });
    if (type === 'walk-in-registered') walkIns.add(person.id);
    const withdrawn = type === 'delegate-replaced' ? roster.get(delegateId) : undefined;
    if (withdrawn === undefined) continue;
    withdrawn.status = 'cancelled';
    withdrawn.replaced = true;
  }
}

const noted = new Set<string>();
