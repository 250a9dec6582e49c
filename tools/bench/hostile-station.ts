import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SyncFailure } from '../../domain/sync/problems.ts';
import type { PushAnswer } from '../../domain/sync/sync.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { type BenchHub, withEachStore } from './sync/bench-hub.ts';
import { type HostileStart, hostileCountsSchema } from './sync/hostile-messages.ts';
import { enrolSender, enrolStation, type Sender } from './sync/sender.ts';

const stations = 50;
/** Milliseconds between two check-ins at a station. */
const every = 2_000;
/** Check-ins of each station in one phase: 200 in all. */
const checkIns = 4;
/**
 * Pairs of phases, without and with the hostile station; figures are medians over them, so that
 * other load on the machine matters less.
 */
const pairs = 7;
/** Facts of a check-in: admission, badge, its hand-over. */
const factsOfOne = 3;
/** Milliseconds between two readings of the hub's memory. */
const memoryEvery = 200;

/**
 * Fifty honest stations, each with a check-in every two seconds, beside a hostile one that is
 * enrolled too and sends as fast as the hub answers. It sends pushes over its quota, repeated ones,
 * junk signatures, made-up branches, bodies that are not JSON or too large, and the largest
 * handshakes. Measures the honest ones' milliseconds from when a check-in was due until the hub has
 * stored it, with and without the hostile one in turns. Also the growth of the hub's memory and
 * disk, in megabytes.
 */
export async function run(): Promise<BenchResult> {
  const figures: Record<string, number> = {};
  await withEachStore(async ({ kind, hub: start }) => {
    const hub = await start(true);
    const hostile = await startHostile(hub);
    try {
      const found = await measure(hub, hostile);
      for (const [figure, value] of Object.entries(found)) {
        figures[`hostile.${kind}.${figure}`] = rounded(value);
      }
    } finally {
      hostile.disconnect();
      await once(hostile, 'exit');
      await hub.stop();
    }
  });
  return { name: 'a hostile station beside 50 honest ones', figures };
}

async function measure(hub: BenchHub, hostile: ChildProcess): Promise<Record<string, number>> {
  const senders: Sender[] = [];
  while (senders.length < stations) senders.push(await enrolSender(hub));
  await phaseOf(hub, senders);
  const before = { rss: (await hub.usage()).rss, disk: await hub.disk() };
  const without: Phase[] = [];
  const beside: Phase[] = [];
  let answers: Record<string, number> = {};
  for (let pair = 0; pair < pairs; pair += 1) {
    without.push(await phaseOf(hub, senders));
    hostile.send('go');
    beside.push(await phaseOf(hub, senders));
    answers = await pause(hostile);
  }
  await Promise.all(senders.map((sender) => sender.close()));
  const ratios = beside.map(({ p99 }, pair) => p99 / (without[pair]?.p99 ?? Number.NaN));
  const median = (phases: readonly Phase[], which: keyof Phase): number =>
    percentile(
      phases.map((phase) => phase[which]),
      0.5,
    );
  return {
    p50_without_ms: median(without, 'p50'),
    p50_ms: median(beside, 'p50'),
    p99_without_ms: median(without, 'p99'),
    p99_ms: median(beside, 'p99'),
    ratio_p99: percentile(ratios, 0.5),
    hub_cpu_percent_without: median(without, 'cpu'),
    hub_cpu_percent: median(beside, 'cpu'),
    rss_growth_mb: (Math.max(...beside.map(({ rss }) => rss)) - before.rss) / 2 ** 20,
    disk_growth_mb: ((await hub.disk()) - before.disk) / 2 ** 20,
    ...answers,
  };
}

async function startHostile(hub: BenchHub): Promise<ChildProcess> {
  const { id, token, authority, epoch, privateKey } = await enrolStation(hub);
  const start: HostileStart = { url: hub.url, authority, token, station: id, epoch, privateKey };
  const child = fork(join(import.meta.dirname, 'sync/hostile-child.ts'), [JSON.stringify(start)]);
  await once(child, 'message');
  return child;
}

interface Phase {
  /** Milliseconds. */
  p50: number;
  p99: number;
  /**
   * Percent of a processor that the hub used: the figure that other load on the machine changes
   * least.
   */
  cpu: number;
  /** The hub's peak memory. */
  rss: number;
}

/** Stations begin spread over one period, as people come. */
async function phaseOf(hub: BenchHub, senders: readonly Sender[]): Promise<Phase> {
  const watch = watchMemory(hub);
  const [before, begin] = [await hub.usage(), performance.now()];
  try {
    const times = (await Promise.all(senders.map(sendAll))).flat();
    const after = await hub.usage();
    return {
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      cpu: (100 * (after.cpu - before.cpu)) / (performance.now() - begin),
      rss: await watch.end(),
    };
  } finally {
    await watch.end();
  }
}

/** Milliseconds of each check-in. */
async function sendAll(sender: Sender, index: number): Promise<number[]> {
  const times: number[] = [];
  const begin = performance.now() + (every * index) / stations;
  for (let number = 0; number < checkIns; number += 1) {
    const due = begin + number * every;
    await sleep(Math.max(0, due - performance.now()));
    const from = sender.chain.events.length + 1;
    for (let fact = 0; fact < factsOfOne; fact += 1) sender.chain.add();
    await untilAnswered(() => sender.handshake());
    const push = (): Promise<PushAnswer> =>
      sender.push(sender.sign(sender.chain.push(from, factsOfOne)));
    const { stored, known } = await untilAnswered(push);
    if (stored + known !== factsOfOne) throw new Error('a check-in was not stored');
    // Counted from when it was due: a sender that is late because the hub is slow counts as slow.
    times.push(performance.now() - due);
  }
  return times;
}

/** A station repeats its request if the hub did not answer; the clock keeps running. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof SyncFailure) || error.code !== 'unreachable') throw error;
    }
  }
}

function watchMemory(hub: BenchHub): { end(): Promise<number> } {
  let isOver = false;
  let highest = 0;
  const watching = (async () => {
    while (!isOver) {
      highest = Math.max(highest, (await hub.usage()).rss);
      await sleep(memoryEvery);
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await watching;
      return highest;
    },
  };
}

async function pause(hostile: ChildProcess): Promise<Record<string, number>> {
  const said = once(hostile, 'message');
  hostile.send('pause');
  const [counts] = await said;
  return hostileCountsSchema.parse(counts);
}
