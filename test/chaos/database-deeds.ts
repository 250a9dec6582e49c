import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../sim/random.ts';
import { anyKiosk } from './any-kiosk.ts';
import { fullDisk } from './full-disk.ts';
import type { Deed } from './lane.ts';
import { networkFaults } from './network-faults.ts';
import type { Venue, VenueDatabase } from './venue.ts';

/** Restarts of PostgreSQL, its full disk, and faults of the hub's way to it. */
export function databaseDeeds(venue: Venue, database: VenueDatabase, random: Random): Deed[] {
  const { hub, hubDisk } = venue;
  const { server, proxy } = database;
  const restart: Deed = async () => {
    await anyKiosk(venue, 'pushed', 1 + random.below(5));
    await sleep(random.below(12));
    await server.stopImmediately();
    await sleep(random.below(1_000));
    await server.start();
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
