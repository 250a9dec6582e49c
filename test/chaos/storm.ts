import { setTimeout as sleep } from 'node:timers/promises';
import { HubProblem, SyncFailure } from '../../domain/sync/problems.ts';
import { createRandom, type Random } from '../sim/random.ts';
import type { TestPostgres } from '../support/postgres.ts';
import type { FaultProxy } from './fault-proxy.ts';
import type { HubProcess } from './hub-process.ts';
import { firstFile } from './setting.ts';
import type { Fillable, SmallDisk } from './small-disk.ts';
import type { Station } from './station-process.ts';
import type { Venue, VenueDatabase } from './venue.ts';

export interface StormSetting {
  /** Seed of every choice; how the processes meet in time depends on the machine. */
  seed: number;
  /**
   * Minimum number of facts written. The storm lasts until this, `seconds` and one strike of every
   * fault are all reached.
   */
  facts: number;
  /** Minimum duration of the storm. */
  seconds: number;
}

/**
 * Makes everything fail that can, everywhere at the same time. When it resolves, everything runs
 * and is healed.
 *
 * @param signal ends it early because the run has failed
 */
export async function storm(
  venue: Venue,
  setting: StormSetting,
  signal: AbortSignal,
): Promise<void> {
  const { stations, database } = venue;
  const end = Date.now() + setting.seconds * 1_000;
  const written = (): number => stations.reduce((sum, { heard }) => sum + heard.of('fact'), 0);
  const isEnough = (): boolean => Date.now() >= end && written() >= setting.facts;
  let lanes = 0;
  const lane = (deedsOf: (random: Random) => Deed[], isOver: () => boolean): Promise<void> => {
    lanes += 1;
    const random = createRandom(setting.seed + lanes);
    return doInTurn(deedsOf(random), random, isOver, signal);
  };
  let areKillsOver = false;
  const kills = Promise.all([
    ...stations.map((station, index) => {
      const disk = index === 0 ? venue.stationDisk : null;
      return lane((random) => stationDeeds(station, disk, random), isEnough);
    }),
    ...venue.hubs.map((hub) => lane((random) => hubDeeds(venue, hub, random), isEnough)),
    lane((random) => [secretariatDeed(venue, random)], isEnough),
    ...(database === null
      ? []
      : [lane((random) => databaseDeeds(venue, database, random), isEnough)]),
  ]).finally(() => {
    areKillsOver = true;
  });
  const isOver = (): boolean => areKillsOver && isEnough();
  await Promise.all([
    kills,
    ...stations.map((station) => lane((random) => wayDeeds(station, random), isOver)),
  ]);
  for (const { proxy } of stations) proxy.heal();
  database?.proxy.heal();
}

/**
 * Does all deeds in random order, repeatedly until the storm is over; each at least once unless the
 * signal aborts.
 */
async function doInTurn(
  deeds: readonly Deed[],
  random: Random,
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  for (let round = 0; !signal.aborted && (round === 0 || !isOver()); round += 1) {
    for (const deed of shuffled(deeds, random)) {
      if (signal.aborted || (round > 0 && isOver())) return;
      await deed();
    }
  }
}

/** Fisher–Yates. */
function shuffled<T>(list: readonly T[], random: Random): T[] {
  const left = [...list];
  const taken: T[] = [];
  while (left.length > 0) taken.push(...left.splice(random.below(left.length), 1));
  return taken;
}

/** Something that is done to the venue; resolves when it works again. */
export type Deed = () => Promise<void>;

/** A fault of the network; resolves when it is over. */
type Fault = (proxy: FaultProxy, random: Random) => Promise<void>;

/** Every fault of the network; times in milliseconds. */
const networkFaults: readonly Fault[] = [
  (proxy, random) => proxy.cut(100 + random.below(800)),
  (proxy, random) => proxy.stall(100 + random.below(1_200)),
  (proxy, random) => proxy.slow(300 + random.below(1_200)),
  (proxy, random) => proxy.halve('client', 200 + random.below(1_500)),
  (proxy, random) => proxy.halve('server', 200 + random.below(800)),
  (proxy, random) => proxy.twin(300 + random.below(700)),
  async (proxy) => proxy.reset(),
  async (proxy, random) => proxy.resetNext('request', random.below(4_000)),
  async (proxy, random) => proxy.resetNext('answer', random.below(4_000)),
  // Right after a request of some size: the push has arrived, its answer has not.
  async (proxy, random) => {
    const arrived = new AbortController();
    await Promise.race([
      proxy.nextRequest(1_000 + random.below(3_000)),
      sleep(2_000, undefined, { signal: arrived.signal }).catch(() => {}),
    ]);
    arrived.abort();
    proxy.resetNext('answer', 0);
  },
];

function anyStation(venue: Venue, what: string, times: number): Promise<void> {
  return Promise.race(venue.stations.map(({ heard }) => heard.more(what, times)));
}

/** What a station prints when the hub's disk is full. */
const hubFull = 'trouble busy disk full';

/** Fills the hub's disk until stations notice, then frees it. */
function fullDisk(venue: Venue, disk: Fillable): Deed {
  return async () => {
    disk.fill();
    await anyStation(venue, hubFull, 2);
    disk.free();
    await anyStation(venue, 'pushed', 2);
    venue.hub.heard.add('full and free again');
  };
}

