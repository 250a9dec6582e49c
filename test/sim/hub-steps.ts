import type { JudgedRange, JudgementKind } from '../../domain/ledger/judgement.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { stationOf } from './machine.ts';
import { day } from './machine-steps.ts';
import { entryOf, personOf, registered } from './people.ts';
import type { Step } from './schedule.ts';
import type { World } from './world.ts';

export type OrganiserOperation = keyof typeof actions;

export function isOrganisers(operation: string): operation is OrganiserOperation {
  return operation in actions;
}

/** Does it; what the hub refuses (somebody unknown, say) is an answer, too. */
export async function organise(
  world: World,
  operation: OrganiserOperation,
  step: Step,
): Promise<void> {
  try {
    await actions[operation](world, step);
    world.coverage.add(operation, true);
  } catch (error) {
    if (!(error instanceof HubProblem) || error.code === 'internal') throw error;
    world.coverage.add(operation, false);
  }
}

/** What the organiser does at the hub. */
const actions = {
  import: async ({ hub, organised: known }, { a, b }) => {
    const start = a % registered.length;
    const entries = registered.slice(start, start + 4).map(entryOf);
    const [first] = entries;
    if (first !== undefined) {
      // As a later file of the secretariat: a name written in another way, a status that came back.
      const extra = { diet: 'Vegan', seat: `A ${b}`, shuttle: b % 2 === 0 ? 'yes' : 'no' };
      const names = { printedName: `Imported NAME ${b}`, jobTitle: `Job ${b}` };
      first.values = { ...first.values, ...names, extra };
    }
    for (const { id } of entries) known.add(id);
    await hub.hub.importRoster(entries, 'later.csv');
  },
  edit: async (world, { a, b }) => {
    const change = b % 2 === 0 ? { printedName: `Edited NAME ${b}` } : { vip: true };
    await world.hub.hub.changeDelegate(organised(world, a), change);
  },
  cancel: async (world, { a, b }) => {
    const status = b % 4 === 0 ? 'confirmed' : 'cancelled';
    await world.hub.hub.changeDelegate(organised(world, a), { status });
  },
  delete: async (world, { a }) => {
    await world.hub.hub.deleteDelegate(organised(world, a));
  },
  'stop-list': async ({ hub, people }, { a, b }) => {
    const entry = { kind: 'delegate', value: personOf(people, a) } as const;
    const isLifted = b % 4 === 0;
    await hub.hub.changeStopList({ add: isLifted ? [] : [entry], remove: isLifted ? [entry] : [] });
  },
  week: async (world, { a }) => {
    // The hub keeps for no longer whom it forgot by now; in some schedules time really passes.
    if (a % 4 === 0) world.now += 7 * day;
    await world.hub.hub.dropTombstones(world.now);
  },
  revoke: async ({ hub, machines }, { who }) => {
    const machine = machines[who % machines.length];
    // One desk at least goes on.
    if (machine === undefined || hub.revoked.size > 0) throw new HubProblem('not-found');
    const { station } = stationOf(machine);
    await hub.hub.revokeStation(station);
    hub.revoked.add(station);
  },
} satisfies Record<string, (world: World, step: Step) => Promise<void>>;

/** Somebody whom the organiser changes: what desks said of them may count no more. */
function organised({ people, organised: known }: World, number: number): string {
  const id = personOf(people, number);
  known.add(id);
  return id;
}

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
    station: station.station,
    incarnation: (b & 8) === 0 ? null : station.incarnation,
    from,
    to: (b & 16) === 0 ? null : from + (b % 7),
  };
  const isGood = (a & 4) === 0;
  const given = await order(world, verdict, isGood ? own : whole(bad.station));
  world.coverage.add('judge', given);
  world.coverage.add(
    `order: ${verdict} ${isGood ? 'some of a good station' : 'a hostile one'}`,
    given,
  );
}

/** At the end: what hostile stations wrote is disregarded. */
export async function disregardHostile(world: World): Promise<void> {
  for (const { station } of world.hostile) await order(world, 'disregard', whole(station));
}

/** And every order is taken back. */
export async function takeOrdersBack(world: World): Promise<void> {
  const { orders } = await world.hub.hub.judging.overview();
  const stations = new Set(orders.map(({ range }) => range.station));
  for (const station of stations) await order(world, 'as-before', whole(station));
}
