import { availableParallelism } from 'node:os';
import { pushLimits } from '../../domain/base/protocol.ts';
import { type BenchResult, rounded } from './bench-result.ts';
import { type BenchHub, withEachStore } from './sync/bench-hub.ts';
import { rawInserter } from './sync/raw-insert.ts';
import { enrolSender, type Sender, type SignedPush } from './sync/sender.ts';

const clients = 10;
/** Facts ready at each client, by the size of a batch: some seconds of work each. */
const waiting: readonly (readonly [batch: number, facts: number])[] = [
  [1, 300],
  [100, 3_000],
  [1_000, 5_000],
];

/**
 * How many facts a second ten clients push into the hub over TLS, with token, signature, schema and
 * hash chain checked. For comparison the same rows written straight into the same tables of an
 * equal store, in transactions of the same size (SQLite by one connection, PostgreSQL by ten). A
 * batch of 1,000 takes as many requests as the protocol's limits (events and bytes) require, one
 * after the other. Before that, the same requests go to a server in the hub's process that only
 * parses them as JSON: with the raw store's time, that is the least that a hub could take. The
 * processor time of hub, store and clients gives the rate that the machine's cores could reach
 * without any waiting, again as a share of the raw store.
 */
export async function run(): Promise<BenchResult> {
  const figures: Record<string, number> = {};
  await withEachStore(async ({ kind, fresh, hub: start, cpu }) => {
    for (const [batch, facts] of waiting) {
      const hub = await start();
      try {
        const senders = await Promise.all(Array.from({ length: clients }, () => enrolSender(hub)));
        for (const { chain } of senders) for (let at = 0; at < facts; at += 1) chain.add();
        const raw = await rawRate(kind, await fresh(), senders, batch);
        const bare = await pushRate(senders, batch, (sender, push) => sender.pushBare(push));
        const before = await processorOf(hub, cpu);
        const pushed = await pushRate(senders, batch, pushWhole);
        const after = await processorOf(hub, cpu);
        await assertAllThere(hub, clients * facts);
        figures[`push.${kind}.${batch}.per_second`] = Math.round(pushed);
        figures[`push.${kind}.${batch}.raw_per_second`] = Math.round(raw);
        figures[`push.${kind}.${batch}.bare_per_second`] = Math.round(bare);
        figures[`push.${kind}.${batch}.ratio_raw`] = rounded(pushed / raw);
        const used = after.map(
          (now, at) => ((now - (before[at] ?? 0)) * 1_000) / (clients * facts),
        );
        for (const [at, who] of (['hub', 'store', 'clients'] as const).entries()) {
          figures[`push.${kind}.${batch}.${who}_microseconds`] = rounded(used[at] ?? 0);
        }
        const together = used.reduce((sum, each) => sum + each, 0);
        const most = (availableParallelism() * 1_000_000) / together;
        figures[`push.${kind}.${batch}.most_ratio_raw`] = rounded(most / raw);
        await Promise.all(senders.map((sender) => sender.close()));
      } finally {
        await hub.stop();
      }
    }
  });
  return { name: 'push by 10 clients, facts a second and ratio to the raw store', figures };
}

/** Milliseconds of processor time so far of the hub, of PostgreSQL and of the clients. */
async function processorOf(hub: BenchHub, cpu: () => number): Promise<number[]> {
  const { user, system } = process.cpuUsage();
  return [(await hub.usage()).cpu, cpu(), (user + system) / 1_000];
}

/** Facts a second without a hub. */
async function rawRate(
  kind: 'sqlite' | 'postgres',
  place: string,
  senders: readonly Sender[],
  batch: number,
): Promise<number> {
  const inserter = await rawInserter(kind, place, senders.length);
  try {
    const portions = senders.map(({ chain }, client) => inserter.prepare(client, chain, batch));
    const begin = performance.now();
    await Promise.all(portions.map((insertAll) => insertAll()));
    return countOf(senders) / ((performance.now() - begin) / 1_000);
  } finally {
    await inserter.close();
  }
}

/** Facts a second through the hub. Requests are made and signed beforehand. */
async function pushRate(
  senders: readonly Sender[],
  batch: number,
  send: (sender: Sender, push: SignedPush) => Promise<void>,
): Promise<number> {
  const work = senders.map((sender) => ({ sender, pushes: pushesOf(sender, batch) }));
  const begin = performance.now();
  await Promise.all(
    work.map(async ({ sender, pushes }) => {
      for (const push of pushes) await send(sender, push);
    }),
  );
  return countOf(senders) / ((performance.now() - begin) / 1_000);
}

async function pushWhole(sender: Sender, push: SignedPush): Promise<void> {
  const { stored } = await sender.push(push);
  if (stored !== push.events) throw new Error(`${stored} of ${push.events} facts stored`);
}

/** The chain in signed requests of at most so many facts. */
function pushesOf({ chain, sign }: Sender, batch: number): SignedPush[] {
  const pushes: SignedPush[] = [];
  for (let from = 1; from <= chain.events.length; ) {
    const endOfBatch = Math.ceil(from / batch) * batch;
    let count = Math.min(batch, endOfBatch - from + 1, pushLimits.events);
    let push = chain.push(from, count);
    while (JSON.stringify(push).length > pushLimits.bytes) {
      count = Math.floor(count * 0.9);
      push = chain.push(from, count);
    }
    pushes.push(sign(push));
    from += push.events.length;
  }
  return pushes;
}

function countOf(senders: readonly Sender[]): number {
  return senders.reduce((sum, { chain }) => sum + chain.events.length, 0);
}

async function assertAllThere(hub: BenchHub, expected: number): Promise<void> {
  const { streams } = await hub.admin.overview();
  if (streams.events !== expected) throw new Error(`${streams.events} of ${expected} facts`);
}