/** Kills of one process of the hub and, if its store is SQLite, full disks. */
function hubDeeds(venue: Venue, hub: HubProcess, random: Random): Deed[] {
  const { stations, hubDisk } = venue;
  // A hub writes at its start, so it does not start on a full disk.
  const restart = (): Promise<void> =>
    venue.exclusive.run(async () => {
      await sleep(random.below(12));
      await hub.kill();
      await hub.start();
      await anyStation(venue, 'pushed', 1);
    });
  const betweenPushes: Deed = async () => {
    await anyStation(venue, 'pushed', 1 + random.below(20));
    await restart();
  };
  const inMidPush: Deed = async () => {
    const arriving = stations.map(({ proxy }) => proxy.nextRequest(1_000));
    await Promise.race([...arriving, anyStation(venue, 'pushed', 30)]);
    await restart();
  };
  const frozen: Deed = async () => {
    hub.signal('SIGSTOP');
    await sleep(500 + random.below(1_500));
    hub.signal('SIGCONT');
    hub.heard.add('frozen');
    await anyStation(venue, 'pushed', 1);
  };
  const deeds = [betweenPushes, inMidPush, frozen];
  if (venue.database !== null) return deeds;
  deeds.push(fullDisk(venue, { fill: () => hub.say('full'), free: () => hub.say('room') }));
  if (hubDisk !== null) {
    deeds.push(fullDisk(venue, hubDisk));
    deeds.push(async () => {
      hubDisk.fill();
      await anyStation(venue, hubFull, 1);
      await hub.kill();
      hubDisk.free();
      await hub.start();
      hub.heard.add('killed while full');
      await anyStation(venue, 'pushed', 1);
    });
  }
  return deeds;
}

/** For a moment its port may be the near end of another connection. */
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

/** Restarts of PostgreSQL, a full disk, and faults of the hub's connection to it. */
export function databaseDeeds(venue: Venue, database: VenueDatabase, random: Random): Deed[] {
  const { hub, hubDisk } = venue;
  const { server, proxy } = database;
  const restart: Deed = async () => {
    await anyStation(venue, 'pushed', 1 + random.below(5));
    await sleep(random.below(12));
    await server.stopImmediately();
    await sleep(random.below(1_000));
    await startAgain(server);
    hub.heard.add('database restarted');
    await anyStation(venue, 'pushed', 1);
  };
  const faults = networkFaults.map(
    (fault): Deed =>
      async () => {
        await fault(proxy, random);
        await anyStation(venue, 'pushed', 1);
      },
  );
  const deeds = [restart, restart, ...faults];
  if (hubDisk !== null) {
    const full = fullDisk(venue, hubDisk);
    deeds.push(() => venue.exclusive.run(full));
  }
  return deeds;
}

/** What a station prints when its store is full. */
const storeFull = 'refused SQLITE_FULL';

export function stationDeeds(station: Station, disk: SmallDisk | null, random: Random): Deed[] {
  const { heard, proxy } = station;
  const kill = async (): Promise<void> => {
    // No wait for an event: the delay decides where in a transaction the kill strikes.
    await sleep(random.below(12));
    await station.kill();
  };
  /** A process that has written or sent nothing yet has nothing to lose. */
  const someWork = async (): Promise<void> => {
    await heard.more('pushed', 1 + random.below(4));
    await heard.more('fact', 1 + random.below(40));
  };
  const inMidWrite: Deed = async () => {
    await someWork();
    await kill();
    await station.start();
  };
  const inMidPush: Deed = async () => {
    await someWork();
    await Promise.race([proxy.nextRequest(1_000), heard.more('fact', 400)]);
    await kill();
    await station.start();
  };
  const pages = { fill: () => station.say('full'), free: () => station.say('room') };
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
    await station.start();
    heard.add('killed while full');
  };
  return [inMidWrite, inMidWrite, inMidPush, full, killedWhileFull];
}

/** Network faults between a station and the hub, with pauses in which everything passes. */
export function wayDeeds({ proxy }: Station, random: Random): Deed[] {
  return networkFaults.map(
    (fault): Deed =>
      async () => {
        await sleep(50 + random.below(350));
        await fault(proxy, random);
      },
  );
}

/**
 * Changes of the roster at the hub. A change that the hub did not confirm may or may not have been
 * made.
 */
export function secretariatDeed(venue: Venue, random: Random): Deed {
  const { hub } = venue;
  return async () => {
    await anyStation(venue, 'pushed', 1 + random.below(10));
    const { id } = random.pick(firstFile);
    const change =
      random.below(3) === 0
        ? ({ status: 'cancelled' } as const)
        : { jobTitle: `Director ${random.below(1_000)}` };
    try {
      await hub.administer((client) => client.changeDelegate(id, change));
      hub.heard.add('roster changed');
    } catch (error) {
      // The hub is being killed.
      const isAway =
        error instanceof SyncFailure || (error instanceof HubProblem && error.code === 'busy');
      if (!isAway) throw error;
    }
  };
}
