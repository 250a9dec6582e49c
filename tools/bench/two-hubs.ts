import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { ChainHead } from '../../domain/sync/events.ts';
import { makeSigningKeys } from '../../platform/crypto/ed25519.ts';
import { type BenchResult, rounded } from './bench-result.ts';
import { type BenchHub, type SharedStore, withSharedStore } from './sync/bench-hub.ts';
import { enrolSender, type Sender } from './sync/sender.ts';
import { pushesOf } from './sync-push.ts';

/** Stations that send; with two processes, half of them to each. */
const clients = 10;
/** Facts of each station, by the size of a batch. */
const work = [
  { batch: 1, facts: 300 },
  { batch: 100, facts: 3_000 },
] as const;
/**
 * Handshakes of each client, and stations of the event, whose chains each station claims to hold.
 */
const handshakes = 10;
const sizes = [10, 1_000, 5_000] as const;
/** Reads of each client, and facts in a read. */
const pulls = 30;
const pages = [1, 1_000] as const;

/**
 * Milliseconds of processor time of one operation: of all the hub's processes, and of PostgreSQL.
 */
interface Cost {
  hub: number;
  database: number;
}

/** The costs of a hub with so many processes. */
interface Costs {
  push: Cost;
  /** By the number of stations. */
  handshake: Map<number, Cost>;
  pull: Cost;
  pulledFact: Cost;
}

/**
 * What one and two processes of a hub on one PostgreSQL cost in processor time, by kind of request.
 * From that it prints a table of the costs of an event with many stations. For information, without
 * limits.
 */
export async function run(): Promise<BenchResult> {
  const figures: Record<string, number> = { cores: availableParallelism() };
  const measured = new Map<number, Costs>();
  await withSharedStore(async (store) => {
    for (const processes of [1, 2]) {
      const hubs = await store.hubs(processes);
      try {
        measured.set(processes, await measure(store, hubs, `hubs_${processes}`, figures));
      } finally {
        for (const hub of hubs) await hub.stop();
      }
    }
  });
  process.stdout.write(`${planOf(measured)}\n`);
  return { name: 'one and two processes of a hub, milliseconds of processor time', figures };
}

async function measure(
  store: SharedStore,
  hubs: readonly BenchHub[],
  name: string,
  figures: Record<string, number>,
): Promise<Costs> {
  const { senders, close } = await enrolAt(hubs);
  const note = (what: string, { hub, database }: Cost): Cost => {
    figures[`${name}.${what}.hub_ms`] = rounded(hub);
    figures[`${name}.${what}.postgres_ms`] = rounded(database);
    return { hub, database };
  };
  try {
    const pushed: Cost[] = [];
    for (const { batch, facts } of work) {
      const begin = senders.map(({ chain }) => chain.events.length + 1);
      for (const { chain } of senders) for (let at = 0; at < facts; at += 1) chain.add();
      const portions = senders.map((sender, at) => pushesOf(sender, batch, begin[at]));
      const from = performance.now();
      const cost = await costOf(store, hubs, clients * facts, () =>
        together(senders, async (sender, at) => {
          for (const push of portions[at] ?? []) await sender.push(push);
        }),
      );
      const seconds = (performance.now() - from) / 1_000;
      figures[`${name}.push_${batch}.per_second`] = Math.round((clients * facts) / seconds);
      pushed.push(note(`push_${batch}.fact`, cost));
    }
    // A process that has just started compiles what it runs for the first time.
    await together(senders, async (sender) => {
      for (let at = 0; at < pulls; at += 1) {
        await sender.handshake();
        await sender.pull(at, 1);
      }
    });
    const pulled: Cost[] = [];
    for (const limit of pages) {
      const cost = await costOf(store, hubs, clients * pulls, () =>
        together(senders, async (sender) => {
          for (let at = 0; at < pulls; at += 1) await sender.pull(at * limit, limit);
        }),
      );
      pulled.push(note(`pull_${limit}`, cost));
    }
    const handshake = new Map<number, Cost>();
    for (const stations of sizes) {
      const held = await chainsOf(hubs, stations);
      const cost = await costOf(store, hubs, clients * handshakes, () =>
        together(senders, async (sender) => {
          for (let at = 0; at < handshakes; at += 1) await sender.handshake(held);
        }),
      );
      handshake.set(stations, note(`handshake_of_${stations}`, cost));
    }
    const [push = nothing] = pushed;
    const [pull = nothing, page = nothing] = pulled;
    return { push, handshake, pull, pulledFact: scaled(minus(page, pull), 1 / (pages[1] - 1)) };
  } finally {
    await close();
  }
}

