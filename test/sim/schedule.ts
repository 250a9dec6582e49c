import fc from 'fast-check';
import { weights } from './fault-table.ts';
import { type Operation, operations } from './operations.ts';
import { createRandom, type Random } from './random.ts';

/**
 * One step. Its numbers choose among what exists at that moment (modulo), so that every step can be
 * done.
 */
export interface Step {
  op: Operation;
  /** Number of the machine. */
  who: number;
  a: number;
  b: number;
}

export interface Schedule {
  /** Machines at the start, 2 to 4. */
  stations: number;
  /** Seed of ids, salts and the like. */
  seed: number;
  steps: readonly Step[];
}

export const minSteps = 30;
const maxSteps = 33;
const largest = 0xffff;

const always: ReadonlySet<Operation> = new Set(['check-in', 'sync']);
/** Chance that a schedule contains an operation; lower for operations that end something. */
const defaultChance = 0.5;
const rareChance = 0.3;

/**
 * A random schedule in swarm style (Groce and others, "Swarm testing", 2012). Each enables a random
 * half of the operations with its own weights, so that some schedules do mostly what others never
 * do.
 */
export function makeSchedule(seed: number): Schedule {
  const random = createRandom(seed);
  const choices = swarm(random);
  const total = choices.reduce((sum, choice) => sum + choice.weight, 0);
  const length = minSteps + random.below(maxSteps - minSteps + 1);
  const number = (): number => random.below(largest + 1);
  return {
    stations: random.pick([2, 2, 3, 3, 4]),
    seed,
    steps: Array.from({ length }, () => ({
      op: drawn(choices, random.below(total)),
      who: number(),
      a: number(),
      b: number(),
    })),
  };
}

interface Choice {
  op: Operation;
  weight: number;
}

function swarm(random: Random): Choice[] {
  return operations
    .filter((op) => weightOf(op) > 0)
    .filter((op) => always.has(op) || random.chance(weightOf(op) <= 1 ? rareChance : defaultChance))
    .map((op) => ({ op, weight: 2 * weightOf(op) * random.pick([1, 1, 2, 4]) }));
}

function weightOf(op: Operation): number {
  return weights[op] ?? 2;
}

function drawn(choices: readonly Choice[], ticket: number): Operation {
  let rest = ticket;
  for (const { op, weight } of choices) {
    if (rest < weight) return op;
    rest -= weight;
  }
  return 'check-in';
}

const number = fc.integer({ min: 0, max: largest });
const stepsArbitrary = fc.array(
  fc.record({ op: fc.constantFrom(...operations), who: number, a: number, b: number }),
);

/** Schedules for fast-check: made by {@link makeSchedule}, shrunk as arrays of steps. */
class ScheduleArbitrary extends fc.Arbitrary<Schedule> {
  override generate(mrng: fc.Random): fc.Value<Schedule> {
    return new fc.Value(makeSchedule(mrng.nextInt(0, 0x7fffffff)), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Schedule {
    return typeof value === 'object' && value !== null && 'steps' in value;
  }

  override shrink(schedule: Schedule, context: unknown): fc.Stream<fc.Value<Schedule>> {
    return stepsArbitrary
      .shrink([...schedule.steps], context)
      .map(
        (value) =>
          new fc.Value<Schedule>(
            { stations: schedule.stations, seed: schedule.seed, steps: value.value_ },
            value.context,
          ),
      );
  }
}

export const scheduleArbitrary: fc.Arbitrary<Schedule> = new ScheduleArbitrary();
