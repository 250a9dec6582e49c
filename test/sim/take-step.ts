import { statement } from '../../db/base/statement.ts';
import { heldStopLists } from '../../db/sync/stop-list.ts';
import { at, type DeskOperation } from './desk-steps.ts';
import type { CrashPlan } from './disk.ts';
import { type HostileDeed, hostileDeeds } from './hostile.ts';
import { type NumberDeed, numberDeeds } from './hostile-numbers.ts';
import { giveOrder, isOrganisers, organise } from './hub-steps.ts';
import { syncNewer, tokenOf } from './joining.ts';
import { type Machine, stationOf } from './machine.ts';
import {
  cloneMachine,
  day,
  jumped,
  minute,
  moveClock,
  rollBack,
  second,
  takeImage,
  wipeMachine,
  workAtDesk,
} from './machine-steps.ts';
import type { Fault } from './network.ts';
import type { NewerFact } from './newer-station.ts';
import type { Step } from './schedule.ts';
import { type Disturbance, syncMachine, syncTogether } from './sync-step.ts';
import type { World } from './world.ts';

/** Faults that a sync may meet, by the step that causes them. */
const faults = {
  'sync-cut': ['request-lost'],
  'sync-answer-lost': ['answer-lost'],
  'sync-twice': ['twice'],
  'sync-late': ['late'],
  'sync-truncated': ['truncated'],
  'sync-busy': ['busy'],
  'sync-between': ['between'],
  'sync-hub-crash': ['hub-crash-before', 'hub-crash-after'],
  'sync-hub-full': ['hub-full'],
} as const satisfies Record<string, readonly Fault[]>;

function isTroubled(operation: string): operation is keyof typeof faults {
  return operation in faults;
}

/** The request of a sync that the fault strikes. */
const places = [0, 'push', 'pullEvents', 'pullRoster', 1, 2, 'push', 3, 4, 'directory', 6] as const;

/** What people do at desks while something else is in progress. */
const inBetween: readonly DeskOperation[] = ['check-in', 'undo', 'reprint', 'correct', 'walk-in'];

export async function takeStep(world: World, step: Step): Promise<void> {
  world.now += 1 + (step.b % 5000);
  const machine = world.machines[step.who % world.machines.length];
  if (machine === undefined) throw new RangeError('no machine left');
  const { op, a, b } = step;
  if (isOrganisers(op)) return await organise(world, op, step);
  if (isTroubled(op)) {
    return await syncIfOn(world, machine, { trouble: troubleOf(world, op, step) });
  }
  const noteHub = (): void => world.lostHub.note(world);
  const crash: CrashPlan = { commits: a % 6, side: b % 2 === 0 ? 'before' : 'after' };
  switch (op) {
    case 'crash':
      return crashAtDesk(world, machine, step);
    case 'sync':
      return await syncIfOn(world, machine, {});
    case 'sync-station-crash':
      return await syncIfOn(world, machine, { crash });
    case 'sync-together': {
      const on = world.machines.filter(({ off }) => !off);
      // Each machine has facts to push; the numbers decide how many.
      for (const [index, one] of on.entries()) {
        const times = (b >> index) % 3;
        for (let n = 0; n < times; n += 1)
          workAtDesk(world, one, 'check-in', { a: a + index + n * 8, b });
      }
      return await syncTogether(world, on, b % 3 === 0 ? crash : null);
    }
    case 'sync-disk-full':
      return await syncIfOn(world, machine, { full: true });
    case 'disk-full':
      return workAtDesk(world, machine, at(inBetween, b), step, 'full');
    case 'deliver-late':
      return await deliverLate(world, a);
    case 'clock-seconds':
      // Back to about the true time first: the seconds of several steps must not add up to a drift.
      machine.skew = 0;
      return moveClock(world, machine, step, second);
    case 'clock-minutes':
      return moveClock(world, machine, step, minute);
    case 'clock-days':
      return moveClock(world, machine, step, day);
    case 'clock-jump':
      machine.skew = jumped(world, 'station', machine.skew, step);
      return;
    case 'hub-clock':
      world.hub.skew = jumped(world, 'hub', world.hub.skew, step);
      return;
    case 'off':
      return switchOff(world, machine);
    case 'image':
      return takeImage(world, machine);
    case 'roll-back':
      return rollBack(world, machine, 'image');
    case 'roll-back-old':
      return rollBack(world, machine, 'oldest');
    case 'clone':
      return cloneMachine(world, machine);
    case 'wipe':
      return await wipeMachine(world, machine, step);
    case 'backup':
      return world.hub.makeBackup(world);
    case 'restore':
      return await world.hub.restore(world, { isSilent: b % 4 === 3, to: 'newest' }, noteHub);
    case 'restore-old':
      return await world.hub.restore(world, { isSilent: false, to: 'oldest' }, noteHub);
    case 'take-over':
      return await world.hub.takeOver(world, machine, noteHub);
    case 'take-over-behind':
      return await takeOverBehind(world);
    case 'newer-fact':
      return writeNewer(world, at(['more-fields', 'unknown-type', 'ordinary'], a));
    case 'bad-fact':
      return writeNewer(world, at(['not-json', 'other-envelope', 'not-a-fact'], a));
    case 'hostile':
      // An even machine's deeds never change, since regressions.ts names them by number.
      return await actHostile(world, at(step.who % 2 === 0 ? hostileDeeds : numberDeeds, a), b);
    case 'judge':
      return await giveOrder(world, step);
    case 'newer-sync': {
      const pushed = await syncNewer(world);
      return world.coverage.add(op, pushed);
    }
    default:
      return workAtDesk(world, machine, op, step);
  }
}

