import { setTimeout as sleep } from 'node:timers/promises';
import { HubProblem } from '../../domain/wire/problems.ts';
import { SyncFailure } from '../../domain/wire/sync-failure.ts';
import type { Random } from '../sim/random.ts';
import type { Kiosk } from './kiosk-process.ts';
import type { Deed } from './lane.ts';
import { networkFaults } from './network-faults.ts';
import { firstFile } from './people.ts';
import type { SmallDisk } from './small-disk.ts';
import type { Tally } from './tally.ts';
import type { Venue, VenueDatabase } from './venue.ts';

/** What a kiosk's store says when there is no room. */
const storeFull = 'refused SQLITE_FULL';
/** What the hub says then. */
const hubFull = 'trouble busy disk full';

/** Resolves when any kiosk hears so much more of it. */
function any(venue: Venue, what: string, times: number): Promise<void> {
  return Promise.race(venue.kiosks.map(({ heard }) => heard.more(what, times)));
}

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
  const fill = disk === null ? () => kiosk.say('full') : () => disk.fill();
  const free = disk === null ? () => kiosk.say('room') : () => disk.free();
  const full: Deed = async () => {
    await someWork();
    fill();
    await heard.more(storeFull, 3);
    free();
    await heard.more('fact', 5);
    heard.add('full and free again');
  };
  const killedWhileFull: Deed = async () => {
    await someWork();
    fill();
    await heard.more(storeFull, 2);
    await kill();
    disk?.free();
    await kiosk.start();
    heard.add('killed while full');
  };
  return [inMidWrite, inMidWrite, inMidPush, full, killedWhileFull];
}

/** Kills of the hub and, where its store is SQLite, full disks. */
export function hubDeeds(venue: Venue, random: Random): Deed[] {
  const { hub, kiosks, hubDisk } = venue;
  // A hub does not start on a full disk: it writes at once.
  const restart = (): Promise<void> =>
    venue.exclusive.run(async () => {
      await sleep(random.below(12));
      await hub.kill();
      await hub.start();
      await any(venue, 'pushed', 1);
    });
  const betweenPushes: Deed = async () => {
    await any(venue, 'pushed', 1 + random.below(20));
    await restart();
  };
  const inMidPush: Deed = async () => {
    const arriving = kiosks.map(({ proxy }) => proxy.nextRequest(1_000));
    await Promise.race([...arriving, any(venue, 'pushed', 30)]);
    await restart();
  };
  const frozen: Deed = async () => {
    hub.freeze();
    await sleep(500 + random.below(1_500));
    hub.thaw();
    hub.heard.add('frozen');
    await any(venue, 'pushed', 1);
  };
  const deeds = [betweenPushes, inMidPush, frozen];
  if (venue.database !== null) return deeds;
  deeds.push(
    fullDisk(
      venue,
      () => hub.say('full'),
      () => hub.say('room'),
      hub.heard,
    ),
  );
  if (hubDisk !== null) {
    deeds.push(
      fullDisk(
        venue,
        () => hubDisk.fill(),
        () => hubDisk.free(),
        hub.heard,
      ),
    );
    deeds.push(async () => {
      hubDisk.fill();
      await any(venue, hubFull, 1);
      await hub.kill();
      hubDisk.free();
      await hub.start();
      hub.heard.add('killed while full');
      await any(venue, 'pushed', 1);
    });
  }
  return deeds;
}

function fullDisk(venue: Venue, fill: () => void, free: () => void, heard: Tally): Deed {
  return async () => {
    fill();
    await any(venue, hubFull, 2);
    free();
    await any(venue, 'pushed', 2);
    heard.add('full and free again');
  };
}

/** Restarts of PostgreSQL, its full disk, and faults of the hub's way to it. */
export function databaseDeeds(venue: Venue, database: VenueDatabase, random: Random): Deed[] {
  const { hub, hubDisk } = venue;
  const { server, proxy } = database;
  const restart: Deed = async () => {
    await any(venue, 'pushed', 1 + random.below(5));
    await sleep(random.below(12));
    await server.stopImmediately();
    await sleep(random.below(1_000));
    await server.start();
    hub.heard.add('database restarted');
    await any(venue, 'pushed', 1);
  };
  const faults = networkFaults.map(
    (fault): Deed =>
      async () => {
        await fault(proxy, random);
        await any(venue, 'pushed', 1);
      },
  );
  const deeds = [restart, restart, ...faults];
  if (hubDisk !== null) {
    const full = fullDisk(
      venue,
      () => hubDisk.fill(),
      () => hubDisk.free(),
      hub.heard,
    );
    deeds.push(() => venue.exclusive.run(full));
  }
  return deeds;
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

/** Changes of the roster at the hub. One that the hub did not confirm may have been made or not. */
export function secretariatDeed(venue: Venue, random: Random): Deed {
  const { hub } = venue;
  return async () => {
    await any(venue, 'pushed', 1 + random.below(10));
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
