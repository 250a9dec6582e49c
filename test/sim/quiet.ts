import type { SyncOutcome } from '../../main/sync/engine.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import { syncNewer } from './joining.ts';
import { stationOf } from './machine.ts';
import { syncMachine } from './sync-step.ts';
import type { World } from './world.ts';

/** Rounds within which everything must be still: what each holds goes up in one, comes down in the next. */
const mostRounds = 8;

/**
 * The network is whole, nobody does anything, and everybody syncs until nothing changes any more.
 * Throws BrokenInvariant `settles` if that does not come.
 */
export async function settle(world: World): Promise<void> {
  for (const letter of world.late.splice(0)) await world.hub.deliver(world, letter);
  for (const machine of world.machines) machine.off = false;
  for (let round = 1; round <= mostRounds; round += 1) {
    if (!(await syncAll(world))) return;
  }
  throw new BrokenInvariant('settles', `not within ${mostRounds} rounds`);
}

/** Everybody once; whether anything changed. */
async function syncAll(world: World): Promise<boolean> {
  let changed = await syncNewer(world);
  for (const machine of world.machines) {
    world.now += 1000;
    const outcome = await syncMachine(world, machine);
    if (outcome !== null) changed = changes(outcome) || changed;
    else if (!world.hub.revoked.has(stationOf(machine).kiosk)) {
      // A token that the hub forgot is the one reason to come again.
      if (machine.token !== null) {
        throw new BrokenInvariant('sync-works', `${machine.name} cannot sync over a whole network`);
      }
      changed = true;
    }
  }
  return changed;
}

function changes(outcome: SyncOutcome): boolean {
  const { pushed, relayed, facts, delegates, rechained, newEpoch } = outcome;
  return rechained || newEpoch || pushed + relayed + facts + delegates > 0;
}