const nothing: Cost = { hub: 0, database: 0 };

async function enrolAt(hubs: readonly BenchHub[]) {
  const senders: Sender[] = [];
  for (let number = 0; number < clients; number += 1) {
    const hub = hubs[number % hubs.length];
    if (hub !== undefined) senders.push(await enrolSender(hub));
  }
  return {
    senders,
    close: async () => void (await Promise.all(senders.map((sender) => sender.close()))),
  };
}

async function together(
  senders: readonly Sender[],
  work: (sender: Sender, at: number) => Promise<void>,
): Promise<void> {
  await Promise.all(senders.map(work));
}

/** The average cost of one of so many operations. */
async function costOf(
  store: SharedStore,
  hubs: readonly BenchHub[],
  count: number,
  work: () => Promise<void>,
): Promise<Cost> {
  const used = async (): Promise<Cost> => ({
    hub: (await Promise.all(hubs.map((hub) => hub.usage()))).reduce((sum, { cpu }) => sum + cpu, 0),
    database: store.cpu(),
  });
  const before = await used();
  await work();
  return scaled(minus(await used(), before), 1 / count);
}

function minus(one: Cost, other: Cost): Cost {
  return { hub: one.hub - other.hub, database: one.database - other.database };
}

function scaled({ hub, database }: Cost, by: number): Cost {
  return { hub: hub * by, database: database * by };
}

/** Rows of one call. */
const portion = 200;

/** Makes the event so large, and returns the chains that each of its stations would hold. */
async function chainsOf([hub]: readonly BenchHub[], stations: number): Promise<ChainHead[]> {
  if (hub === undefined) throw new Error('no hub');
  const known = (await hub.admin.listStations()).length;
  const { publicKey } = makeSigningKeys();
  const made = Array.from({ length: Math.max(0, stations - known) }, (_, at) => ({
    id: randomUUID(),
    name: `Kiosk ${known + at}`,
    mode: 'kiosk' as const,
    publicKey,
    certificate: Buffer.alloc(64).toString('base64'),
    joined: 0,
    lastSeen: null,
    state: 'enrolled' as const,
  }));
  for (let from = 0; from < made.length; from += portion) {
    await hub.admin.seedStations(made.slice(from, from + portion), [], []);
  }
  const all = await hub.admin.listStations();
  return all
    .slice(0, stations - 1)
    .map(({ id }) => ({ station: id, incarnation: 1, lastKseq: 0, hash: '0'.repeat(64) }));
}

/** The load of the calculated event. */
const paper = {
  /** Seconds between two facts of a station in the morning's rush. */
  between: 30,
  /** Seconds between two polls of a station while nothing happens (main/sync/runner.ts). */
  poll: 22.5,
  /** Seconds between two hints: at least, and more with each line (hub/http/hint-lines.ts). */
  hint: { least: 0.05, perLine: 0.001 },
} as const;

/** Cores that an event of so many stations would keep busy, from the costs of its requests. */
function planOf(measured: ReadonlyMap<number, Costs>): string {
  const lines = [
    '| stations | processes | at rest: hub, PostgreSQL (cores) | in the rush | in the rush, if handshakes named no chains |',
    '| -------- | --------- | -------------------------------- | ----------- | ------------------------------------------ |',
  ];
  for (const [processes, costs] of measured) {
    const [bare = nothing] = costs.handshake.values();
    for (const [stations, handshake] of costs.handshake) {
      const cells = [
        coresOf((of) => (stations / paper.poll) * (handshake[of] + costs.pull[of])),
        coresOf((of) => rushOf(stations / processes, stations, costs, handshake)[of]),
        coresOf((of) => rushOf(stations / processes, stations, costs, bare)[of]),
      ];
      lines.push(`| ${[stations, processes, ...cells].join(' | ')} |`);
    }
  }
  return lines.join('\n');
}

function coresOf(each: (of: keyof Cost) => number): string {
  return [each('hub'), each('database')].map((ms) => (ms / 1_000).toFixed(1)).join(', ');
}

/**
 * Milliseconds a second: at each hint every station reads what all others write, and sends its own
 * facts.
 */
function rushOf(lines: number, stations: number, costs: Costs, handshake: Cost): Cost {
  const facts = stations / paper.between;
  const { least, perLine } = paper.hint;
  const hints = stations / Math.max(least + perLine * lines, 1 / facts);
  const each = (of: keyof Cost): number =>
    (hints + facts) * (handshake[of] + costs.pull[of]) +
    stations * facts * costs.pulledFact[of] +
    facts * costs.push[of];
  return { hub: each('hub'), database: each('database') };
}
