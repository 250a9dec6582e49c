import { HubProblem } from '../../domain/wire/problems.ts';
import { stationOf } from './machine.ts';
import { day } from './machine-steps.ts';
import { entryOf, registered } from './people.ts';
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
  import: async ({ hub }, { a, b }) => {
    const start = a % registered.length;
    const entries = registered.slice(start, start + 4).map(entryOf);
    const [first] = entries;
    if (first !== undefined) {
      // As a later file of the secretariat: a name written in another way, a status that came back.
      first.values = { ...first.values, printedName: `Imported NAME ${b}`, jobTitle: `Job ${b}` };
    }
    await hub.hub.importRoster(entries, 'later.csv');
  },
  edit: async ({ hub, people }, { a, b }) => {
    const change = b % 2 === 0 ? { printedName: `Edited NAME ${b}` } : { vip: true };
    await hub.hub.changeDelegate(personAt(people, a), change);
  },
  cancel: async ({ hub, people }, { a, b }) => {
    const status = b % 4 === 0 ? 'confirmed' : 'cancelled';
    await hub.hub.changeDelegate(personAt(people, a), { status });
  },
  delete: async ({ hub, people }, { a }) => {
    await hub.hub.deleteDelegate(personAt(people, a));
  },
  'stop-list': async ({ hub, people }, { a, b }) => {
    const entry = { kind: 'delegate', value: personAt(people, a) } as const;
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

function personAt(people: readonly string[], number: number): string {
  return people[number % people.length] ?? '';
}
