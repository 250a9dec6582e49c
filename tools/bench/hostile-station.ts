import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PushAnswer } from '../../domain/wire/sync.ts';
import { SyncFailure } from '../../domain/wire/sync-failure.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { type BenchHub, withEachStore } from './sync/bench-hub.ts';
import { type HostileStart, hostileCountsSchema } from './sync/hostile-messages.ts';
import { enrolSender, enrolStation, type Sender } from './sync/sender.ts';

const stations = 50;
/** Milliseconds between two check-ins at a station. */
const every = 2_000;
/** Check-ins of each station in one phase, and phases of each kind; with and without the hostile station take turns. */
const checkIns = 8;
const phases = 4;
/** Facts of a check-in: admission, badge, its hand-over. */
const factsOfOne = 3;
/** How often the hub's memory is looked at. */
const memoryEvery = 200;

/**
 * Fifty honest stations, each with a check-in every two seconds, beside a hostile one that is enrolled too and sends as fast as the
 * hub answers: pushes over its quota, the same again, with junk signatures, in made-up branches, what is no JSON or too large,
 * and the largest handshakes. Milliseconds of the honest ones from when a check-in was due until the hub has stored it, with
 * and without the hostile one in turns; what the hub's memory and disk grow by meanwhile, megabytes.
 */
export async function run(): Promise<BenchResult> {
  const figures: Record<string, number> = {};
  await withEachStore(async ({ kind, hub: start }) => {
    const hub = await start(true);
    const hostile = await startHostile(hub);
    try {
      const senders: Sender[] = [];
      while (senders.length < stations) senders.push(await enrolSender(hub));
      await phaseOf(senders);
      const before = { rss: await hub.memory(), disk: await hub.disk() };
      const times = { quiet: [] as number[], hostile: [] as number[] };
      let counts: Record<string, number> = {};
      let highest = before.rss;
      for (let phase = 0; phase < phases; phase += 1) {
        times.quiet.push(...(await phaseOf(senders)));
        hostile.send('go');
        const watch = watchMemory(hub);
        try {
          times.hostile.push(...(await phaseOf(senders)));
        } finally {
          highest = Math.max(highest, await watch.end());
        }
        counts = await pause(hostile);
      }
      const [quiet, under] = [percentile(times.quiet, 0.99), percentile(times.hostile, 0.99)];
      figures[`hostile.${kind}.p50_without_ms`] = rounded(percentile(times.quiet, 0.5));
      figures[`hostile.${kind}.p50_ms`] = rounded(percentile(times.hostile, 0.5));
      figures[`hostile.${kind}.p99_without_ms`] = rounded(quiet);
      figures[`hostile.${kind}.p99_ms`] = rounded(under);
      figures[`hostile.${kind}.ratio_p99`] = rounded(under / quiet);
      figures[`hostile.${kind}.rss_growth_mb`] = megabytes(highest - before.rss);
      figures[`hostile.${kind}.disk_growth_mb`] = megabytes((await hub.disk()) - before.disk);
      for (const [deed, count] of Object.entries(counts)) figures[`${kind} ${deed}`] = count;
      console.error(figures);
      await Promise.all(senders.map((sender) => sender.close()));
    } finally {
      hostile.disconnect();
      await once(hostile, 'exit');
      await hub.stop();
    }
  });
  return { name: 'a hostile station beside 50 honest ones', figures };
}

async function startHostile(hub: BenchHub): Promise<ChildProcess> {
  const { id, token, authority, epoch, privateKey } = await enrolStation(hub);
  const start: HostileStart = { url: hub.url, authority, token, station: id, epoch, privateKey };
  const child = fork(join(import.meta.dirname, 'sync/hostile-child.ts'), [JSON.stringify(start)]);
  await once(child, 'message');
  return child;
}

/** Milliseconds of each check-in. Stations begin spread over one period, as people come. */
async function phaseOf(senders: readonly Sender[]): Promise<number[]> {
  return (await Promise.all(senders.map(sendAll))).flat();
}

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
    // From when it was due: a sender that is late because the hub is slow counts as slow.
    times.push(performance.now() - due);
  }
  return times;
}

/** A station asks again when its hub did not answer; the time goes on. */
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
      highest = Math.max(highest, await hub.memory());
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

function megabytes(bytes: number): number {
  return rounded(bytes / 2 ** 20);
}
