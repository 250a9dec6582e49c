import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../sim/random.ts';
import { anyKiosk } from './any-kiosk.ts';
import { fullDisk, hubFull } from './full-disk.ts';
import type { Deed } from './lane.ts';
import type { Venue } from './venue.ts';

/** Kills of the hub and, where its store is SQLite, full disks. */
export function hubDeeds(venue: Venue, random: Random): Deed[] {
  const { hub, kiosks, hubDisk } = venue;
  // A hub does not start on a full disk: it writes at once.
  const restart = (): Promise<void> =>
    venue.exclusive.run(async () => {
      await sleep(random.below(12));
      await hub.kill();
      await hub.start();
      await anyKiosk(venue, 'pushed', 1);
    });
  const betweenPushes: Deed = async () => {
    await anyKiosk(venue, 'pushed', 1 + random.below(20));
    await restart();
  };
  const inMidPush: Deed = async () => {
    const arriving = kiosks.map(({ proxy }) => proxy.nextRequest(1_000));
    await Promise.race([...arriving, anyKiosk(venue, 'pushed', 30)]);
    await restart();
  };
  const frozen: Deed = async () => {
    hub.freeze();
    await sleep(500 + random.below(1_500));
    hub.thaw();
    hub.heard.add('frozen');
    await anyKiosk(venue, 'pushed', 1);
  };
  const deeds = [betweenPushes, inMidPush, frozen];
  if (venue.database !== null) return deeds;
  deeds.push(fullDisk(venue, { fill: () => hub.say('full'), free: () => hub.say('room') }));
  if (hubDisk !== null) {
    deeds.push(fullDisk(venue, hubDisk));
    deeds.push(async () => {
      hubDisk.fill();
      await anyKiosk(venue, hubFull, 1);
      await hub.kill();
      hubDisk.free();
      await hub.start();
      hub.heard.add('killed while full');
      await anyKiosk(venue, 'pushed', 1);
    });
  }
  return deeds;
}