/** The desk that knows least of the others' records and lists becomes the hub. */
async function takeOverBehind(world: World): Promise<void> {
  const desks = world.machines.filter(({ mode }) => mode === 'desk').map(knowledgeOf);
  const [least] = desks.toSorted((a, b) => a.facts - b.facts || a.stopList - b.stopList);
  if (least === undefined || world.hub.revoked.has(stationOf(least.machine).station)) return;
  const misses = desks.some(
    ({ facts, stopList }) => facts > least.facts || stopList > least.stopList,
  );
  world.coverage.add('take-over-behind', misses);
  await world.hub.takeOver(world, least.machine, () => world.lostHub.note(world));
}

function knowledgeOf(machine: Machine) {
  const { db } = machine.disk;
  const counted = statement<[], { n: number }>(db, 'SELECT count(*) AS n FROM attendance_event');
  // Count the entries and removals that its lists name: a list that another replaces has fewer.
  const lists = heldStopLists(db).map(({ list }) => list);
  const ids = lists.flatMap(({ entries, removed }) => [...entries.map(({ id }) => id), ...removed]);
  return { machine, facts: counted.get()?.n ?? 0, stopList: new Set(ids).size };
}

async function syncIfOn(world: World, machine: Machine, disturbance: Disturbance): Promise<void> {
  if (machine.off) return world.coverage.add('sync of a machine that is off', false);
  const outcome = await syncMachine(world, machine, disturbance);
  if (Object.keys(disturbance).length === 0) world.coverage.add('sync', outcome !== null);
}

function troubleOf(world: World, op: keyof typeof faults, step: Step) {
  const { a, b } = step;
  return {
    at: at(places, a),
    fault: at<Fault>(faults[op], b),
    number: b,
    meanwhile: () => meanwhile(world, step),
  };
}

/** What happens between two requests: a fact at any desk, or a whole sync of another machine. */
async function meanwhile(world: World, { who, a, b }: Step): Promise<void> {
  const here = world.machines[who % world.machines.length];
  const twin = world.machines.find((other) => other !== here && isTwin(other, here));
  const other = world.machines[(who + (b >> 4)) % world.machines.length];
  const machine = twin !== undefined && (b & 2) === 0 ? twin : other;
  if (machine === undefined) return;
  if (machine !== here && (b & 1) === 1 && !machine.off) await syncMachine(world, machine);
  else workAtDesk(world, machine, at(inBetween, b >> 2), { a, b });
}

/** Whether two machines are copies of one disk, and so the same station. */
function isTwin(one: Machine, other: Machine | undefined): boolean {
  return other !== undefined && stationOf(one).station === stationOf(other).station;
}

function crashAtDesk(world: World, machine: Machine, step: Step): void {
  const side = (step.b & 8) === 0 ? 'before' : 'after';
  workAtDesk(world, machine, at(inBetween, step.b), step, { commits: 0, side });
}

async function deliverLate(world: World, number: number): Promise<void> {
  const [letter] = world.late.splice(number % Math.max(world.late.length, 1), 1);
  if (letter === undefined) return;
  const reply = await world.hub.deliver(world, letter);
  world.coverage.add(`late ${letter.method} ${reply.ok ? 'taken' : 'refused'}`, true);
}

function switchOff(world: World, machine: Machine): void {
  machine.off = !machine.off;
  world.coverage.add('off', true);
}

async function actHostile(world: World, deed: HostileDeed | NumberDeed, b: number): Promise<void> {
  const hostile = at(world.hostile, b);
  const { station, mode } = hostile;
  const token = await tokenOf(world, station, { name: 'Left', mode, replaces: null });
  const { random, now: wall } = world;
  const taken = await hostile.act(deed, { token, way: world.hub.way(world), random, wall });
  world.coverage.add(`hostile: ${deed}: ${taken ? 'taken' : 'refused'}`, true);
  world.coverage.add('hostile', true);
}

function writeNewer(world: World, kind: NewerFact): void {
  const { id, event } = world.newer.write(kind, world.random, world.now);
  world.book.noteBody(id, event.body);
  world.coverage.add(`fact of a newer version: ${kind}`, true);
}
