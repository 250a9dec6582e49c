import { HubProblem } from '../../domain/wire/problems.ts';
import { SyncFailure } from '../../domain/wire/sync-failure.ts';
import type { Random } from '../sim/random.ts';
import { anyKiosk } from './any-kiosk.ts';
import type { Deed } from './lane.ts';
import { firstFile } from './people.ts';
import type { Venue } from './venue.ts';

/** Changes of the roster at the hub. One that the hub did not confirm may have been made or not. */
export function secretariatDeed(venue: Venue, random: Random): Deed {
  const { hub } = venue;
  return async () => {
    await anyKiosk(venue, 'pushed', 1 + random.below(10));
    const { id } = random.pick(firstFile);
    const change =
      random.below(3) === 0
        ? ({ status: 'cancelled' } as const)
        : { jobTitle: `Director ${random.below(1_000)}` };
    try {
      await hub.administer((client) => client.changeDelegate(id, change));
      hub.heard.add('roster changed');
    } catch (error) {
      // It is being killed.
      const isAway =
        error instanceof SyncFailure || (error instanceof HubProblem && error.code === 'busy');
      if (!isAway) throw error;
    }
  };
}
