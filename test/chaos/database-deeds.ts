import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../sim/random.ts';
import type { TestPostgres } from '../support/postgres.ts';
import { anyKiosk } from './any-kiosk.ts';
import { fullDisk } from './full-disk.ts';
import type { Deed } from './lane.ts';
import { networkFaults } from './network-faults.ts';
import type { Venue, VenueDatabase } from './venue.ts';

/** Its port may be the near end of somebody's connection for a moment. */
async function startAgain(server: TestPostgres): Promise<void> {
  const most = 20;
  for (let tries = 1; ; tries += 1) {
    try {
      return await server.start();
    } catch (error) {
      if (tries === most) throw error;
      await sleep(300);
    }
  }
}

/** Restarts of PostgreSQL, its full disk, and faults of the hub's way to it. */
export function databaseDeeds(venue: Venue, database: VenueDatabase, random: Random): Deed[] {
  const { hub, hubDisk } = venue;
  const { server, proxy } = database;
  const restart: Deed = async () => {
    await anyKiosk(venue, 'pushed', 1 + random.below(5));
    await sleep(random.below(12));
    await server.stopImmediately();
    await sleep(random.below(1_000));
    await startAgain(server);
    hub.heard.add('database restarted');
    await anyKiosk(venue, 'pushed', 1);
  };
  const faults = networkFaults.map(
    (fault): Deed =>
      async () => {
        await fault(proxy, random);
        await anyKiosk(venue, 'pushed', 1);
      },
  );
  const deeds = [restart, restart, ...faults];
  if (hubDisk !== null) {
    const full = fullDisk(venue, hubDisk);
    deeds.push(() => venue.exclusive.run(full));
  }
  return deeds;
}
