import type { JudgedRange, JudgementKind } from '../../domain/judgement.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import { stationOf } from './machine.ts';
import type { Step } from './schedule.ts';
import type { World } from './world.ts';

const by = (name: string) => ({ kind: 'administrator', id: name, name }) as const;

/** Two persons give an order. False where the hub knows no such station. */
async function order(world: World, verdict: JudgementKind, range: JudgedRange): Promise<boolean> {
  try {
    const people = { requestedBy: by('Anna'), approvedBy: by('Bob') };
    await world.hub.hub.judging.order({ verdict, range }, people);
    return true;
  } catch (error) {
    if (error instanceof HubProblem && error.code === 'not-found') return false;
    throw error;
  }
}

function whole(station: string): JudgedRange {
  return { station, incarnation: null, from: 1, to: null };
}

/** Two persons disregard what a hostile station wrote, or by mistake some of a good one; or they take an order back. */
export async function giveOrder(world: World, { who, a, b }: Step): Promise<void> {
  const verdict = a % 3 === 0 ? 'as-before' : 'disregard';
  const bad = world.hostile[b % world.hostile.length];
  const machine = world.machines[who % world.machines.length];
  if (machine === undefined || bad === undefined) return;
  const station = stationOf(machine);
  const from = 1 + (b % 5);
  const own: JudgedRange = {
    station: station.kiosk,
    incarnation: (b & 8) === 0 ? null : station.incarnation,
    from,
    to: (b & 16) === 0 ? null : from + (b % 7),
  };
  const isGood = (a & 4) === 0;
  const given = await order(world, verdict, isGood ? own : whole(bad.kiosk));
  world.coverage.add('judge', given);
  world.coverage.add(
    `order: ${verdict} ${isGood ? 'some of a good station' : 'a hostile one'}`,
    given,
  );
}

/** At the end: what hostile stations wrote is disregarded. */
export async function disregardHostile(world: World): Promise<void> {
  for (const { kiosk } of world.hostile) await order(world, 'disregard', whole(kiosk));
}

/** And every order is taken back. */
export async function takeOrdersBack(world: World): Promise<void> {
  const { orders } = await world.hub.hub.judging.overview();
  const stations = new Set(orders.map(({ range }) => range.station));
  for (const station of stations) await order(world, 'as-before', whole(station));
}
