import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../sim/random.ts';
import type { Kiosk } from './kiosk-process.ts';
import type { Deed } from './lane.ts';
import { networkFaults } from './network-faults.ts';
import type { Fillable, SmallDisk } from './small-disk.ts';

/** What a kiosk's store says when there is no room. */
const storeFull = 'refused SQLITE_FULL';

/** Kills and full disks of a kiosk. */
export function kioskDeeds(kiosk: Kiosk, disk: SmallDisk | null, random: Random): Deed[] {
  const { heard, proxy } = kiosk;
  const kill = async (): Promise<void> => {
    // Not a wait: where within a transaction the kill strikes.
    await sleep(random.below(12));
    await kiosk.kill();
  };
  /** A life that has written or sent nothing yet has nothing to lose. */
  const someWork = async (): Promise<void> => {
    await heard.more('pushed', 1 + random.below(4));
    await heard.more('fact', 1 + random.below(40));
  };
  const inMidWrite: Deed = async () => {
    await someWork();
    await kill();
    await kiosk.start();
  };
  const inMidPush: Deed = async () => {
    await someWork();
    await Promise.race([proxy.nextRequest(1_000), heard.more('fact', 400)]);
    await kill();
    await kiosk.start();
  };
  const pages = { fill: () => kiosk.say('full'), free: () => kiosk.say('room') };
  const store: Fillable = disk ?? pages;
  const full: Deed = async () => {
    await someWork();
    store.fill();
    await heard.more(storeFull, 3);
    store.free();
    await heard.more('fact', 5);
    heard.add('full and free again');
  };
  const killedWhileFull: Deed = async () => {
    await someWork();
    store.fill();
    await heard.more(storeFull, 2);
    await kill();
    disk?.free();
    await kiosk.start();
    heard.add('killed while full');
  };
  return [inMidWrite, inMidWrite, inMidPush, full, killedWhileFull];
}

/** Faults of a kiosk's way to the hub, with pauses in which everything passes. */
export function wayDeeds({ proxy }: Kiosk, random: Random): Deed[] {
  return networkFaults.map(
    (fault): Deed =>
      async () => {
        await sleep(50 + random.below(350));
        await fault(proxy, random);
      },
  );
}
