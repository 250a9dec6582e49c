import { HubProblem } from '../../domain/wire/problems.ts';
import { stationOf } from './machine.ts';
import { day } from './machine-steps.ts';
import { entryOf, personOf, registered } from './people.ts';
import type { Step } from './schedule.ts';
import type { World } from './world.ts';

/** What the organiser does at the hub. */
export type OrganiserOperation =
  | 'import'
  | 'edit'
  | 'cancel'
  | 'delete'
  | 'stop-list'
  | 'week'
  | 'revoke';

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

const actions: Record<OrganiserOperation, (world: World, step: Step) => Promise<void>> = {
  import: async ({ hub, organised: known }, { a, b }) => {
    const start = a % registered.length;
    const entries = registered.slice(start, start + 4).map(entryOf);
    const [first] = entries;
    if (first !== undefined) {
      // As a later file of the secretariat: a name written in another way, a status that came back.
      first.values = { ...first.values, printedName: `Imported NAME ${b}`, jobTitle: `Job ${b}` };
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
    const { kiosk } = stationOf(machine);
    await hub.hub.revokeKiosk(kiosk);
    hub.revoked.add(kiosk);
  },
};

/** Somebody whom the organiser changes: what desks said of them may count no more. */
function organised({ people, organised: known }: World, number: number): string {
  const id = personOf(people, number);
  known.add(id);
  return id;
}
