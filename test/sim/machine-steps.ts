import { statement } from '../../db/base/statement.ts';
import { canDo, type DeskOperation, doAtDesk } from './desk-steps.ts';
import { type CrashPlan, Disk, isFull, PowerCut } from './disk.ts';
import { furthestJump } from './fault-table.ts';
import { contextOf, type Machine, newMachine, stationOf } from './machine.ts';
import { randomUuid } from './random.ts';
import type { Step } from './schedule.ts';
import { spareKeys, templates } from './templates.ts';
import { noting, type World } from './world.ts';

/** One action at a machine; the power may fail meanwhile. */
export function workAtDesk(
  world: World,
  machine: Machine,
  operation: DeskOperation,
  { a, b }: Pick<Step, 'a' | 'b'>,
  trouble: CrashPlan | 'full' | null = null,
  context = contextOf(machine, () => world.now, operation === 'door-check-in' ? 1 : 0),
): void {
  if (!canDo(machine.mode, operation)) return;
  if (trouble === 'full') machine.disk.fill();
  else machine.disk.planCrash(trouble);
  const before = machine.disk.commits;
  const done = noting(world, machine, () => {
    try {
      const { mode } = machine;
      const { people, coverage } = world;
      return doAtDesk(operation, { context, mode, people, coverage, a, b });
    } catch (error) {
      if (error instanceof PowerCut) {
        const side = machine.disk.commits > before ? 'after' : 'before';
        world.coverage.add(`fault: power cut at a desk, ${side} its commit`, true);
        return true;
      }
      if (trouble !== 'full' || !isFull(error)) throw error;
      world.coverage.add('fault: disk full at a desk', true);
      return true;
    } finally {
      machine.disk.planCrash(null);
      machine.disk.free();
    }
  });
  world.coverage.add(operation, done);
}

/** Keeps a copy of the disk, as a person does who "makes a backup of the laptop". */
export function takeImage(world: World, machine: Machine): void {
  machine.image = { disk: machine.disk.image(), token: machine.token };
  world.coverage.add('image', true);
}

/** Puts the disk back to its last image, or to its first content. */
export function rollBack(world: World, machine: Machine, to: 'image' | 'oldest'): void {
  const before = stationOf(machine);
  const { disk, token } = to === 'image' ? machine.image : machine.oldest;
  machine.disk.start(disk);
  machine.token = token;
  const after = stationOf(machine);
  const changed = before.chainHead !== after.chainHead;
  world.lostHub.forget(machine);
  world.doubled.add(before.station);
  world.coverage.add(to === 'image' ? 'roll-back' : 'roll-back-old', changed);
}

/** Copies the disk to a second computer; both run on as the same station. */
export function cloneMachine(world: World, machine: Machine): void {
  if (world.machines.length >= 6) return;
  world.born += 1;
  const disk = new Disk(machine.disk.image());
  const name = `${machine.name} (clone ${world.born})`;
  world.machines.push({ ...machine, name, disk, off: false, replaces: null });
  world.doubled.add(stationOf(machine).station);
  world.coverage.add('clone', stationOf(machine).lastKseq > 0);
}

/** The disk is lost; the computer is set up again and is another station from then on. */
export async function wipeMachine(world: World, machine: Machine, step: Step): Promise<void> {
  const index = world.machines.indexOf(machine);
  const held = statement<[], { n: number }>(
    machine.disk.db,
    'SELECT count(*) AS n FROM attendance_event',
  ).get();
  const before = stationOf(machine).station;
  machine.disk.close();
  world.lostHub.forget(machine);
  world.born += 1;
  const station = randomUuid(world.random);
  world.keys.set(station, spareKeys(world.born));
  const { unused } = await templates();
  const fresh = newMachine(`Desk ${world.born}`, machine.mode, station, unused);
  fresh.skew = machine.skew;
  if (step.b % 2 === 1) fresh.replaces = before;
  world.machines[index] = fresh;
  world.coverage.add('wipe', (held?.n ?? 0) > 0);
}

/** A person sets the clock, or the computer's battery is empty. */
export function moveClock(world: World, machine: Machine, step: Step, unit: number): void {
  // Three days either way: further off, every admission is refused for its day.
  const most = unit === day ? 3 : 20;
  const by = ((step.a % (2 * most + 1)) - most) * unit + (step.b % unit);
  machine.skew += by;
  const name = unit === day ? 'days' : unit === minute ? 'minutes' : 'seconds';
  world.coverage.add(`clock by ${name}`, by !== 0);
}

/** How far a clock jumps, in milliseconds. A timer of 24.8 days is the longest that Node keeps. */
const jumps = [2, 17, 90]
  .map((minutes) => minutes * 60_000)
  .concat([1, 3, 12, 25, 40].map((days) => days * 86_400_000));

/** A clock's new difference from the true time after a jump; every fourth jump sets it right. */
export function jumped(
  world: World,
  whose: keyof typeof furthestJump,
  skew: number,
  { a, b }: Pick<Step, 'a' | 'b'>,
): number {
  const name = whose === 'hub' ? 'hub clock' : 'clock';
  if (b % 4 === 0) {
    world.coverage.add(`${name} set right`, skew !== 0);
    return 0;
  }
  const most = furthestJump[whose] * day;
  const size = Math.min(jumps[a % jumps.length] ?? 0, most);
  const isBack = (b & 8) === 0;
  const by = (isBack ? -1 : 1) * (size + (b % minute));
  const after = Math.max(-most, Math.min(most, skew + by));
  const unit = size < day ? 'minutes' : size < 7 * day ? 'days' : 'weeks';
  world.coverage.add(`${name} jumps ${isBack ? 'back' : 'forward'} by ${unit}`, after !== skew);
  return after;
}

export const second = 1_000;
export const minute = 60_000;
export const day = 24 * 60 * minute;
